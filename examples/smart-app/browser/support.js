// What the tests in a real browser share. The environment names the server, which holds the sample
// practice: ATTUNE, its address; ATTUNE_PASSWORD, of its demo users; ATTUNE_TOKEN, the operator's
// token; CHROMIUM, the browser's executable; SCREENSHOTS, a directory for pictures (optional).
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { chromium } from "playwright-core";

export const ATTUNE = process.env.ATTUNE ?? "http://127.0.0.1:8080";
export const FHIR = `${ATTUNE}/fhir`;
export const PASSWORD = process.env.ATTUNE_PASSWORD;
const PATIENCE = 120_000;

export function startBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** A page in a context of its own: nobody has signed in there. */
export async function newPage(browser, options = {}) {
  const page = await (await browser.newContext(options)).newPage();
  page.setDefaultTimeout(PATIENCE);
  return page;
}

export async function signIn(page, user, password = PASSWORD) {
  await page.getByLabel("User name").fill(user);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

export async function choosePatient(page, family) {
  await page.getByLabel("Beginning of the name").fill(family);
  await page.getByRole("button", { name: "Find" }).click();
  await page.getByRole("radio").first().check();
  await page.getByRole("button", { name: "Go on" }).click();
}

export async function allow(page) {
  await page.getByRole("heading", { name: "Allow access?" }).waitFor();
  await page.getByRole("button", { name: "Allow", exact: true }).click();
}

export async function picture(page, name) {
  if (process.env.SCREENSHOTS) {
    await page.screenshot({ path: `${process.env.SCREENSHOTS}/${name}.png`, fullPage: true });
  }
}

async function asOperator(path, body) {
  const answer = await fetch(path, {
    method: body ? "POST" : "GET",
    headers: {
      Authorization: `Bearer ${process.env.ATTUNE_TOKEN}`,
      ...(body && { "Content-Type": "application/json" }),
    },
    body: body && JSON.stringify(body),
  });
  assert.ok(answer.ok, `${path}: ${answer.status}`);
  return answer.json();
}

/** Reads or searches the record. */
export const record = (path) => asOperator(`${FHIR}/${path}`);

/** Registers a client by the API; the answer has its id and, if there is one, its secret. */
export const register = (metadata) => asOperator(`${ATTUNE}/oauth2/clients`, metadata);

/** Makes an account, which has no password yet; the answer has the link to set it. */
export const makeAccount = (account) => asOperator(`${ATTUNE}/accounts`, account);

/** The code of an authenticator app (RFC 6238) for a key in base32, as the page shows it. */
export function totp(key, step = Math.floor(Date.now() / 30_000)) {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...key.replace(/\s/g, "")]
    .map((letter) => letters.indexOf(letter).toString(2).padStart(5, "0"))
    .join("");
  const bytes = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const hash = createHmac("sha1", bytes).update(counter).digest();
  const number = hash.readUInt32BE(hash[19] & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}
