package org.attune.leak;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Random writes, alone and in bundles. */
final class Writes {

  /** Whose Observations are written; most requests come from the first one's app. */
  private static final List<String> WRITERS = List.of("u1", "u1", "u1", "u2", "u3");

  private final Vocabulary words;
  private final Searches searches;

  Writes(Vocabulary words, Searches searches) {
    this.words = words;
    this.searches = searches;
  }

  Exchange next(Route route) {
    return switch (route) {
      case CREATE -> json(route, "POST", "Observation", observation("", route));
      case UPDATE -> update(route);
      case PATCH -> patch(route);
      case DELETE -> ifMatch(new Exchange(route, "DELETE", words.reference(), ""));
      case CONDITIONAL_CREATE ->
          json(route, "POST", "Observation", observation("", route))
              .with("If-None-Exist", searches.condition("Observation").replace("|", "%7C"));
      case CONDITIONAL_UPDATE ->
          json(
              route,
              "PUT",
              "Observation?" + searches.condition("Observation").replace("|", "%7C"),
              observation("", route));
      case CONDITIONAL_DELETE ->
          new Exchange(
              route,
              "DELETE",
              "Observation?" + searches.condition("Observation").replace("|", "%7C"),
              "");
      default -> json(route, "POST", "", bundle(route));
    };
  }

  private static Exchange json(Route route, String method, String path, String body) {
    return new Exchange(route, method, path, body, Map.of("Content-Type", "application/fhir+json"));
  }

  private Exchange ifMatch(Exchange exchange) {
    return words.chance(3)
        ? exchange.with("If-Match", "W/\"" + (1 + words.random().nextInt(2)) + "\"")
        : exchange;
  }

  private Exchange update(Route route) {
    String reference = words.reference("Observation");
    return ifMatch(json(route, "PUT", reference, observation(Searches.id(reference), route)));
  }

  private Exchange patch(Route route) {
    String operation =
        words.oneOf(
            List.of(
                "[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"amended\"}]",
                "[{\"op\":\"test\",\"path\":\"/status\",\"value\":\"final\"}]",
                "[{\"op\":\"replace\",\"path\":\"/subject/reference\",\"value\":\"Patient/"
                    + words.patient()
                    + "\"}]"));
    return ifMatch(
        new Exchange(
            route,
            "PATCH",
            words.reference("Observation"),
            operation,
            Map.of("Content-Type", "application/json-patch+json")));
  }

  /** An Observation, mostly of one who lets an app act, with references to anything. */
  private String observation(String id, Route route) {
    String patient = words.chance(5) ? words.patient() : words.oneOf(WRITERS);
    String category = words.oneOf(List.of("survey", "laboratory", "therapy"));
    StringBuilder body = new StringBuilder("{\"resourceType\":\"Observation\",");
    if (!id.isEmpty()) {
      body.append("\"id\":\"").append(id).append("\",");
    }
    body.append(World.observation(patient, category));
    if (words.chance(3)) {
      body.append(",\"derivedFrom\":[{\"reference\":\"")
          .append(words.reference("Observation"))
          .append("\"}]");
    }
    if (words.chance(4)) {
      body.append(",\"encounter\":{\"reference\":\"")
          .append(words.reference("Encounter"))
          .append("\"}");
    }
    if (words.chance(route == Route.CREATE ? 6 : 12)) {
      body.append(",\"performer\":[{\"reference\":\"Patient?identifier=")
          .append(words.oneOf(List.of("Hidden", "Elsewhere", "u1", "none")))
          .append("\"}]");
    }
    return body.append('}').toString();
  }

  private String bundle(Route route) {
    List<String> entries = new ArrayList<>();
    for (int count = 1 + words.random().nextInt(4); count > 0; count--) {
      entries.add(entry(route));
    }
    return "{\"resourceType\":\"Bundle\",\"type\":\"%s\",\"entry\":[%s]}"
        .formatted(route == Route.BATCH ? "batch" : "transaction", String.join(",", entries));
  }

  private String entry(Route route) {
    String reference = words.reference("Observation");
    return switch (words.random().nextInt(7)) {
      case 0 -> request("GET", words.reference(), "");
      case 1 -> request("GET", searches.next(Route.SEARCH).path(), "");
      case 2 -> request("POST", "Observation", observation("", route));
      case 3 -> request("PUT", reference, observation(Searches.id(reference), route));
      case 4 -> request("DELETE", words.reference(), "");
      case 5 ->
          request(
              "GET", searches.next(words.oneOf(List.of(Route.COUNT, Route.INCLUDE))).path(), "");
      default ->
          words.chance(3)
              ? request("DELETE", "Observation?" + searches.condition("Observation"), "")
              : request("GET", words.reference() + "/_history", "");
    };
  }

  private static String request(String method, String url, String resource) {
    return "{\"request\":{\"method\":\"%s\",\"url\":\"%s\"}%s}"
        .formatted(method, url, resource.isEmpty() ? "" : ",\"resource\":" + resource);
  }
}
