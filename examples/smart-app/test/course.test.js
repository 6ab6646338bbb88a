import assert from "node:assert/strict";
import { test } from "node:test";
import { answers, bands, patientName, scores, totalCode } from "../src/course.js";

const questionnaire = {
  extension: [
    {
      url: "https://attune.org/fhir/StructureDefinition/instrument-score",
      extension: [
        { url: "total", valueCoding: { system: "http://loinc.org", code: "total" } },
        band(5, 9, "Some"),
        band(0, 4, "None"),
      ],
    },
  ],
  item: [
    { linkId: "intro", type: "display", text: "Read this." },
    {
      linkId: "one",
      type: "choice",
      text: "First?",
      answerOption: [{ valueCoding: { code: "a", display: "Often" } }],
    },
    { linkId: "group", type: "group", item: [{ linkId: "two", type: "integer", text: "Second?" }] },
  ],
};

function band(low, high, display) {
  return {
    url: "band",
    extension: [
      { url: "low", valueInteger: low },
      { url: "high", valueInteger: high },
      { url: "code", valueCoding: { display } },
    ],
  };
}

function observation(day, value, more = {}) {
  return {
    status: "final",
    code: { coding: [{ system: "http://loinc.org", code: "total" }] },
    effectiveDateTime: day,
    valueQuantity: { value },
    ...more,
  };
}

test("reads total and bands from the instrument, bands in order", () => {
  assert.equal(totalCode(questionnaire), "total");
  assert.deepEqual(bands(questionnaire), [
    { low: 0, high: 4, label: "None" },
    { low: 5, high: 9, label: "Some" },
  ]);
});

test("orders scores by time and leaves out what is void, foreign or without a value", () => {
  const found = scores(
    [
      observation("2026-03-01", 7, { derivedFrom: [{ reference: "QuestionnaireResponse/r7" }] }),
      observation("2026-01-01", 0),
      observation("2026-02-01", 9, { status: "entered-in-error" }),
      observation("2026-02-02", undefined),
      observation("2026-02-03", 9, { code: { coding: [{ system: "http://loinc.org", code: "x" }] } }),
    ],
    "total",
  );
  assert.deepEqual(found.map((score) => score.value), [0, 7]);
  assert.equal(found[1].responseId, "r7");
});

test("lists answers in the instrument's order, in its words, and says where one is missing", () => {
  const response = { item: [{ linkId: "/one", answer: [{ valueCoding: { code: "a" } }] }] };
  assert.deepEqual(answers(questionnaire, response), [
    { question: "First?", answer: "Often" },
    { question: "Second?", answer: "no answer" },
  ]);
});

test("says a patient's name", () => {
  assert.equal(patientName({ name: [{ given: ["Robin"], family: "Example" }] }), "Robin Example");
});
