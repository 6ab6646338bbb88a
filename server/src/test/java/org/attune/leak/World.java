package org.attune.leak;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;

/**
 * What the two records hold. The full one has everything; the other lacks what none of the callers
 * may see. What is hidden, but named by something visible, exists in both with different content.
 */
final class World {

  /** Clients of whom nothing may come out. */
  static final List<String> HIDDEN_PATIENTS = List.of("x1", "x2", "x3");

  /** Clients who let apps act. */
  static final List<String> PATIENTS = List.of("u1", "u2", "u3");

  private static final String CATEGORY =
      "http://terminology.hl7.org/CodeSystem/observation-category";
  private static final String ACT = "http://terminology.hl7.org/CodeSystem/v3-ActCode";

  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, List<String>> shared = new TreeMap<>();
  private final Map<String, List<String>> hidden = new TreeMap<>();

  /**
   * A resource.
   *
   * @param full its content in the full record
   * @param other its content in the other; empty if it is not there
   */
  private record Entry(String type, String id, String full, String other) {}

  World() {
    directory();
    both("Patient", "r1", patient("Elsewhere"), patient("Different"));
    PATIENTS.forEach(this::chart);
    HIDDEN_PATIENTS.forEach(this::hiddenChart);
    entanglements();
  }

  /** Ids by type that are in both records. */
  Map<String, List<String>> shared() {
    return shared;
  }

  /** Ids by type that only the full record has. */
  Map<String, List<String>> hidden() {
    return hidden;
  }

  private void directory() {
    seen("Organization", "o1", "\"name\":\"The practice\",\"active\":true");
    for (String id : List.of("p1", "p2")) {
      seen(
          "Practitioner",
          id,
          "\"active\":true,\"identifier\":[{\"system\":\"urn:example:leak\",\"value\":\"%s\"}],"
                  .formatted(id)
              + "\"name\":[{\"family\":\"Clinician\",\"given\":[\"%s\"]}]".formatted(id));
    }
    seen("Medication", "m1", "\"status\":\"active\",\"code\":{\"text\":\"Some drug\"}");
    seen("Location", "l1", "\"status\":\"active\",\"name\":\"Room\"");
  }

  private void chart(String patient) {
    seen("Patient", patient, patient(patient));
    // Only the first client's app may see encounters; the others' Observations name them.
    String elsewhere = "u1".equals(patient) ? "Session" : "Visit";
    both(
        "Encounter",
        patient + "-enc",
        encounter(patient, "Session"),
        encounter(patient, elsewhere));
    for (String category : List.of("survey", "laboratory", "therapy")) {
      for (int number = 1; number <= 2; number++) {
        seen(
            "Observation",
            patient + "-" + category + "-" + number,
            observation(patient, category)
                + ",\"encounter\":{\"reference\":\"Encounter/%s-enc\"}".formatted(patient)
                + ",\"performer\":[{\"reference\":\"Practitioner/p%d\"}]".formatted(number));
      }
    }
    rest(patient)
        .forEach((type, body) -> seen(type, patient + "-" + type.toLowerCase(Locale.ROOT), body));
    seen(
        "Communication",
        patient + "-from-r1",
        "\"status\":\"completed\",\"subject\":{\"reference\":\"Patient/%s\"},".formatted(patient)
            + "\"sender\":{\"reference\":\"Patient/r1\"}");
  }

  private void hiddenChart(String patient) {
    hide("Patient", patient, patient("Hidden"));
    hide("Encounter", patient + "-enc", encounter(patient, "Session"));
    for (String category : List.of("survey", "laboratory")) {
      for (int number = 1; number <= 3; number++) {
        hide(
            "Observation", patient + "-" + category + "-" + number, observation(patient, category));
      }
    }
    rest(patient)
        .forEach((type, body) -> hide(type, patient + "-" + type.toLowerCase(Locale.ROOT), body));
  }

