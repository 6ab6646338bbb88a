// Drives both launches of the example app in a real browser; see support.js for what it needs.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { after, before, test } from "node:test";
import { inspect } from "./checks.js";
import {
  ATTUNE,
  FHIR,
  allow,
  choosePatient,
  newPage,
  picture,
  record,
  signIn,
  startBrowser,
} from "./support.js";

const APP = `http://127.0.0.1:${process.env.PORT ?? 8081}`;
const FAMILY = "Vasquez";

let browser;
let app;

before(async () => {
  app = spawn(process.execPath, ["build.js", "--serve"], { stdio: ["ignore", "pipe", "inherit"] });
  await new Promise((resolve) => app.stdout.once("data", resolve));
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  app?.kill();
});

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

test("a standalone launch lets the clinician choose the patient", async () => {
  const patient = await patientNamed(FAMILY);
  const page = await newPage(browser);
  await page.goto(`${APP}/launch.html?iss=${encodeURIComponent(FHIR)}`);
  await signIn(page, "okafor");
  await choosePatient(page, FAMILY);
  await allow(page);
  await assertShows(page, patient);
  assert.match(await page.locator("#banner").textContent(), new RegExp(FAMILY));
  await picture(page, "standalone");
});

test("a launch from the chart opens the app for the patient of the chart", async () => {
  const patient = await patientNamed(FAMILY);
  const page = await newPage(browser);
  await page.goto(`${ATTUNE}/launch`);
  await signIn(page, "okafor");
  await choosePatient(page, FAMILY);
  await page.getByRole("button", { name: "Course of measures" }).click();
  await allow(page);
  await assertShows(page, patient);
  await inspect(page, "from-chart");
});

test("whoever does not allow it sends the app away with nothing", async () => {
  const page = await newPage(browser);
  await page.goto(`${APP}/launch.html?iss=${encodeURIComponent(FHIR)}`);
  await signIn(page, "okafor");
  await choosePatient(page, FAMILY);
  await page.getByRole("button", { name: "Do not allow" }).click();
  await page.locator("#status[role=alert]").waitFor();
  assert.equal(await page.locator("section").count(), 0);
});
