// Real clients of the authorization server: openid-client, a certified OpenID Connect library, as an
// app of a person and as back-end systems with keys. See support.js for what it needs.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import * as oidc from "openid-client";
import { ATTUNE, FHIR, allow, choosePatient, newPage, record, register, signIn, startBrowser } from "./support.js";

const CALLBACK = "http://127.0.0.1:9/callback";
const SCOPE = "launch/patient openid fhirUser offline_access patient/Patient.rs";
const FAMILY = "Vasquez";

let browser;

before(async () => {
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
});

/** Finds the server by its issuer, as OpenID Connect Discovery says. */
async function discover(clientId, authentication) {
  const config = await oidc.discovery(new URL(ATTUNE), clientId, undefined, authentication, {
    // The server under test has no TLS of its own.
    execute: [oidc.allowInsecureRequests],
  });
  // The library leaves the signature of an id token out that comes from the token endpoint.
  oidc.enableNonRepudiationChecks(config);
  return config;
}

async function appOf(method) {
  const app = await register({
    client_name: `OpenID client (${method})`,
    redirect_uris: [CALLBACK],
    scope: SCOPE,
    token_endpoint_auth_method: method,
  });
  return discover(
    app.client_id,
    method === "none" ? oidc.None() : oidc.ClientSecretBasic(app.client_secret),
  );
}

/** The way of a person through the pages, until the browser is sent back to the app. */
async function authorize(page, config, person) {
  const pkceCodeVerifier = oidc.randomPKCECodeVerifier();
  const expectedState = oidc.randomState();
  const expectedNonce = oidc.randomNonce();
  const address = oidc.buildAuthorizationUrl(config, {
    redirect_uri: CALLBACK,
    scope: SCOPE,
    aud: FHIR,
    state: expectedState,
    nonce: expectedNonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: "S256",
  });
  await page.route(`${CALLBACK}**`, (route) => route.fulfill({ body: "back at the app" }));
  await page.goto(address.href);
  await person(page);
  await page.waitForURL(`${CALLBACK}**`);
  return oidc.authorizationCodeGrant(config, new URL(page.url()), {
    pkceCodeVerifier,
    expectedState,
    expectedNonce,
    idTokenExpected: true,
  });
}

const read = async (path, token) =>
  fetch(`${FHIR}/${path}`, { headers: { Authorization: `Bearer ${token}` } });

const refusal = (error) => (thrown) => thrown instanceof oidc.ResponseBodyError && thrown.error === error;

async function until(condition) {
  const end = performance.now() + 2_000;
  while (!(await condition())) {
    assert.ok(performance.now() < end, "within two seconds");
  }
}

test("a confidential app: discovery, code with PKCE, id token, refresh, introspection, revocation", async () => {
  const page = await newPage(browser);
  const config = await appOf("client_secret_basic");
  assert.equal(config.serverMetadata().issuer, ATTUNE);
  assert.ok(config.serverMetadata().supportsPKCE());
  assert.equal(config.serverMetadata().userinfo_endpoint, undefined, "not offered, so not named");

  const tokens = await authorize(page, config, async () => {
    await signIn(page, "okafor");
    await choosePatient(page, FAMILY);
    await allow(page);
  });

  const patient = (await record(`Patient?family=${FAMILY}`)).entry[0].resource;
  assert.equal(tokens.patient, patient.id);
  const claims = tokens.claims();
  assert.ok(claims.fhirUser.startsWith(`${FHIR}/Practitioner`));
  assert.equal((await fetch(claims.fhirUser, { headers: { Authorization: `Bearer ${tokens.access_token}` } })).status, 200);
  assert.equal((await (await read(`Patient/${tokens.patient}`, tokens.access_token)).json()).id, patient.id);

  const active = await oidc.tokenIntrospection(config, tokens.access_token);
  assert.equal(active.active, true);
  assert.equal(active.patient, patient.id);
  assert.equal(active.sub, claims.sub);

  const renewed = await oidc.refreshTokenGrant(config, tokens.refresh_token);
  assert.notEqual(renewed.refresh_token, tokens.refresh_token);
  assert.notEqual(renewed.access_token, tokens.access_token);
  assert.equal(renewed.claims().sub, claims.sub);
  assert.equal((await read(`Patient/${tokens.patient}`, renewed.access_token)).status, 200);

  await oidc.tokenRevocation(config, renewed.refresh_token);
  await until(async () => (await read(`Patient/${tokens.patient}`, renewed.access_token)).status === 401);
  assert.equal((await oidc.tokenIntrospection(config, renewed.access_token)).active, false);
  await assert.rejects(oidc.refreshTokenGrant(config, renewed.refresh_token), refusal("invalid_grant"));
});