  /** Hidden resources that refer to visible ones. */
  private void entanglements() {
    hide(
        "ClinicalImpression",
        "x-note",
        ("\"status\":\"completed\",\"summary\":\"x\",\"subject\":{\"reference\":\"Patient/u1\"},"
                + "\"meta\":{\"security\":[{\"system\":\"%s\",\"code\":\"PSYTHPN\"}]},"
                + "\"investigation\":[{\"code\":{\"text\":\"i\"},"
                + "\"item\":[{\"reference\":\"Observation/u1-survey-1\"}]}]")
            .formatted(ACT));
    hide(
        "Group",
        "x-group",
        "\"type\":\"person\",\"actual\":true,\"member\":["
            + "{\"entity\":{\"reference\":\"Patient/u1\"}},"
            + "{\"entity\":{\"reference\":\"Patient/u2\"}},"
            + "{\"entity\":{\"reference\":\"Patient/x1\"}}]");
    hide(
        "List",
        "x-list",
        "\"status\":\"current\",\"mode\":\"working\",\"entry\":["
            + "{\"item\":{\"reference\":\"Observation/u1-laboratory-2\"}},"
            + "{\"item\":{\"reference\":\"Observation/u2-survey-2\"}}]");
    hide(
        "Observation",
        "x1-derived",
        observation("x1", "survey")
            + ",\"performer\":[{\"reference\":\"Practitioner/p2\"}],"
            + "\"derivedFrom\":[{\"reference\":\"Observation/u1-therapy-1\"}]");
    hide(
        "Provenance",
        "x-provenance",
        "\"recorded\":\"2026-01-05T10:00:00Z\",\"agent\":[{\"who\":{\"reference\":"
            + "\"Practitioner/p1\"},\"onBehalfOf\":{\"reference\":\"Organization/o1\"}}],"
            + "\"target\":[{\"reference\":\"Observation/u1-survey-2\"}]");
    apart();
  }

  /** Hidden resources that belong to no client. */
  private void apart() {
    hide("Binary", "x-binary", "\"contentType\":\"text/plain\",\"data\":\"eA==\"");
    hide(
        "Subscription",
        "x-subscription",
        "\"status\":\"off\",\"reason\":\"x\",\"criteria\":\"Observation?\","
            + "\"channel\":{\"type\":\"rest-hook\",\"endpoint\":\"https://example.org/\"}");
    hide(
        "Schedule",
        "x-schedule",
        "\"active\":true,\"actor\":[{\"reference\":\"Practitioner/p1\"}]");
  }

  private static Map<String, String> rest(String patient) {
    String subject = "\"subject\":{\"reference\":\"Patient/%s\"}".formatted(patient);
    return Map.of(
        "Condition",
        subject
            + ",\"code\":{\"text\":\"Something\"},\"category\":[{\"coding\":[{\"system\":"
            + "\"http://terminology.hl7.org/CodeSystem/condition-category\","
            + "\"code\":\"problem-list-item\"}]}],\"clinicalStatus\":{\"coding\":[{\"system\":"
            + "\"http://terminology.hl7.org/CodeSystem/condition-clinical\","
            + "\"code\":\"active\"}]}",
        "Procedure",
        subject + ",\"status\":\"completed\",\"code\":{\"text\":\"Talk\"}",
        "RelatedPerson",
        "\"active\":true,\"patient\":{\"reference\":\"Patient/%s\"},".formatted(patient)
            + "\"name\":[{\"family\":\"Kin\",\"given\":[\"Of\"]}]",
        "Media",
        subject
            + ",\"status\":\"completed\",\"content\":{\"contentType\":\"text/plain\","
            + "\"data\":\"eA==\"}",
        "Flag",
        subject + ",\"status\":\"active\",\"code\":{\"text\":\"Careful\"}",
        "DocumentReference",
        subject
            + ",\"status\":\"current\",\"type\":{\"coding\":[{\"system\":"
            + "\"http://terminology.hl7.org/CodeSystem/v3-NullFlavor\",\"code\":\"UNK\"}],"
            + "\"text\":\"Card\"},\"category\":[{\"coding\":[{\"system\":\"http://hl7.org/fhir/us/"
            + "core/CodeSystem/us-core-documentreference-category\",\"code\":\"clinical-note\"}]},"
            + "{\"coding\":[{\"system\":\"https://attune.org/fhir/CodeSystem/document-kind\","
            + "\"code\":\"insurance-card\"}]}],\"author\":[{\"reference\":\"Practitioner/p1\"}],"
            + "\"custodian\":{\"reference\":\"Organization/o1\"},\"content\":[{\"attachment\":"
            + "{\"contentType\":\"text/plain\",\"data\":\"eA==\"},\"format\":{\"system\":"
            + "\"http://ihe.net/fhir/ihe.formatcode.fhir/CodeSystem/formatcode\",\"code\":"
            + "\"urn:ihe:iti:xds:2017:mimeTypeSufficient\"}}]",
        "MedicationStatement",
        subject
            + ",\"status\":\"active\",\"medicationReference\":{\"reference\":\"Medication/m1\"}");
  }

