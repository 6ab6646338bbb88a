package org.attune.assessment.outcomes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Optional;

/**
 * From when to when scores count.
 *
 * @param start FHIR dateTime, inclusive; absent: from the first
 * @param end FHIR dateTime, inclusive; absent: to the last
 */
public record Span(Optional<String> start, Optional<String> end) {

  /** From the first score to the last. */
  public static final Span ALL = new Span(Optional.empty(), Optional.empty());

  /** The same, with other limits where there are none. */
  public Span within(Span other) {
    return new Span(start.or(other::start), end.or(other::end));
  }

  /** The span as search parameters, each after an ampersand. */
  String query() {
    return start.map(text -> "&date=ge" + URLEncoder.encode(text, UTF_8)).orElse("")
        + end.map(text -> "&date=le" + URLEncoder.encode(text, UTF_8)).orElse("");
  }
}
