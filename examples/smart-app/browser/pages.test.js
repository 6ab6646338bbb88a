// Every page that people see, in a real browser; checks.js says what must hold, support.js what is
// needed.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, before, test } from "node:test";
import { LOOKS, assertFits, assertReachable, assertSound, inspect } from "./checks.js";
import {
  ATTUNE,
  FHIR,
  allow,
  choosePatient,
  makeAccount,
  newPage,
  record,
  register,
  signIn,
  startBrowser,
  totp,
} from "./support.js";

const CALLBACK = "http://127.0.0.1:9/callback";
const LAUNCH = "http://127.0.0.1:9/launch";
const FAMILY = "Vasquez";
const CLIENT_OF_RIVERA = "Hassan";
const VERIFIER = "a-verifier-that-nobody-needs-to-keep-secret";

let browser;
let app;

before(async () => {
  browser = await startBrowser();
  app = await register({
    client_name: "An app with a name that is long enough to need two lines on a phone",
    redirect_uris: [CALLBACK],
    launch_url: LAUNCH,
    scope: "launch launch/patient openid fhirUser offline_access patient/*.rs",
    token_endpoint_auth_method: "none",
  });
});

after(async () => {
  await browser?.close();
});

/** A page whose complaints about the content security policy fail the test. */
async function strictPage() {
  const page = await newPage(browser);
  page.on("console", (message) =>
    assert.doesNotMatch(message.text(), /Content Security Policy/, "a page breaks its own policy"),
  );
  return page;
}

async function visit(page, path, name) {
  await page.goto(`${ATTUNE}${path}`);
  await inspect(page, name);
}

async function press(page, button) {
  await page.getByRole("button", { name: button, exact: true }).click();
  await page.waitForLoadState();
}

/** Leaves a page standing that would lead on to another one at once. */
async function hold(page, path) {
  await page.route(`${ATTUNE}${path}`, async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace(/<meta http-equiv="refresh"[^>]*>/, "");
    await route.fulfill({ response, body });
  });
}

const parameters = (more) =>
  new URLSearchParams({
    response_type: "code",
    client_id: app.client_id,
    redirect_uri: CALLBACK,
    aud: FHIR,
    state: "state",
    code_challenge: createHash("sha256").update(VERIFIER).digest("base64url"),
    code_challenge_method: "S256",
    scope: "launch/patient openid fhirUser offline_access patient/*.rs",
    ...more,
  });

test("what is wrong with a page is found", async () => {
  const page = await newPage(browser);
  await page.setViewportSize(LOOKS[0].viewport);
  const body = (content) =>
    `<!doctype html><html lang="en"><title>Planted</title><main><h1>Planted</h1>${content}</main></html>`;
  await page.setContent(body('<input type="text">'));
  await assert.rejects(assertSound(page, "planted"), /label/);
  await page.setContent(body('<p style="width: 400px">wide</p>'));
  await assert.rejects(assertFits(page, "planted"), /sideways/);
  await page.setContent(body('<button tabindex="-1">out of reach</button>'));
  await assert.rejects(assertReachable(page, "planted"), /not reached by Tab/);
  await page.setContent(body('<a href="#" style="outline: none">unseen</a>'));
  await assert.rejects(assertReachable(page, "planted"), /cannot be seen/);
});

test("signing in, with a link, a second step and recovery codes", async () => {
  const page = await strictPage();
  await visit(page, "/login", "sign-in");
  await signIn(page, "nobody", "not the password");
  await page.getByRole("alert").waitFor();
  await inspect(page, "sign-in-refused");
  await visit(page, "/login/forgot", "forgot");
  await page.getByLabel("User name").fill("burke");
  await press(page, "Ask for a link");
  await page.getByRole("status").waitFor();
  await inspect(page, "forgot-asked");
  await visit(page, "/login/link/invented", "link-void");
  await visit(page, "/login/nothing", "no-page");

  const staff = (await record("PractitionerRole?_count=1")).entry[0].resource;
  const userName = `page.${crypto.randomUUID().slice(0, 8)}`;
  const { passwordLink } = await makeAccount({
    userName,
    reference: `PractitionerRole/${staff.id}`,
    roles: ["clinician"],
  });
  await visit(page, passwordLink, "link");
  await page.getByLabel("New password", { exact: true }).fill("short");
  await page.getByLabel("New password again").fill("other");
  await press(page, "Set password");
  await inspect(page, "link-refused");
  const password = "a few words in a row";
  await page.getByLabel("New password", { exact: true }).fill(password);
  await page.getByLabel("New password again").fill(password);
  await press(page, "Set password");
  await inspect(page, "sign-in-noted");

  await signIn(page, userName, password);
  await page.waitForURL("**/login/enroll");
  await inspect(page, "enroll");
  const key = await page.locator("#secret").textContent();
  await page.getByLabel("Code", { exact: true }).fill("000000");
  await press(page, "Continue");
  await inspect(page, "enroll-refused");
  const step = Math.floor(Date.now() / 30_000);
  await page.getByLabel("Code", { exact: true }).fill(totp(key, step));
  await press(page, "Continue");
  await page.getByRole("heading", { name: "Your recovery codes" }).waitFor();
  await inspect(page, "recovery-codes");
  await page.getByRole("link", { name: /continue/ }).click();
  await page.waitForURL("**/account");
  await visit(page, "/account/second-factor", "second-factor");
  await page.goto(`${ATTUNE}/account`);
  await press(page, "Sign out");

  await signIn(page, userName, password);
  await page.waitForURL("**/login/code");
  await inspect(page, "code");
  await page.getByRole("textbox").fill("000000");
  await press(page, "Continue");
  await inspect(page, "code-refused");
  // The code of the next step is good as well; that of this step is used up.
  await page.getByRole("textbox").fill(totp(key, step + 1));
  await press(page, "Continue");
  await page.waitForURL("**/account");
});

