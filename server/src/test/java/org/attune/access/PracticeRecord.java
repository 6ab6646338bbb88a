package org.attune.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.attune.store.Actor;
import org.attune.store.Caller;
import org.attune.store.RecordSnapshot;
import org.attune.store.RecordSnapshots;

/**
 * All of a record in memory, with what its JSON says of patients and of those who treat them:
 * another way to the answers that the server gives from its tables.
 */
final class PracticeRecord {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CATEGORY = "category";

  private final Map<String, List<Stored>> types = new HashMap<>();

  private PracticeRecord() {}

  /** A stored resource. */
  record Stored(String type, String id, ObjectNode json) {

    /** Ids of the patients to whom it belongs. */
    Set<String> patients() {
      Set<String> found = new HashSet<>();
      if (type.equals("Patient")) {
        found.add(id);
      }
      for (String element : List.of("subject", "patient", "beneficiary", "for", "actor")) {
        add(found, json.path(element));
      }
      json.path("participant").forEach(each -> add(found, each.path("actor")));
      json.path("target").forEach(each -> add(found, each));
      return found;
    }

    private static void add(Set<String> found, JsonNode reference) {
      if (reference.isArray()) {
        reference.forEach(each -> add(found, each));
      }
      String text = reference.path("reference").asText();
      if (text.startsWith("Patient/")) {
        found.add(text.substring("Patient/".length()));
      }
    }

    Set<String> categories() {
      Set<String> found = new HashSet<>();
      json.path(CATEGORY)
          .forEach(
              category ->
                  category
                      .path("coding")
                      .forEach(
                          coding ->
                              found.add(
                                  coding.path("system").asText()
                                      + "|"
                                      + coding.path("code").asText())));
      return found;
    }

    /** Whether one of these is an author. */
    boolean namesOne(Set<String> people) {
      return refers(json.path("author"), people);
    }

    boolean protectedNote() {
      for (JsonNode label : json.path("meta").path("security")) {
        if (label.path("code").asText().equals("PSYTHPN")) {
          return true;
        }
      }
      return false;
    }
  }

  static PracticeRecord read(RecordSnapshots snapshots) {
    PracticeRecord record = new PracticeRecord();
    Caller caller = Caller.resumed(new Actor("test", Actor.Kind.OPERATOR), "read the practice");
    snapshots.read(
        caller,
        snapshot -> {
          snapshot.types().forEach(type -> record.read(snapshot, type));
          return true;
        });
    return record;
  }

  private void read(RecordSnapshot snapshot, String type) {
    List<Stored> all = types.computeIfAbsent(type, key -> new ArrayList<>());
    snapshot.each(
        new RecordSnapshot.Selection(type, null, List.of()),
        new RecordSnapshot.Reader() {
          @Override
          public void resource(String text) {
            ObjectNode json = parse(text);
            all.add(new Stored(type, json.path("id").asText(), json));
          }

          @Override
          public void unreadable(String of, String id) {
            throw new AssertionError(of + "/" + id);
          }
        });
  }

  private static ObjectNode parse(String text) {
    try {
      return (ObjectNode) JSON.readTree(text);
    } catch (JsonProcessingException broken) {
      throw new AssertionError(broken);
    }
  }

  List<Stored> of(String type) {
    return types.getOrDefault(type, List.of());
  }

  /** The person and the roles that they have. */
  Set<String> selves(String reference) {
    Set<String> selves = new HashSet<>(Set.of(reference));
    for (Stored role : of("PractitionerRole")) {
      String holder = role.json().path("practitioner").path("reference").asText();
      String self = "PractitionerRole/" + role.id();
      if (reference.equals(self) || reference.equals(holder)) {
        selves.add(holder);
        selves.add(self);
      }
    }
    return selves;
  }

  /** The clients whom somebody treats, those of whom they supervise included. */
  Set<String> caseload(String reference) {
    Set<String> selves = selves(reference);
    Set<String> all = treated(selves);
    for (Stored role : of("PractitionerRole")) {
      if (role.json().path("extension").toString().contains("/supervision")
          && selves.stream()
              .anyMatch(self -> role.json().path("extension").toString().contains(self))) {
        all.addAll(treated(selves("PractitionerRole/" + role.id())));
      }
    }
    return all;
  }

  private Set<String> treated(Set<String> selves) {
    Set<String> found = new HashSet<>();
    Set<String> teams = new HashSet<>();
    for (Stored team : of("CareTeam")) {
      if (names(team.json().path("participant"), "member", selves)) {
        teams.add("CareTeam/" + team.id());
        if (team.json().path("status").asText().equals("active")) {
          found.addAll(team.patients());
        }
      }
    }
    for (Stored episode : of("EpisodeOfCare")) {
      boolean active = episode.json().path("status").asText().equals("active");
      if (selves.contains(episode.json().path("careManager").path("reference").asText())
          || (active && refers(episode.json().path("team"), teams))) {
        found.addAll(episode.patients());
      }
    }
    for (Stored request : of("ServiceRequest")) {
      if (selves.contains(request.json().path("requester").path("reference").asText())
          || refers(request.json().path("performer"), selves)) {
        found.addAll(request.patients());
      }
    }
    for (Stored patient : of("Patient")) {
      if (refers(patient.json().path("generalPractitioner"), selves)) {
        found.add(patient.id());
      }
    }
    return found;
  }

  private static boolean names(JsonNode elements, String element, Set<String> actors) {
    for (JsonNode each : elements) {
      if (actors.contains(each.path(element).path("reference").asText())) {
        return true;
      }
    }
    return false;
  }

  private static boolean refers(JsonNode references, Set<String> actors) {
    for (JsonNode each : references) {
      if (actors.contains(each.path("reference").asText())) {
        return true;
      }
    }
    return false;
  }

  /** The patient themselves, or those for whom a proxy acts. */
  Set<String> own(String reference) {
    String id = reference.substring(reference.indexOf('/') + 1);
    if (reference.startsWith("Patient/")) {
      return Set.of(id);
    }
    Set<String> found = new HashSet<>();
    of("RelatedPerson").stream()
        .filter(person -> reference.equals("RelatedPerson/" + person.id()))
        .forEach(person -> found.addAll(person.patients()));
    return found;
  }
}
