package org.attune.leak;

import java.util.List;
import java.util.Map;

/** Random calls of operations, and of routes that are mostly closed. */
final class Operations {

  private static final Map<String, String> JSON = Map.of("Content-Type", "application/fhir+json");

  /** Paths; CLIENT stands for the id of a client, ANY for a reference to anything. */
  private static final Map<Route, List<String>> SIMPLE =
      Map.of(
          Route.EVERYTHING,
          List.of(
              "Patient/CLIENT/$everything",
              "Patient/CLIENT/$everything?_count=3",
              "Patient/CLIENT/$everything?_type=Observation",
              "Patient/$everything",
              "Encounter/CLIENT-enc/$everything"),
          Route.EXPORT,
          List.of(
              "$export",
              "Patient/$export",
              "Group/x-group/$export",
              "Group/absent/$export",
              "$export-poll-status?_jobId=0",
              "$export-file?_jobId=0"),
          Route.LASTN,
          List.of(
              "Observation/$lastn?patient=Patient/CLIENT",
              "Observation/$lastn?patient=CLIENT&max=2&category=survey",
              "Observation/$lastn?subject=Patient/CLIENT&status=final&max=9"),
          Route.SUMMARY,
          List.of("Patient/CLIENT/$summary"),
          Route.DIFF,
          List.of("ANY/$diff", "ANY/$diff?fromVersion=1&includeMeta=true"),
          Route.DOCREF,
          List.of("DocumentReference/$docref?patient=Patient/CLIENT"),
          Route.GRAPHQL,
          List.of("ANY/$graphql?query=%7Bid%7D", "$graphql?query=%7BPatientList%7Bid%7D%7D"),
          Route.BINARY,
          List.of("Binary/x-binary", "Binary/absent"),
          Route.TERMINOLOGY,
          List.of(
              "ValueSet/$expand?url=http://hl7.org/fhir/ValueSet/observation-status",
              "ValueSet/absent/$expand",
              "CodeSystem/$lookup?system=http://loinc.org&code=44249-1",
              "ConceptMap/$translate?code=1&system=none"));

  private final Vocabulary words;
  private final Searches searches;

  Operations(Vocabulary words, Searches searches) {
    this.words = words;
    this.searches = searches;
  }

  Exchange next(Route route) {
    return switch (route) {
      case SUBSCRIPTION -> subscription(route);
      case VALIDATE -> validate(route);
      case META -> meta(route);
      case EXPORT -> call(route).with("Prefer", "respond-async");
      default -> SIMPLE.containsKey(route) ? call(route) : audit(route);
    };
  }

  private Exchange call(Route route) {
    return new Exchange(
        route,
        words
            .oneOf(SIMPLE.getOrDefault(route, List.of()))
            .replace("ANY", words.reference())
            .replace("CLIENT", words.patient()));
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
