package org.attune.smart;

import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;

/** Synthetic charts to ask for. */
final class Charts {

  private Charts() {}

  static String patient(FhirClient operator) {
    return patient(operator, "Tester");
  }

  static String patient(FhirClient operator, String family) {
    return stored(
        operator,
        "Patient",
        """
        {"resourceType":"Patient","active":true,"gender":"unknown",
        "identifier":[{"system":"urn:example:smart","value":"%s"}],
        "name":[{"family":"%s","given":["Chart"]}]}"""
            .formatted(TestApps.unique(), family));
  }

  /** Puts someone into the care team of a patient, and so the patient into their caseload. */
  static void assign(FhirClient operator, String patient, String member) {
    stored(
        operator,
        "CareTeam",
        """
        {"resourceType":"CareTeam","status":"active","subject":{"reference":"Patient/%s"},
        "participant":[{"role":[{"text":"Treats"}],"member":{"reference":"%s"}}]}"""
            .formatted(patient, member));
  }

  static String encounter(FhirClient operator, String patient) {
    return stored(
        operator,
        "Encounter",
        """
        {"resourceType":"Encounter","status":"finished",
        "identifier":[{"system":"urn:example:smart","value":"%s"}],
        "class":{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"AMB"},
        "type":[{"text":"Session"}],
        "subject":{"reference":"Patient/%s"}}"""
            .formatted(TestApps.unique(), patient));
  }

  static String observationJson(String patient, String category) {
    return """
    {"resourceType":"Observation","status":"final",
    "category":[{"coding":[{"system":
    "http://terminology.hl7.org/CodeSystem/observation-category","code":"%s"}]}],
    "code":{"text":"Something"},"valueString":"x","effectiveDateTime":"2026-01-05",
    "subject":{"reference":"Patient/%s"}}"""
        .formatted(category, patient);
  }

  static String observation(FhirClient operator, String patient, String category) {
    return stored(operator, "Observation", observationJson(patient, category));
  }

  private static String stored(FhirClient operator, String type, String body) {
    Answer answer = operator.post(type, body);
    if (answer.status() != 201) {
      throw new AssertionError(answer.body());
    }
    return answer.id();
  }
}
