#!/usr/bin/env python3
"""What a back-end system's token costs: processor time of the whole process tree per token.

  bench/tokens.py [--tokens N] [--rounds N]

Starts server/target/attune/bin/attune on a data directory of its own, registers a client with an
EC key on P-384 and one with an RSA key of 3072 bits, signs assertions beforehand, and asks for
tokens one after the other over one connection, round by round. PostgreSQL is included; what the
server uses without requests is told apart. Prints one line of JSON for each algorithm: the median
of the rounds, each round, and the load of the machine. Needs Linux, Python 3 and openssl.
ATTUNE_LAUNCHER names another launcher.
"""
import argparse
import base64
import http.client
import json
import os
import statistics
import subprocess
import tempfile
import time
import urllib.parse
import uuid

from audit import Server

GENERATE = {
    "ES384": ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384"],
    "RS384": ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:3072"],
}
SCOPE = "system/Patient.rs"
ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


def openssl(*arguments, data=None):
    return subprocess.run(
        ["openssl", *arguments], input=data, check=True, capture_output=True
    ).stdout


def text(raw):
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


class Key:
    def __init__(self, algorithm, directory):
        self.algorithm = algorithm
        self.file = os.path.join(directory, algorithm)
        openssl("genpkey", *GENERATE[algorithm], "-out", self.file)

    def jwk(self):
        if self.algorithm == "RS384":
            hexadecimal = openssl("rsa", "-in", self.file, "-noout", "-modulus").split(b"=")[1]
            modulus = bytes.fromhex(hexadecimal.strip().decode())
            kind = {"kty": "RSA", "n": text(modulus), "e": "AQAB"}
        else:
            point = openssl("ec", "-in", self.file, "-pubout", "-outform", "DER")[-96:]
            kind = {"kty": "EC", "crv": "P-384", "x": text(point[:48]), "y": text(point[48:])}
        return {**kind, "kid": self.algorithm, "alg": self.algorithm, "use": "sig"}

    def assertion(self, client, audience):
        header = {"alg": self.algorithm, "kid": self.algorithm, "typ": "JWT"}
        claims = {
            "iss": client,
            "sub": client,
            "aud": audience,
            "exp": int(time.time()) + 290,
            "jti": str(uuid.uuid4()),
        }
        signed = ".".join(text(json.dumps(part).encode()) for part in (header, claims))
        signature = openssl("dgst", "-sha384", "-sign", self.file, data=signed.encode())
        return signed + "." + text(signature if self.algorithm == "RS384" else plain(signature))


def plain(der):
    """The two numbers of an ECDSA signature, each in 48 bytes (RFC 7518, section 3.4)."""
    at, numbers = (3 if der[1] & 0x80 else 2), b""
    for _ in range(2):
        length = der[at + 1]
        numbers += der[at + 2 : at + 2 + length].lstrip(b"\0").rjust(48, b"\0")
        at += 2 + length
    return numbers


class System:
    def __init__(self, server, key):
        self.key = key
        self.http = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        self.audience = f"http://127.0.0.1:{server.port}/oauth2/token"
        self.client = self.send(
            "/oauth2/clients",
            json.dumps(
                {
                    "client_name": "Bench",
                    "grant_types": ["client_credentials"],
                    "token_endpoint_auth_method": "private_key_jwt",
                    "jwks": {"keys": [key.jwk()]},
                    "scope": SCOPE,
                }
            ),
            {"Content-Type": "application/json", "Authorization": "Bearer " + server.token()},
        )["client_id"]

    def send(self, path, body, headers):
        self.http.request("POST", path, body, headers)
        answer = self.http.getresponse()
        read = answer.read()
        if answer.status >= 300:
            raise SystemExit(f"{path}: {answer.status} {read[:300]}")
        return json.loads(read)

    def forms(self, count):
        return [
            urllib.parse.urlencode(
                {
                    "grant_type": "client_credentials",
                    "scope": SCOPE,
                    "client_assertion_type": ASSERTION,
                    "client_assertion": self.key.assertion(self.client, self.audience),
                }
            )
            for _ in range(count)
        ]

    def ask(self, forms):
        for form in forms:
            self.send("/oauth2/token", form, {"Content-Type": "application/x-www-form-urlencoded"})


def cost(server, system, count):
    """Milliseconds of processor time per token, and until its answer."""
    forms = system.forms(count)
    before, start = server.cpu(), time.time()
    system.ask(forms)
    return (server.cpu() - before) / count * 1000, (time.time() - start) / count * 1000


def idle(server):
    time.sleep(2)
    before = server.cpu()
    time.sleep(10)
    return (server.cpu() - before) / 10 * 1000


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tokens", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    launcher = os.environ.get("ATTUNE_LAUNCHER", "server/target/attune/bin/attune")
    server = Server("tokens", launcher, "--attune.limits.enabled=false")
    try:
        with tempfile.TemporaryDirectory() as directory:
            systems = [System(server, Key(name, directory)) for name in GENERATE]
            for _ in range(2):
                for system in systems:
                    system.ask(system.forms(options.tokens))
            rounds = {system.key.algorithm: [] for system in systems}
            waits = {system.key.algorithm: [] for system in systems}
            for _ in range(options.rounds):
                for system in systems:
                    used, waited = cost(server, system, options.tokens)
                    rounds[system.key.algorithm].append(used)
                    waits[system.key.algorithm].append(waited)
            for name, values in rounds.items():
                print(
                    json.dumps(
                        {
                            "figure": "token by " + name,
                            "unit": "ms of processor time per token",
                            "median": round(statistics.median(values), 2),
                            "rounds": [round(value, 2) for value in values],
                            "answer_ms": round(statistics.median(waits[name]), 2),
                            "idle_ms_per_second": round(idle(server), 1),
                            "load": os.getloadavg()[0],
                        }
                    ),
                    flush=True,
                )
    finally:
        server.stop()


if __name__ == "__main__":
    main()