  private static String patient(String family) {
    return ("\"active\":true,\"gender\":\"unknown\",\"birthDate\":\"1980-01-01\","
            + "\"identifier\":[{\"system\":\"urn:example:leak\",\"value\":\"%s\"}],"
            + "\"name\":[{\"family\":\"%s\",\"given\":[\"Some\"]}]")
        .formatted(family, family);
  }

  private static String encounter(String patient, String type) {
    return ("\"status\":\"finished\","
            + "\"identifier\":[{\"system\":\"urn:example:leak\",\"value\":\"%s\"}],"
            + "\"class\":{\"system\":\"%s\",\"code\":\"AMB\"},\"type\":[{\"text\":\"%s\"}],"
            + "\"subject\":{\"reference\":\"Patient/%s\"}")
        .formatted(patient, ACT, type, patient);
  }

  /** The elements of an Observation. */
  static String observation(String patient, String category) {
    return ("\"status\":\"final\",\"category\":[{\"coding\":[{\"system\":\"%s\",\"code\":\"%s\"}]}],"
            + "\"code\":{\"text\":\"Something\"},\"valueString\":\"x\","
            + "\"effectiveDateTime\":\"2026-01-05\",\"subject\":{\"reference\":\"Patient/%s\"}")
        .formatted(CATEGORY, category, patient);
  }

  private void seen(String type, String id, String body) {
    both(type, id, body, body);
  }

  private void both(String type, String id, String full, String other) {
    entries.add(new Entry(type, id, full, other));
    shared.computeIfAbsent(type, each -> new ArrayList<>()).add(id);
  }

  private void hide(String type, String id, String body) {
    entries.add(new Entry(type, id, body, ""));
    hidden.computeIfAbsent(type, each -> new ArrayList<>()).add(id);
  }

  /** Stores the record, in the same order on both sides. */
  void store(FhirClient operator, boolean full) {
    put(operator, full, false);
    if (full) {
      // Hidden resources have a past: changed, and one of them deleted.
      put(operator, true, true);
      String gone = "Observation/x3-survey-3";
      require(operator.delete(gone));
    }
  }

  /** Brings what only the full record has back to how it was. */
  void repair(FhirClient operator) {
    put(operator, true, true);
    require(operator.delete("Observation/x3-survey-3"));
  }

  private void put(FhirClient operator, boolean full, boolean hiddenOnly) {
    String bundle =
        entries.stream()
            .filter(entry -> full || !entry.other().isEmpty())
            .filter(entry -> !hiddenOnly || entry.other().isEmpty())
            .map(
                entry ->
                    ("{\"request\":{\"method\":\"PUT\",\"url\":\"%s/%s\"},"
                            + "\"resource\":{\"resourceType\":\"%s\",\"id\":\"%s\",%s}}")
                        .formatted(
                            entry.type(),
                            entry.id(),
                            entry.type(),
                            entry.id(),
                            full ? changed(entry.full(), hiddenOnly) : entry.other()))
            .collect(
                Collectors.joining(
                    ",",
                    "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[",
                    "]}"));
    require(operator.post("", bundle));
  }

  private static String changed(String body, boolean again) {
    return again ? body + ",\"language\":\"en\"" : body;
  }

  private static void require(Answer answer) {
    if (answer.status() != 200) {
      throw new AssertionError(answer.status() + " " + answer.body());
    }
  }
}