test("a public app: a refresh token that comes back ends the whole family", async () => {
  const page = await newPage(browser);
  const config = await appOf("none");
  const first = await authorize(page, config, async () => {
    await signIn(page, "jane.doe");
    await allow(page);
  });
  assert.equal((await read(`Patient/${first.patient}`, first.access_token)).status, 200);
  const second = await oidc.refreshTokenGrant(config, first.refresh_token);
  assert.equal((await read(`Patient/${first.patient}`, second.access_token)).status, 200);

  await assert.rejects(oidc.refreshTokenGrant(config, first.refresh_token), refusal("invalid_grant"));

  await assert.rejects(oidc.refreshTokenGrant(config, second.refresh_token), refusal("invalid_grant"));
  await until(async () => (await read(`Patient/${first.patient}`, second.access_token)).status === 401);
});

test("a person who does not allow it sends the app away with access_denied", async () => {
  const page = await newPage(browser);
  const config = await appOf("none");
  await assert.rejects(
    authorize(page, config, async () => {
      await signIn(page, "jane.doe");
      await page.getByRole("button", { name: "Do not allow" }).click();
    }),
    (thrown) => thrown instanceof oidc.AuthorizationResponseError && thrown.error === "access_denied",
  );
});

const KEYS = {
  ES384: { name: "ECDSA", namedCurve: "P-384" },
  RS384: {
    name: "RSASSA-PKCS1-v1_5",
    hash: "SHA-384",
    modulusLength: 2048,
    publicExponent: new Uint8Array([1, 0, 1]),
  },
};

for (const [alg, algorithm] of Object.entries(KEYS)) {
  test(`a back-end system with an ${alg} key gets a token and reads what it is registered for`, async () => {
    const pair = await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
    const jwk = await crypto.subtle.exportKey("jwk", pair.publicKey);
    const { client_id: id } = await register({
      client_name: `Back-end system (${alg})`,
      grant_types: ["client_credentials"],
      token_endpoint_auth_method: "private_key_jwt",
      scope: "system/Patient.rs",
      jwks: { keys: [{ ...jwk, kid: alg, alg, use: "sig" }] },
    });
    const signature = oidc.PrivateKeyJwt(
      { key: pair.privateKey, kid: alg },
      {
        [oidc.modifyAssertion]: (header, claims) => {
          header.typ = "JWT";
          // SMART Backend Services asks for the token endpoint where the library names the issuer.
          claims.aud = `${ATTUNE}/oauth2/token`;
        },
      },
    );
    const config = await discover(id, signature);

    const tokens = await oidc.clientCredentialsGrant(config, { scope: "system/Patient.rs" });

    assert.ok(tokens.expires_in <= 300);
    assert.equal(tokens.scope, "system/Patient.rs");
    assert.equal((await read("Patient?_count=1", tokens.access_token)).status, 200);
    assert.equal((await read("Observation?_count=1", tokens.access_token)).status, 403);
    assert.equal((await oidc.tokenIntrospection(config, tokens.access_token)).active, true);
    await oidc.tokenRevocation(config, tokens.access_token);
    await until(async () => (await read("Patient?_count=1", tokens.access_token)).status === 401);
    await assert.rejects(
      oidc.clientCredentialsGrant(config, { scope: "system/Observation.rs" }),
      refusal("invalid_scope"),
    );
  });
}
