package org.attune.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Chooses searches of each kind from the content of the server, with the answers they must give.
 */
final class Searches {

  private static final int PAGE = 50;
  private static final int MOST = 100;
  private static final int HITS = 50;

  private final Content content;

  Searches(Content content) {
    this.content = content;
  }

  Work patientAndCode() {
    return Work.reading(
        "observation-patient-code",
        chosen(
            content.grouped(
                "Observation",
                observation ->
                    Content.reference(observation.path("subject"))
                        .flatMap(
                            patient ->
                                Content.tokens(observation.path("code"))
                                    .map(code -> patient + " " + code))),
            key -> {
              String[] parts = key.split(" ", 2);
              return "Observation?patient=%s&code=%s&_sort=-date&_count=%d"
                  .formatted(parts[0], Content.encoded(parts[1]), PAGE);
            }));
  }

  /** Ranges of time in which a code was observed fifty times. */
  Work codeAndDates() {
    List<Visit> visits = new ArrayList<>();
    Map<String, List<JsonNode>> byCode =
        content.grouped("Observation", each -> Content.tokens(each.path("code")));
    byCode.forEach((code, all) -> ranges(code, all).forEach(visits::add));
    return Work.reading("observation-code-dates-" + HITS, visits.stream().limit(MOST).toList());
  }

  private static Stream<Visit> ranges(String code, List<JsonNode> all) {
    if (!all.stream().allMatch(each -> effective(each).isPresent())) {
      return Stream.empty();
    }
    List<JsonNode> sorted =
        all.stream().sorted(Comparator.comparing(each -> effective(each).orElseThrow())).toList();
    List<Visit> visits = new ArrayList<>();
    for (int from = 0; from + HITS < sorted.size(); from += HITS) {
      Instant start = effective(sorted.get(from)).orElseThrow();
      Instant end = effective(sorted.get(from + HITS)).orElseThrow();
      List<JsonNode> within =
          sorted.stream()
              .filter(each -> !effective(each).orElseThrow().isBefore(start))
              .filter(each -> effective(each).orElseThrow().isBefore(end))
              .toList();
      if (within.size() == HITS) {
        String path = "Observation?code=%s&date=ge%s&date=lt%s&_count=%d";
        visits.add(Visit.search(path.formatted(Content.encoded(code), start, end, HITS), within));
      }
    }
    return visits.stream();
  }

  private static java.util.Optional<Instant> effective(JsonNode observation) {
    return Content.instant(observation.path("effectiveDateTime"));
  }

  Work encountersWithMore() {
    return Work.reading(
        "encounter-include-revinclude",
        chosen(
            content.grouped("Encounter", each -> Content.reference(each.path("subject"))),
            patient ->
                ("Encounter?patient=%s&_count=%d&_include=Encounter:patient"
                        + "&_include=Encounter:participant&_revinclude=Observation:encounter")
                    .formatted(patient, PAGE)));
  }

  Work patientIdentifier() {
    return Work.reading(
        "patient-identifier",
        chosen(
            content.grouped(
                "Patient",
                patient ->
                    Content.elements(patient.path("identifier"))
                        .filter(each -> each.hasNonNull("system") && each.hasNonNull("value"))
                        .map(
                            each ->
                                each.path("system").asText() + "|" + each.path("value").asText())),
            token -> "Patient?identifier=" + Content.encoded(token)));
  }

  Work patientName() {
    return Work.reading(
        "patient-name",
        content.grouped("Patient", Content::families).keySet().stream()
            .map(
                family ->
                    Visit.search(
                        "Patient?family=%s&_count=%d".formatted(Content.encoded(family), PAGE),
                        content.patientsNamed(family)))
            .filter(Searches::onOnePage)
            .limit(MOST)
            .toList());
  }

  /** Appointments of somebody on a day of UTC. */
  Work appointmentsOfADay() {
    Map<String, List<JsonNode>> days =
        content.grouped(
            "Appointment",
            appointment ->
                Content.instant(appointment.path("start")).stream()
                    .flatMap(
                        start ->
                            Content.elements(appointment.path("participant"))
                                .flatMap(each -> Content.reference(each.path("actor")))
                                .filter(actor -> actor.startsWith("Practitioner"))
                                .map(actor -> actor + " " + start.toString().substring(0, 10))));
    return Work.reading(
        "appointment-practitioner-day",
        chosen(
            days,
            key -> {
              String[] parts = key.split(" ", 2);
              Instant start = Instant.parse(parts[1] + "T00:00:00Z");
              return "Appointment?actor=%s&date=ge%s&date=lt%s&_count=%d"
                  .formatted(parts[0], start, start.plusSeconds(86_400), PAGE);
            }));
  }

  Work chained() {
    Map<String, List<JsonNode>> byPatient =
        content.grouped("Encounter", each -> Content.reference(each.path("subject")));
    return Work.reading(
        "encounter-patient-family",
        content.grouped("Patient", Content::families).keySet().stream()
            .map(
                family ->
                    Visit.search(
                        "Encounter?patient.family=%s&_count=%d"
                            .formatted(Content.encoded(family), PAGE),
                        content.patientsNamed(family).stream()
                            .map(patient -> "Patient/" + patient.path("id").asText())
                            .flatMap(patient -> byPatient.getOrDefault(patient, List.of()).stream())
                            .toList()))
            .filter(Searches::onOnePage)
            .limit(MOST)
            .toList());
  }

  Work count() {
    return Work.reading("count", codes("Observation?code=%s&_summary=count"));
  }

  Work paging() {
    return Work.paging("paging", codes("Observation?code=%s&_count=20", 5 * 20));
  }

  private List<Visit> codes(String path) {
    return codes(path, 1);
  }

  private List<Visit> codes(String path, int least) {
    List<Visit> visits =
        content
            .grouped("Observation", each -> Content.tokens(each.path("code")))
            .entrySet()
            .stream()
            .filter(code -> code.getValue().size() >= least)
            .map(code -> Visit.of(Visit.Request.to(path.formatted(Content.encoded(code.getKey())))))
            .limit(MOST)
            .toList();
    if (visits.isEmpty()) {
      throw new IllegalStateException("No code has " + least + " Observations");
    }
    return visits;
  }

  private static List<Visit> chosen(
      Map<String, List<JsonNode>> groups, java.util.function.UnaryOperator<String> path) {
    return groups.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(group -> Visit.search(path.apply(group.getKey()), group.getValue()))
        .filter(Searches::onOnePage)
        .limit(MOST)
        .toList();
  }

  private static boolean onOnePage(Visit visit) {
    Set<String> expected = visit.expected();
    return expected != null && !expected.isEmpty() && expected.size() <= PAGE;
  }
}
