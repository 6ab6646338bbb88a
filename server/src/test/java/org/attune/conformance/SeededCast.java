package org.attune.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.hl7.fhir.r4.model.Resource;

/** A client with what a practice of psychotherapy seldom records, and somebody who wrote it. */
final class SeededCast {

  private static final String CODE =
      "{\"coding\":[{\"system\":\"https://example.org/codes\",\"code\":\"%s\"}]}";

  private final FhirClient client;
  private final Map<String, List<Resource>> made = new HashMap<>();
  private final String patient;
  private final String practitioner;
  private final String organization;
  private final String encounter;

  SeededCast(FhirClient client) {
    this.client = client;
    this.patient =
        add(
            "Patient",
            "\"identifier\":[{\"system\":\"https://example.org/mrn\",\"value\":\"%s\"}],"
                + "\"name\":[{\"family\":\"Seeded\",\"given\":[\"Case\"]}],\"gender\":\"other\","
                + "\"deceasedDateTime\":\"2026-10-01T04:00:00-05:00\"",
            UUID.randomUUID());
    this.practitioner =
        add(
            "Practitioner",
            "\"identifier\":[{\"system\":\"https://example.org/staff\",\"value\":\"%s\"}],"
                + "\"name\":[{\"family\":\"Seeded\",\"given\":[\"Staff\"]}]",
            UUID.randomUUID());
    this.organization = add("Organization", "\"active\":true,\"name\":\"Seeded organization\"");
    this.encounter =
        add(
            "Encounter",
            "\"status\":\"finished\",\"class\":{\"system\":\"http://terminology.hl7.org/CodeSystem/v3-ActCode\","
                + "\"code\":\"AMB\"},\"subject\":{\"reference\":\"Patient/%s\"}",
            patient);
    add(
        "Goal",
        "\"lifecycleStatus\":\"active\",\"description\":%s,%s,\"startDate\":\"2026-01-19\"",
        code("sleep"),
        patient("subject"));
    devicesAndSpecimens();
    reports();
    procedures();
    medications();
  }

  private void devicesAndSpecimens() {
    for (String status : List.of("active", "inactive")) {
      add(
          "Device",
          "\"status\":\"%s\",\"type\":%s,%s",
          status,
          code("device-" + status),
          patient("patient"));
    }
    add("Specimen", "\"type\":%s,%s", code("blood"), patient("subject"));
    add(
        "Immunization",
        "\"status\":\"completed\",\"vaccineCode\":%s,%s,\"occurrenceDateTime\":\"2026-03-02T09:30:00Z\"",
        code("vaccine"),
        patient("patient"));
    add(
        "Immunization",
        "\"status\":\"not-done\",\"vaccineCode\":%s,%s,\"occurrenceDateTime\":\"2026-09-20\"",
        code("vaccine"),
        patient("patient"));
  }

  private void reports() {
    report("LAB", "2026-01-10T08:00:00Z", "final");
    report("LAB", "2026-05-10T08:00:00-05:00", "preliminary");
    report("RAD", "2026-05-11", "final");
  }

  private void report(String category, String date, String status) {
    add(
        "DiagnosticReport",
        "\"status\":\"%s\",\"category\":[{\"coding\":[{\"system\":"
            + "\"http://terminology.hl7.org/CodeSystem/v2-0074\",\"code\":\"%s\"}]}],"
            + "\"code\":%s,%s,\"effectiveDateTime\":\"%s\",\"issued\":\"2026-06-01T00:00:00Z\"",
        status,
        category,
        code("report-" + category),
        patient("subject"),
        date);
  }

  private void procedures() {
    add(
        "Procedure",
        "\"status\":\"completed\",\"code\":%s,%s,\"performedPeriod\":"
            + "{\"start\":\"2026-02-01T15:00:00Z\",\"end\":\"2026-02-01T16:00:00Z\"}",
        code("therapy"),
        patient("subject"));
    add(
        "Procedure",
        "\"status\":\"in-progress\",\"code\":%s,%s,\"performedDateTime\":\"2026-08-05\"",
        code("stimulation"),
        patient("subject"));
  }

  private void medications() {
    String taken = add("Medication", "\"code\":%s", code("taken"));
    add("Medication", "\"code\":%s", code("not-taken"));
    for (String intent : List.of("order", "plan", "proposal")) {
      add(
          "MedicationRequest",
          "\"status\":\"%s\",\"intent\":\"%s\",%s,\"medicationReference\":{\"reference\":\"Medication/%s\"},"
              + "\"authoredOn\":\"2026-02-09\",\"requester\":{\"reference\":\"Practitioner/%s\"},"
              + "\"encounter\":{\"reference\":\"Encounter/%s\"},\"dosageInstruction\":[{\"text\":\"One a day\"}]",
          intent.equals("order") ? "active" : "completed",
          intent,
          patient("subject"),
          taken,
          practitioner,
          encounter);
      add(
          "MedicationDispense",
          "\"status\":\"%s\",\"type\":%s,%s,\"medicationReference\":{\"reference\":\"Medication/%s\"},"
              + "\"quantity\":{\"value\":30},\"whenHandedOver\":\"2026-02-10T10:00:00Z\"",
          intent.equals("order") ? "completed" : "in-progress",
          code(intent),
          patient("subject"),
          taken);
    }
  }

  /** A Provenance of the resource, written by the practitioner for the organization. */
  String provenanceOf(String type, String id) {
    return add("Provenance", provenance(), type, id, practitioner, organization);
  }

  static String provenance() {
    return """
    "target":[{"reference":"%s/%s"}],"recorded":"2026-11-02T10:06:00-05:00",
    "activity":{"coding":[{"system":"https://attune.org/fhir/CodeSystem/record-activity","code":"author"}]},
    "agent":[{"type":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/provenance-participant-type","code":"author"}]},
     "who":{"reference":"Practitioner/%s"},"onBehalfOf":{"reference":"Organization/%s"}}]
    """;
  }

  /** Stores a resource; each %s in its elements stands for the next value. Gives its id. */
  String add(String type, String elements, Object... values) {
    String filled = elements;
    for (Object value : values) {
      filled = filled.replaceFirst("%s", Matcher.quoteReplacement(value.toString()));
    }
    Answer answer = client.post(type, "{\"resourceType\":\"" + type + "\"," + filled + "}");
    assertThat(answer.status()).as(type + ": " + answer.body()).isEqualTo(201);
    Resource stored =
        (Resource) FhirContext.forR4Cached().newJsonParser().parseResource(answer.body());
    made.computeIfAbsent(type, name -> new ArrayList<>()).add(stored);
    return answer.id();
  }

  /** What was stored of a type. */
  List<Resource> all(String type) {
    return made.getOrDefault(type, List.of());
  }

  String patient() {
    return patient;
  }

  String practitioner() {
    return practitioner;
  }

  String organization() {
    return organization;
  }

  private String patient(String element) {
    return "\"%s\":{\"reference\":\"Patient/%s\"}".formatted(element, patient);
  }

  private static String code(String code) {
    return CODE.formatted(code);
  }
}
