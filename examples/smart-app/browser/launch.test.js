// Drives both launches in a real browser, against a server that holds the sample practice.
// ATTUNE: its address; ATTUNE_PASSWORD: of its demo users; ATTUNE_TOKEN: the operator's token;
// CHROMIUM: the browser's executable; SCREENSHOTS: a directory for pictures (optional).
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";

const ATTUNE = process.env.ATTUNE ?? "http://127.0.0.1:8080";
const FHIR = `${ATTUNE}/fhir`;
const APP = `http://127.0.0.1:${process.env.PORT ?? 8081}`;
const FAMILY = "Vasquez";

let browser;
let app;

before(async () => {
  app = spawn(process.execPath, ["build.js", "--serve"], { stdio: ["ignore", "pipe", "inherit"] });
  await new Promise((resolve) => app.stdout.once("data", resolve));
  browser = await chromium.launch({
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
});

after(async () => {
  await browser?.close();
  app?.kill();
});

async function record(path) {
  const answer = await fetch(`${FHIR}/${path}`, {
    headers: { Authorization: `Bearer ${process.env.ATTUNE_TOKEN}` },
  });
  assert.equal(answer.status, 200, path);
  return answer.json();
}

/** The scores that the record holds of the patient, as the page should show them. */
async function expectedScores(patientId, code) {
  const bundle = await record(
    `Observation?patient=${patientId}&code=http://loinc.org|${code}&_count=500&_sort=-date`,
  );
  return (bundle.entry ?? [])
    .map((entry) => entry.resource)
    .filter((score) => score.status !== "entered-in-error")
    .map((score) => `${score.valueQuantity.value} ${score.interpretation[0].coding[0].display}`);
}

async function patientNamed(family) {
  const bundle = await record(`Patient?family=${family}`);
  return bundle.entry[0].resource;
}

async function signIn(page, user) {
  await page.getByLabel("User name").fill(user);
  await page.getByLabel("Password").fill(process.env.ATTUNE_PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
}

async function allow(page) {
  await page.getByRole("heading", { name: "Allow access?" }).waitFor();
  await page.getByRole("button", { name: "Allow", exact: true }).click();
}

async function assertShows(page, patient) {
  await page.locator("#status", { hasText: /scores|could not/ }).waitFor();
  assert.match(await page.locator("#status").textContent(), /^\d+ scores\.$/);
  for (const [instrument, code] of [
    ["phq-9", "44261-6"],
    ["gad-7", "70274-6"],
  ]) {
    const expected = await expectedScores(patient.id, code);
    const rows = page.locator(`section[data-instrument="${instrument}"] tbody tr`);
    const shown = await rows.evaluateAll((found) =>
      found.map((row) => `${row.cells[1].textContent} ${row.cells[2].textContent}`),
    );
    assert.deepEqual(shown, expected, instrument);
  }
  const course = page.locator("section[data-instrument=phq-9]");
  assert.equal(await course.locator("svg [aria-label=dot] circle").count(), await course.locator("tbody tr").count());
  assert.equal(await course.locator("svg [aria-label=rect] rect").count(), 5);
  await course.locator("summary").first().click();
  const [questionnaire] = (await record("Questionnaire?url=https://attune.org/fhir/Questionnaire/phq-9"))
    .entry.map((entry) => entry.resource);
  const questions = questionnaire.item.filter((item) => item.type !== "display" && !item.readOnly);
  assert.equal(await course.locator("details[open] li").count(), questions.length);
}

async function picture(page, name) {
  if (process.env.SCREENSHOTS) {
    await page.screenshot({ path: `${process.env.SCREENSHOTS}/${name}.png`, fullPage: true });
  }
}

test("a standalone launch lets the clinician choose the patient", async () => {
  const patient = await patientNamed(FAMILY);
  const page = await (await browser.newContext()).newPage();
  page.setDefaultTimeout(120_000);
  await page.goto(`${APP}/launch.html?iss=${encodeURIComponent(FHIR)}`);
  await signIn(page, "okafor");
  await page.getByLabel("Beginning of the name").fill(FAMILY);
  await page.getByRole("button", { name: "Find" }).click();
  await page.getByRole("radio").first().check();
  await page.getByRole("button", { name: "Go on" }).click();
  await allow(page);
  await assertShows(page, patient);
  assert.match(await page.locator("#banner").textContent(), new RegExp(FAMILY));
  await picture(page, "standalone");
});

test("a launch from the chart opens the app for the patient of the chart", async () => {
  const patient = await patientNamed(FAMILY);
  const page = await (await browser.newContext()).newPage();
  page.setDefaultTimeout(120_000);
  await page.goto(`${ATTUNE}/launch`);
  await signIn(page, "okafor");
  await page.getByLabel("Beginning of the name").fill(FAMILY);
  await page.getByRole("button", { name: "Find" }).click();
  await picture(page, "launch-patients");
  await page.getByRole("radio").first().check();
  await page.getByRole("button", { name: "Go on" }).click();
  await picture(page, "launch-apps");
  await page.getByRole("button", { name: "Course of measures" }).click();
  await allow(page);
  await assertShows(page, patient);
  await picture(page, "from-chart");
});

test("whoever does not allow it sends the app away with nothing", async () => {
  const page = await (await browser.newContext()).newPage();
  page.setDefaultTimeout(120_000);
  await page.goto(`${APP}/launch.html?iss=${encodeURIComponent(FHIR)}`);
  await signIn(page, "okafor");
  await page.getByLabel("Beginning of the name").fill(FAMILY);
  await page.getByRole("button", { name: "Find" }).click();
  await page.getByRole("radio").first().check();
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByRole("button", { name: "Do not allow" }).click();
  await page.locator("#status[role=alert]").waitFor();
  assert.equal(await page.locator("section").count(), 0);
});
