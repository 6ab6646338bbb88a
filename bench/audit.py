#!/usr/bin/env python3
"""What the audit costs: the same build with audit on, on but unsealed, and off, side by side.

  bench/audit.py [--requests N] [--rounds N] [--seconds N]

Starts server/target/attune/bin/attune three times on data directories of their own, gives all of
them the same content, and then takes turns between them, round by round:

  read, create, search50   processor time per request of the whole process tree, PostgreSQL
                           included, one client; a search has 50 hits
  writers                  creates per second of 8 parallel clients, sealed against unsealed
  idle                     processor time per second without requests

Prints one line of JSON for each figure: the median of the rounds, and each round. Needs Linux and
Python 3 alone. ATTUNE_LAUNCHER names another launcher.
"""
import argparse
import http.client
import json
import os
import shutil
import socket
import statistics
import subprocess
import tempfile
import threading
import time

TICKS = os.sysconf("SC_CLK_TCK")
PATIENT = {"resourceType": "Patient", "gender": "female", "name": [{"family": "Bench"}]}


def observation(patient, code):
    return {
        "resourceType": "Observation",
        "status": "final",
        "code": {"coding": [{"system": "urn:bench", "code": code}]},
        "subject": {"reference": "Patient/" + patient},
        "effectiveDateTime": "2026-03-04T10:15:00-05:00",
        "valueQuantity": {"value": 7, "unit": "1"},
    }


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Client:
    def __init__(self, server):
        self.http = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        self.headers = {
            "Authorization": "Bearer " + server.token(),
            "Content-Type": "application/fhir+json",
        }

    def send(self, method, path, body=None):
        data = None if body is None else json.dumps(body)
        self.http.request(method, "/fhir/" + path, data, self.headers)
        answer = self.http.getresponse()
        text = answer.read()
        if answer.status >= 300:
            raise SystemExit(f"{method} {path}: {answer.status} {text[:300]}")
        return json.loads(text) if text else {}


class Server:
    def __init__(self, name, launcher, *options):
        self.name = name
        self.port = free_port()
        self.directory = tempfile.mkdtemp(prefix="attune-bench-")
        self.log = open(os.path.join(self.directory, "log"), "w")
        self.process = subprocess.Popen(
            [launcher, f"--server.port={self.port}", f"--attune.data-dir={self.directory}/data"]
            + list(options),
            stdout=self.log,
            stderr=subprocess.STDOUT,
        )
        self.await_ready()

    def await_ready(self):
        deadline = time.time() + 300
        while time.time() < deadline:
            try:
                probe = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
                probe.request("GET", "/actuator/health/readiness")
                if probe.getresponse().status == 200:
                    return
            except OSError:
                pass
            time.sleep(0.5)
        raise SystemExit(f"{self.name} does not get ready; see {self.directory}/log")

    def token(self):
        with open(f"{self.directory}/data/operator.token") as file:
            return file.read().strip()

    def cpu(self):
        """Seconds of the tree, children that have ended included."""
        parents, times = {}, {}
        for entry in os.listdir("/proc"):
            if entry.isdigit():
                try:
                    with open(f"/proc/{entry}/stat") as file:
                        fields = file.read().rsplit(")", 1)[1].split()
                except OSError:
                    continue
                parents[int(entry)] = int(fields[1])
                times[int(entry)] = sum(map(int, fields[11:15]))
        total = 0
        for pid in times:
            at = pid
            while at in parents and at != self.process.pid:
                at = parents[at]
            if at == self.process.pid:
                total += times[pid]
        return total / TICKS

    def prepare(self):
        client = Client(self)
        self.patient = client.send("POST", "Patient", PATIENT)["id"]
        entries = [
            {
                "resource": observation(self.patient, "hit"),
                "request": {"method": "POST", "url": "Observation"},
            }
            for _ in range(50)
        ]
        client.send("POST", "", {"resourceType": "Bundle", "type": "transaction", "entry": entries})

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self.log.close()
        shutil.rmtree(self.directory, ignore_errors=True)


def operations(server, client):
    return {
        "read": lambda: client.send("GET", "Patient/" + server.patient),
        "create": lambda: client.send("POST", "Observation", observation(server.patient, "new")),
        "search50": lambda: client.send("GET", "Observation?code=urn:bench%7Chit&_count=50"),
    }


def cost(server, name, requests):
    run = operations(server, Client(server))[name]
    run()
    before = server.cpu()
    for _ in range(requests):
        run()
    return (server.cpu() - before) / requests * 1000


def throughput(server, seconds):
    done = []
    end = time.time() + seconds

    def write():
        client, count = Client(server), 0
        while time.time() < end:
            client.send("POST", "Observation", observation(server.patient, "new"))
            count += 1
        done.append(count)

    threads = [threading.Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(done) / seconds


def idle(server):
    time.sleep(2)
    before = server.cpu()
    time.sleep(10)
    return (server.cpu() - before) / 10 * 1000


def tell(figure, unit, rounds):
    print(
        json.dumps(
            {
                "figure": figure,
                "unit": unit,
                **{name: round(statistics.median(values), 3) for name, values in rounds.items()},
                "rounds": {name: [round(v, 3) for v in vs] for name, vs in rounds.items()},
            }
        ),
        flush=True,
    )


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--requests", type=int, default=1500)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=15)
    options = parser.parse_args()
    launcher = os.environ.get("ATTUNE_LAUNCHER", "server/target/attune/bin/attune")
    servers = []
    try:
        servers.append(Server("on", launcher))
        servers.append(Server("off", launcher, "--attune.audit.enabled=false"))
        servers.append(Server("unsealed", launcher, "--attune.audit.seal-interval=0s"))
        for server in servers:
            server.prepare()
        for _ in range(2):
            for server in servers:
                for name in ("read", "create", "search50"):
                    cost(server, name, options.requests)
        for name in ("read", "create", "search50"):
            rounds = {server.name: [] for server in servers}
            for turn in range(options.rounds):
                for server in servers[turn % 3 :] + servers[: turn % 3]:
                    count = options.requests // (5 if name == "search50" else 1)
                    rounds[server.name].append(cost(server, name, count))
            tell(name, "ms of processor time per request", rounds)
        rounds = {server.name: [] for server in servers}
        for turn in range(options.rounds):
            for server in servers[turn % 3 :] + servers[: turn % 3]:
                rounds[server.name].append(throughput(server, options.seconds))
        tell("writers", "creates per second, 8 clients", rounds)
        tell("idle", "ms of processor time per second", {s.name: [idle(s)] for s in servers})
    finally:
        for server in servers:
            server.stop()


if __name__ == "__main__":
    main()
