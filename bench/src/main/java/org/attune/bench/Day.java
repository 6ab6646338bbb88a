package org.attune.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a therapist's app does for one session: it reads the client, the appointments of the day,
 * stores the answers of a questionnaire, changes the encounter, reads the course of the score and
 * stores the claim. Answers, encounters and claims are those of the record, stored once more.
 */
final class Day {

  private static final List<Step> STEPS =
      List.of(
          Step.get("day: client"),
          Step.get("day: appointments"),
          new Step("day: answers", "POST", false),
          new Step("day: encounter", "PUT", false),
          Step.get("day: scores"),
          new Step("day: claim", "POST", false));

  private final Content content;

  Day(Content content) {
    this.content = content;
  }

  Work work() {
    Map<String, List<JsonNode>> answers = bySubject("QuestionnaireResponse", "subject");
    Map<String, List<JsonNode>> encounters = bySubject("Encounter", "subject");
    Map<String, List<JsonNode>> claims = bySubject("Claim", "patient");
    Map<String, List<JsonNode>> scores = bySubject("Observation", "subject");
    List<Visit> visits = new ArrayList<>();
    answers.forEach(
        (client, given) -> {
          Optional<String> code =
              scores.getOrDefault(client, List.of()).stream()
                  .flatMap(each -> Content.tokens(each.path("code")))
                  .findFirst();
          JsonNode encounter = last(encounters, client);
          JsonNode claim = last(claims, client);
          if (code.isPresent() && encounter.isObject() && claim.isObject()) {
            for (int minutes = 1; minutes <= 2; minutes++) {
              ObjectNode changed = lasting(encounter, minutes);
              visits.add(visit(client, given.get(given.size() - 1), changed, code.get(), claim));
            }
          }
        });
    return new Work("day", STEPS, visits, true);
  }

  private Map<String, List<JsonNode>> bySubject(String type, String element) {
    return content.grouped(type, each -> Content.reference(each.path(element)));
  }

  private static JsonNode last(Map<String, List<JsonNode>> byClient, String client) {
    List<JsonNode> all = byClient.getOrDefault(client, List.of());
    return all.isEmpty() ? Target.JSON.missingNode() : all.get(all.size() - 1);
  }

  /** In two ways in turn, so that each update is a change. */
  private static ObjectNode lasting(JsonNode encounter, int minutes) {
    ObjectNode changed = encounter.deepCopy();
    changed.remove("meta");
    changed.putObject("length").put("value", minutes).put("unit", "min");
    return changed;
  }

  private static Visit visit(
      String client, JsonNode answers, JsonNode encounter, String code, JsonNode claim) {
    String start = encounter.path("period").path("start").asText();
    return Visit.of(
        Visit.Request.to(client),
        Visit.Request.to(
            "Appointment?patient=%s&date=%s".formatted(client, start.substring(0, 10))),
        new Visit.Request("QuestionnaireResponse", Content.unstored(answers).toString(), 1),
        new Visit.Request("Encounter/" + encounter.path("id").asText(), encounter.toString(), 1),
        Visit.Request.to(
            "Observation?patient=%s&code=%s&_sort=-date".formatted(client, Content.encoded(code))),
        new Visit.Request("Claim", Content.unstored(claim).toString(), 1));
  }
}