test("one's own account", async () => {
  const page = await strictPage();
  await page.goto(`${ATTUNE}/account/apps`);
  await signIn(page, "burke");
  await page.getByRole("heading", { name: "Your apps" }).waitFor();
  await inspect(page, "apps-none");
  await visit(page, "/account", "account");
  await visit(page, "/account/password", "password");
  await page.getByLabel("Current password").fill("not the password");
  await page.getByLabel("New password", { exact: true }).fill("short");
  await page.getByLabel("New password again").fill("short");
  await press(page, "Change password");
  await inspect(page, "password-refused");
  await visit(page, "/account/second-factor", "second-factor-none");
  await visit(page, "/account/sessions", "sessions");
  await visit(page, "/admin/accounts", "not-allowed");
});

test("choosing a patient, allowing, and taking it back", async () => {
  const page = await strictPage();
  await page.goto(`${ATTUNE}/oauth2/authorize?${parameters({})}`);
  await signIn(page, "rivera");
  await page.getByRole("heading", { name: "Choose a patient" }).waitFor();
  await inspect(page, "picker");
  await page.getByLabel("Beginning of the name").fill("Nobody is called that");
  await press(page, "Find");
  await inspect(page, "picker-nobody");
  await choosePatient(page, CLIENT_OF_RIVERA);
  await page.getByRole("heading", { name: "Allow access?" }).waitFor();
  await inspect(page, "consent");
  await page.locator("summary").first().click();
  await page.getByLabel("Goal", { exact: true }).check();
  await inspect(page, "consent-parts");
  await page.route(`${CALLBACK}**`, (route) => route.fulfill({ body: "back at the app" }));
  await allow(page);
  await page.waitForURL(`${CALLBACK}**`);
  const code = new URL(page.url()).searchParams.get("code");
  const answer = await fetch(`${ATTUNE}/oauth2/token`, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "authorization_code",
      client_id: app.client_id,
      redirect_uri: CALLBACK,
      code_verifier: VERIFIER,
      code,
    }),
  });
  assert.equal(answer.status, 200);
  await visit(page, `/oauth2/authorize?${parameters({ client_id: "nobody" })}`, "refused");
  await page.goto(`${ATTUNE}/account/apps`);
  await page.locator("summary").first().click();
  await inspect(page, "apps");
  await page.getByRole("button", { name: "Take back" }).first().click();
  await page.getByText("No app may act for you.").waitFor();
});

test("opening an app from the chart", async () => {
  const page = await strictPage();
  await page.goto(`${ATTUNE}/launch`);
  await signIn(page, "okafor");
  await page.getByRole("heading", { name: "Open an app" }).waitFor();
  await inspect(page, "launch");
  await choosePatient(page, FAMILY);
  await page.getByRole("group", { name: "Apps" }).waitFor();
  await inspect(page, "launch-app");
  await hold(page, "/launch");
  await page.locator(`button[value="${app.client_id}"]`).click();
  await page.getByRole("heading", { name: "Opening the app" }).waitFor();
  await inspect(page, "launching");
});

test("keeping accounts and apps", async () => {
  const page = await strictPage();
  await page.goto(`${ATTUNE}/account`);
  await signIn(page, "admin");
  await page.getByRole("link", { name: "All accounts" }).waitFor();
  await inspect(page, "administrator");
  await visit(page, "/admin/accounts", "accounts");
  await page.getByRole("heading", { name: "Waiting for a link" }).waitFor();
  await page.getByLabel("User name").fill("x");
  await page.getByLabel("The person in the record").fill("Patient/nobody");
  await page.getByLabel("client", { exact: true }).check();
  await press(page, "Create");
  await inspect(page, "accounts-refused");
  await page.getByRole("link", { name: "sams.mother" }).click();
  await inspect(page, "account-of-another");
  await press(page, "Make a link to set the password");
  await page.locator("#link").waitFor();
  await inspect(page, "account-link");

  await visit(page, "/admin/clients", "clients");
  await page.getByRole("link", { name: "Register an app" }).click();
  await inspect(page, "client-new");
  await page.getByLabel("All that it may ask for").fill("everything");
  await page.getByLabel("Where people come back to").fill("not an address");
  await press(page, "Register");
  await page.getByRole("alert").waitFor();
  await inspect(page, "client-refused");
  await page.getByLabel("Name", { exact: false }).first().fill("Made on the page");
  await page.getByLabel("All that it may ask for").fill("launch/patient openid patient/Observation.rs");
  await page.getByLabel("Where people come back to").fill("https://app.example/");
  await page.getByLabel("By a secret, in a header").check();
  await press(page, "Register");
  await page.locator("#secret").waitFor();
  await inspect(page, "client-secret-shown");
  await page.getByRole("link", { name: "Change" }).click();
  await inspect(page, "client-change");
  await page.getByRole("link", { name: "Leave it as it is" }).click();
  await page.getByRole("link", { name: "Renew the secret" }).click();
  await inspect(page, "client-secret-renew");
  await page.getByRole("link", { name: "Leave it as it is" }).click();
  await page.getByRole("link", { name: "Delete" }).click();
  await inspect(page, "client-end");
  await press(page, "Delete");
  await page.getByRole("heading", { name: "Registered apps" }).waitFor();
  assert.equal(await page.getByText("Made on the page").count(), 0);
});
