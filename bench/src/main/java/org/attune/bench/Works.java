package org.attune.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** All kinds of work by name. */
final class Works {

  private static final int MOST = 200;

  private final Content content;
  private final Target target;
  private final Map<String, Supplier<Work>> known = new LinkedHashMap<>();

  Works(Target target, int requests) {
    this.target = target;
    this.content = new Content(target);
    Searches searches = new Searches(content);
    known.put("metadata", () -> Work.reading("metadata", List.of(get("metadata"))));
    known.put("import", this::bundles);
    known.put("read", this::reads);
    known.put("create", () -> Work.writing("create", "POST", creates(MOST), true));
    known.put("update", this::updates);
    known.put("delete", () -> deletes(requests));
    known.put("observation-patient-code", searches::patientAndCode);
    known.put("observation-code-dates-50", searches::codeAndDates);
    known.put("encounter-include-revinclude", searches::encountersWithMore);
    known.put("patient-identifier", searches::patientIdentifier);
    known.put("patient-name", searches::patientName);
    known.put("appointment-practitioner-day", searches::appointmentsOfADay);
    known.put("encounter-patient-family", searches::chained);
    known.put("count", searches::count);
    known.put("paging", searches::paging);
    known.put("everything", this::everything);
    known.put("day", () -> new Day(content).work());
  }

  /** Chooses the work of that name, and compares what its searches find with the data. */
  Work named(String name) {
    Supplier<Work> work = known.get(name);
    if (work == null) {
      throw new IllegalArgumentException(name + " is none of " + known.keySet());
    }
    Work chosen = work.get();
    if (chosen.visits().isEmpty()) {
      throw new IllegalStateException("The server holds nothing to measure " + name + " with");
    }
    chosen.visits().forEach(visit -> visit.check(target));
    return chosen;
  }

  private static Visit get(String path) {
    return Visit.of(Visit.Request.to(path));
  }

  /** Transaction bundles as Synthea writes them. What all of them share is stored beforehand. */
  private Work bundles() {
    String directory = System.getProperty("bench.bundles", "");
    if (directory.isEmpty()) {
      throw new IllegalStateException("Name a directory of transaction bundles");
    }
    try (Stream<Path> files = Files.list(Path.of(directory))) {
      List<Visit> visits = new ArrayList<>();
      for (Path file : files.filter(each -> each.toString().endsWith(".json")).sorted().toList()) {
        String body = Files.readString(file);
        if (isShared(file)) {
          target.post("", body);
        } else {
          int size = Target.JSON.readTree(body).path("entry").size();
          visits.add(Visit.of(new Visit.Request("", body, size)));
        }
      }
      return Work.writing("import", "POST", visits, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isShared(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith("hospitalInformation") || name.startsWith("practitionerInformation");
  }

  private Work reads() {
    List<JsonNode> all = new ArrayList<>(content.all("Observation"));
    Collections.shuffle(all, new Random(1));
    return Work.reading(
        "read",
        all.stream()
            .limit(MOST)
            .map(each -> get("Observation/" + each.path("id").asText()))
            .toList());
  }

  private List<Visit> creates(int most) {
    return simple().limit(most).map(body -> post("Observation", body)).toList();
  }

  /** Observations that stand alone: not derived by a server, and not part of another. */
  private Stream<ObjectNode> simple() {
    return content.all("Observation").stream()
        .filter(each -> each.hasNonNull("valueQuantity"))
        .filter(each -> !each.has("derivedFrom") && !each.has("hasMember"))
        .map(Content::unstored);
  }

  static Visit post(String type, ObjectNode body) {
    return Visit.of(new Visit.Request(type, body.toString(), 1));
  }

  /** Observations of their own, each with two values in turn, so that each update is a change. */
  private Work updates() {
    List<List<Visit>> rounds = List.of(new ArrayList<>(), new ArrayList<>());
    for (ObjectNode body : simple().limit(MOST).toList()) {
      String id = target.post("Observation", body.toString()).path("id").asText();
      body.put("id", id);
      for (int value = 1; value <= rounds.size(); value++) {
        ((ObjectNode) body.path("valueQuantity")).put("value", value);
        rounds
            .get(value - 1)
            .add(Visit.of(new Visit.Request("Observation/" + id, body.toString(), 1)));
      }
    }
    List<Visit> visits = rounds.stream().flatMap(List::stream).toList();
    return Work.writing("update", "PUT", visits, true);
  }

  private Work deletes(int requests) {
    List<ObjectNode> bodies = simple().limit(MOST).toList();
    List<Visit> visits = new ArrayList<>();
    // Twice: those that are deleted before measuring begins.
    for (int count = 0; count < 2 * requests; count++) {
      String body = bodies.get(count % bodies.size()).toString();
      visits.add(get("Observation/" + target.post("Observation", body).path("id").asText()));
    }
    return Work.writing("delete", "DELETE", visits, false);
  }

  /** Clients about whom there are 150 to 250 resources, or else those who come closest to 200. */
  private Work everything() {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    for (String type : List.of("Observation", "Encounter", "Condition", "Claim", "Procedure")) {
      content
          .grouped(type, Works::whoseItIs)
          .forEach((patient, all) -> sizes.merge(patient, all.size(), Integer::sum));
    }
    List<Visit> visits =
        sizes.entrySet().stream()
            .sorted(java.util.Comparator.comparing(each -> Math.abs(each.getValue() - 200)))
            .limit(5)
            .map(each -> get(each.getKey() + "/$everything?_count=1000"))
            .toList();
    return Work.reading("everything", visits);
  }

  private static Stream<String> whoseItIs(JsonNode resource) {
    return Stream.concat(
        Content.reference(resource.path("subject")), Content.reference(resource.path("patient")));
  }
}
