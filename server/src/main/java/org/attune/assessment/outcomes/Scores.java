package org.attune.assessment.outcomes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.attune.assessment.outcomes.rules.Course;
import org.attune.assessment.outcomes.rules.Outcome;
import org.attune.assessment.outcomes.rules.Point;
import org.hl7.fhir.r4.model.Observation;

/** Finds scores, and puts them together to courses. */
final class Scores {

  private static final Comparator<Scored> IN_TIME =
      Comparator.<Scored, Instant>comparing(scored -> scored.at().getValue().toInstant())
          .thenComparing(Scored::id);

  private final OutcomeCatalog catalog;

  Scores(OutcomeCatalog catalog) {
    this.catalog = catalog;
  }

  /** The search for scores by some instruments, as a query. */
  static String query(Collection<Measured> measured, Collection<String> patients, Span span) {
    String codes = measured.stream().map(Measured::token).collect(Collectors.joining(","));
    return "status=final,amended,corrected&code="
        + URLEncoder.encode(codes, UTF_8)
        + (patients.isEmpty() ? "" : "&patient=" + references(patients))
        + span.query();
  }

  static String references(Collection<String> patients) {
    return URLEncoder.encode(
        patients.stream().map(id -> "Patient/" + id).collect(Collectors.joining(",")), UTF_8);
  }

  /** The courses of one client, by the instruments that there are scores of. */
  List<InstrumentCourse> courses(List<Observation> found, Sessions sessions) {
    Map<String, List<Scored>> byUrl = new HashMap<>();
    for (Observation observation : found) {
      catalog
          .measuring(observation.getCode())
          .ifPresent(
              measured ->
                  byUrl
                      .computeIfAbsent(measured.url(), url -> new ArrayList<>())
                      .addAll(Scored.of(observation).stream().toList()));
    }
    return catalog.all().stream()
        .flatMap(
            measured -> course(measured, byUrl.getOrDefault(measured.url(), List.of()), sessions))
        .toList();
  }

  private static Stream<InstrumentCourse> course(
      Measured measured, List<Scored> scores, Sessions sessions) {
    if (scores.isEmpty()) {
      return Stream.empty();
    }
    List<Scored> series = scores.stream().sorted(IN_TIME).toList();
    List<Point> points = series.stream().flatMap(scored -> scored.point().stream()).toList();
    OptionalInt since =
        points.isEmpty()
            ? OptionalInt.empty()
            : sessions.since(series.get(0).patient(), points.get(0).at());
    return Stream.of(new InstrumentCourse(measured, series, new Course(points, since)));
  }

  /** Whether sessions decide anything. */
  static boolean needSessions(Collection<Measured> measured) {
    return measured.stream().anyMatch(each -> each.rules().outcomes().contains(Outcome.OFF_TRACK));
  }
}
