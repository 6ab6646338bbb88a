/**
 * What the page shows, made from FHIR resources; knows neither browser nor network.
 *
 * @typedef {{low: number, high: number, label: string}} Band
 * @typedef {{at: Date, value: number, label: string, responseId: string | undefined}} Score
 */

const LOINC = "http://loinc.org";
const SCORE = "https://attune.org/fhir/StructureDefinition/instrument-score";

/** The canonical addresses of the instruments that the app shows. */
export const INSTRUMENTS = [
  "https://attune.org/fhir/Questionnaire/phq-9",
  "https://attune.org/fhir/Questionnaire/gad-7",
];

/** The part of an extension with this address. */
const part = (extension, url) => extension?.extension?.find((inner) => inner.url === url);

/** The LOINC code of an instrument's total. */
export function totalCode(questionnaire) {
  const score = questionnaire.extension?.find((extension) => extension.url === SCORE);
  const total = part(score, "total")?.valueCoding;
  return total?.system === LOINC ? total.code : undefined;
}

/** @returns {Band[]} the severity bands of an instrument, from low to high */
export function bands(questionnaire) {
  const score = questionnaire.extension?.find((extension) => extension.url === SCORE);
  return (score?.extension ?? [])
    .filter((extension) => extension.url === "band")
    .map((band) => ({
      low: part(band, "low").valueInteger,
      high: part(band, "high").valueInteger,
      label: part(band, "code").valueCoding.display,
    }))
    .sort((one, other) => one.low - other.low);
}

/** @returns {Score[]} the valid scores with this code, by time */
export function scores(observations, code) {
  return observations
    .filter((observation) => !["entered-in-error", "cancelled"].includes(observation.status))
    .filter((observation) => observation.valueQuantity?.value !== undefined)
    .filter((observation) =>
      observation.code?.coding?.some((coding) => coding.system === LOINC && coding.code === code),
    )
    .map((observation) => ({
      at: new Date(observation.effectiveDateTime),
      value: observation.valueQuantity.value,
      label: observation.interpretation?.[0]?.coding?.[0]?.display ?? "",
      responseId: observation.derivedFrom
        ?.map((reference) => reference.reference ?? "")
        .find((reference) => reference.startsWith("QuestionnaireResponse/"))
        ?.split("/")[1],
    }))
    .sort((one, other) => one.at - other.at);
}

/** What was asked and answered, in the order of the instrument; what it computes is left out. */
export function answers(questionnaire, response) {
  const given = new Map(
    flatten(response.item).map((item) => [item.linkId.replace(/^\//, ""), item]),
  );
  return flatten(questionnaire.item)
    .filter((question) => !["display", "group"].includes(question.type) && !question.readOnly)
    .map((question) => ({
      question: question.text ?? question.linkId,
      answer: answerText(question, given.get(question.linkId)?.answer?.[0]),
    }));
}

function flatten(items = []) {
  return items.flatMap((item) => [item, ...flatten(item.item)]);
}

function answerText(question, answer) {
  if (!answer) {
    return "no answer";
  }
  if (answer.valueCoding) {
    const option = question.answerOption?.find(
      (candidate) => candidate.valueCoding?.code === answer.valueCoding.code,
    );
    return answer.valueCoding.display ?? option?.valueCoding.display ?? answer.valueCoding.code;
  }
  const [, value] = Object.entries(answer).find(([name]) => name.startsWith("value")) ?? [];
  return String(value ?? "no answer");
}

/** A name as people say it. */
export function patientName(patient) {
  const name = patient.name?.find((candidate) => candidate.use === "official") ?? patient.name?.[0];
  return name?.text ?? [...(name?.given ?? []), name?.family].filter(Boolean).join(" ");
}
