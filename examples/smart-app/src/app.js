import FHIR from "fhirclient";
import { chart } from "./chart.js";
import { INSTRUMENTS, answers, bands, patientName, scores, totalCode } from "./course.js";

const status = document.getElementById("status");

async function show() {
  const client = await FHIR.oauth2.ready();
  const patientId = client.patient.id;
  const patient = await client.patient.read();
  banner(client, patient);
  let shown = 0;
  for (const canonical of INSTRUMENTS) {
    shown += await showInstrument(client, patientId, canonical);
  }
  status.textContent = shown
    ? `${shown} scores.`
    : "This record holds no PHQ-9 or GAD-7 scores yet.";
}

/** The launch says whether the chart around the app already shows whose record it is. */
function banner(client, patient) {
  if (client.state.tokenResponse.need_patient_banner !== false) {
    const header = document.getElementById("banner");
    header.textContent = `${patientName(patient)}, born ${patient.birthDate ?? "unknown"}`;
    header.hidden = false;
  }
}

async function showInstrument(client, patientId, canonical) {
  const [questionnaire] = await all(client, `Questionnaire?url=${encodeURIComponent(canonical)}`);
  if (!questionnaire) {
    return 0;
  }
  const code = totalCode(questionnaire);
  const observations = await all(
    client,
    `Observation?patient=${patientId}&code=${encodeURIComponent(`http://loinc.org|${code}`)}&_count=100`,
  );
  const course = scores(observations, code);
  if (course.length === 0) {
    return 0;
  }
  const responses = await all(
    client,
    `QuestionnaireResponse?patient=${patientId}&questionnaire=${encodeURIComponent(canonical)}&_count=100`,
  );
  const section = document.createElement("section");
  section.dataset.instrument = questionnaire.id;
  section.append(
    element("h2", questionnaire.title),
    figure(questionnaire, course),
    table(questionnaire, course, responses),
  );
  document.getElementById("courses").append(section);
  return course.length;
}

/** All pages of a search. */
async function all(client, query) {
  return client.request(query, { pageLimit: 0, flat: true });
}

function figure(questionnaire, course) {
  const figure = document.createElement("figure");
  // On a phone the picture is wider than the page: whoever has no mouse scrolls it by keys.
  figure.tabIndex = 0;
  figure.setAttribute("aria-label", `${questionnaire.title}: course`);
  figure.append(chart(questionnaire.title, course, bands(questionnaire)));
  return figure;
}

function table(questionnaire, course, responses) {
  const table = document.createElement("table");
  table.append(element("caption", `${questionnaire.title}: scores and answers`));
  const head = table.createTHead().insertRow();
  for (const title of ["Day", "Score", "Severity", "Answers"]) {
    const cell = element("th", title);
    cell.scope = "col";
    head.append(cell);
  }
  const body = table.createTBody();
  for (const score of [...course].reverse()) {
    const row = body.insertRow();
    row.dataset.score = String(score.value);
    row.insertCell().textContent = score.at.toLocaleDateString("en-CA");
    row.insertCell().textContent = String(score.value);
    row.insertCell().textContent = score.label;
    const response = responses.find((candidate) => candidate.id === score.responseId);
    row.insertCell().append(response ? answerList(questionnaire, response) : "");
  }
  return table;
}

function answerList(questionnaire, response) {
  const details = document.createElement("details");
  details.append(element("summary", "Show"));
  const list = document.createElement("ol");
  for (const { question, answer } of answers(questionnaire, response)) {
    list.append(element("li", `${question}: ${answer}`));
  }
  details.append(list);
  return details;
}

function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

show().catch((failure) => {
  status.setAttribute("role", "alert");
  status.textContent = `The record could not be read. ${failure.message}`;
});
