package org.attune.smart.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.attune.smart.LaunchContext;
import org.hl7.fhir.r4.model.ResourceType;
import org.jspecify.annotations.Nullable;

/** A wish to launch an app, checked as SMART App Launch 2.2 describes {@code fhirContext}. */
final class LaunchRequest {

  private static final String ID = "[A-Za-z0-9.\\-]{1,64}";
  private static final Set<String> MEMBERS =
      Set.of("client_id", "patient", "encounter", "intent", "fhirContext", "need_patient_banner");

  private final JsonNode json;

  LaunchRequest(JsonNode json) {
    this.json = json;
  }

  String clientId() {
    return json.path("client_id").asText();
  }

  @Nullable String patient() {
    return text("patient");
  }

  @Nullable String encounter() {
    return text("encounter");
  }

  @SuppressWarnings("unchecked")
  LaunchContext context() {
    List<Map<String, Object>> more = new ArrayList<>();
    json.path("fhirContext")
        .forEach(element -> more.add(new ObjectMapper().convertValue(element, Map.class)));
    return new LaunchContext(
        patient(),
        encounter(),
        text("intent"),
        more,
        json.path("need_patient_banner").asBoolean(true));
  }

  /** All that is wrong, each beginning with the member's name. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (!json.isObject()) {
      return List.of("body: must be a JSON object");
    }
    json.fieldNames()
        .forEachRemaining(
            name -> {
              if (!MEMBERS.contains(name)) {
                problems.add(
                    name + ": is not known; there are " + new java.util.TreeSet<>(MEMBERS));
              }
            });
    if (clientId().isEmpty()) {
      problems.add("client_id: is missing");
    }
    id(problems, "patient");
    id(problems, "encounter");
    if (encounter() != null && patient() == null) {
      problems.add("patient: is missing; an encounter goes with its patient");
    }
    JsonNode more = json.path("fhirContext");
    if (!more.isMissingNode() && !more.isArray()) {
      problems.add("fhirContext: must be an array of objects");
    }
    for (int index = 0; index < more.size(); index++) {
      further(problems, "fhirContext[" + index + "]", more.get(index));
    }
    return problems;
  }

  private void id(List<String> problems, String member) {
    String value = text(member);
    if (value != null && !value.matches(ID)) {
      problems.add(member + ": must be the id of a resource, without its type");
    }
  }

  private static void further(List<String> problems, String place, JsonNode element) {
    String reference = element.path("reference").asText("");
    boolean named = !reference.isEmpty();
    boolean canonical = element.path("canonical").asText("").matches("https?://.+");
    if (!named && !canonical && !element.path("identifier").isObject()) {
      problems.add(place + ": needs a reference, an absolute canonical or an identifier");
    }
    if (named && !reference.matches("[A-Z][A-Za-z]+/" + ID)) {
      problems.add(place + ".reference: must be relative, as in Coverage/123");
      return;
    }
    String type = named ? reference.substring(0, reference.indexOf('/')) : "";
    if (named && !known(type)) {
      problems.add(place + ".reference: names no FHIR resource type");
    }
    JsonNode stated = element.path("type");
    if (!stated.isMissingNode() && !known(stated.asText())) {
      problems.add(place + ".type: is no FHIR resource type");
    }
    role(problems, place, element, type);
  }

  private static void role(List<String> problems, String place, JsonNode element, String type) {
    boolean given = element.has("role");
    String role = element.path("role").asText("");
    if (given && !role.equals("launch") && !role.matches("[a-z][a-z0-9+.-]*:.+")) {
      problems.add(place + ".role: must be an absolute URI, or launch");
    }
    if (!given && (type.equals("Patient") || type.equals("Encounter"))) {
      problems.add(place + ": a Patient or Encounter needs a role; the launch names its own apart");
    }
  }

  private static boolean known(String type) {
    for (ResourceType each : ResourceType.values()) {
      if (each.name().equals(type)) {
        return true;
      }
    }
    return false;
  }

  private @Nullable String text(String member) {
    JsonNode value = json.path(member);
    return value.isTextual() && !value.textValue().isEmpty() ? value.textValue() : null;
  }
}
