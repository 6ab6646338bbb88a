package org.attune.leak;

import java.util.List;
import java.util.Map;

/** Random calls of operations, and of routes that are mostly closed. */
final class Operations {

  private static final Map<String, String> JSON = Map.of("Content-Type", "application/fhir+json");

  private final Vocabulary words;
  private final Searches searches;

  Operations(Vocabulary words, Searches searches) {
    this.words = words;
    this.searches = searches;
  }

  Exchange next(Route route) {
    return switch (route) {
      case EVERYTHING ->
          new Exchange(
              route,
              words.oneOf(
                  List.of(
                      "Patient/" + words.patient() + "/$everything",
                      "Patient/" + words.patient() + "/$everything?_count=3",
                      "Patient/" + words.patient() + "/$everything?_type=Observation",
                      "Patient/$everything",
                      "Encounter/" + words.patient() + "-enc/$everything")));
      case EXPORT ->
          new Exchange(
                  route,
                  words.oneOf(
                      List.of(
                          "$export",
                          "Patient/$export",
                          "Group/x-group/$export",
                          "Group/absent/$export",
                          "$export-poll-status?_jobId=0",
                          "$export-file?_jobId=0")))
              .with("Prefer", "respond-async");
      case LASTN -> new Exchange(route, "Observation/$lastn?patient=Patient/" + words.patient());
      case SUMMARY -> new Exchange(route, "Patient/" + words.patient() + "/$summary");
      case DOCREF ->
          new Exchange(route, "DocumentReference/$docref?patient=Patient/" + words.patient());
      case GRAPHQL ->
          new Exchange(
              route,
              words.oneOf(
                  List.of(
                      words.reference() + "/$graphql?query=%7Bid%7D",
                      "$graphql?query=%7BPatientList%7Bid%7D%7D")));
      case BINARY -> new Exchange(route, "Binary/" + words.oneOf(List.of("x-binary", "absent")));
      case SUBSCRIPTION -> subscription(route);
      case VALIDATE -> validate(route);
      case META -> meta(route);
      case TERMINOLOGY ->
          new Exchange(
              route,
              words.oneOf(
                  List.of(
                      "ValueSet/$expand?url=http://hl7.org/fhir/ValueSet/observation-status",
                      "ValueSet/absent/$expand",
                      "CodeSystem/$lookup?system=http://loinc.org&code=44249-1",
                      "ConceptMap/$translate?code=1&system=none")));
      default -> audit(route);
    };
  }

  private Exchange subscription(Route route) {
    return words.chance(3)
        ? new Exchange(route, "Subscription" + words.maybe("?status=active"))
        : new Exchange(
            route,
            "POST",
            "Subscription",
            "{\"resourceType\":\"Subscription\",\"status\":\"requested\",\"reason\":\"x\","
                + "\"criteria\":\"Observation?patient=Patient/%s\",".formatted(words.patient())
                + "\"channel\":{\"type\":\"rest-hook\",\"endpoint\":\"http://127.0.0.1:1/\"}}",
            JSON);
  }

  private Exchange validate(Route route) {
    return words.chance(2)
        ? new Exchange(route, words.reference() + "/$validate")
        : new Exchange(
            route,
            "POST",
            words.reference("Observation") + "/$validate",
            "{\"resourceType\":\"Observation\",%s}"
                .formatted(World.observation(words.patient(), "survey")),
            JSON);
  }

  private Exchange meta(Route route) {
    return switch (words.random().nextInt(4)) {
      case 0 -> new Exchange(route, "$meta");
      case 1 -> new Exchange(route, words.type() + "/$meta");
      case 2 -> new Exchange(route, words.reference() + "/$meta");
      default ->
          new Exchange(
              route,
              "POST",
              words.reference() + "/" + words.oneOf(List.of("$meta-add", "$meta-delete")),
              "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"meta\",\"valueMeta\":"
                  + "{\"tag\":[{\"system\":\"urn:x\",\"code\":\"y\"}]}}]}",
              JSON);
    };
  }

  private Exchange audit(Route route) {
    return new Exchange(
        route,
        words.oneOf(
            List.of(
                "AuditEvent",
                "AuditEvent?patient=Patient/" + words.patient(),
                "AuditEvent/$verify",
                "Patient/" + words.patient() + "/$access-log",
                searches.next(Route.SEARCH).path())));
  }
}
