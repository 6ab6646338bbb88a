package org.attune.conformance;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.attune.conformance.SearchOracle.Verdict;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Period;

/**
 * A date of any precision, or a period, as a span of time.
 *
 * @param low its beginning
 * @param high its end
 * @param vague whether a day, month or year without a zone is part of it
 */
record DateSpan(Instant low, Instant high, boolean vague) {

  private static final Duration ZONES = Duration.ofHours(15);
  private static final Duration SECOND = Duration.ofSeconds(2);
  private static final Instant EVER = Instant.parse("9999-01-01T00:00:00Z");

  /** The span of the first value; absent without one. */
  static Optional<DateSpan> of(List<Base> values) {
    return values.stream().flatMap(value -> of(value).stream()).findFirst();
  }

  private static Optional<DateSpan> of(Base value) {
    if (value instanceof BaseDateTimeType date && date.hasValue()) {
      Instant low = date.getValue().toInstant();
      boolean vague = length(date.getPrecision()).compareTo(Duration.ofDays(1)) >= 0;
      return Optional.of(new DateSpan(low, low.plus(length(date.getPrecision())), vague));
    }
    if (value instanceof Period period && (period.hasStart() || period.hasEnd())) {
      Optional<DateSpan> start = of(period.getStartElement());
      Optional<DateSpan> end = of(period.getEndElement());
      return Optional.of(
          new DateSpan(
              start.map(DateSpan::low).orElse(Instant.EPOCH),
              end.map(DateSpan::high).orElse(EVER),
              start.filter(DateSpan::vague).isPresent()
                  || end.filter(DateSpan::vague).isPresent()));
    }
    return Optional.empty();
  }

  private static Duration length(TemporalPrecisionEnum precision) {
    return switch (precision) {
      case YEAR -> Duration.ofDays(366);
      case MONTH -> Duration.ofDays(31);
      case DAY -> Duration.ofDays(1);
      case MINUTE -> Duration.ofMinutes(1);
      default -> Duration.ofSeconds(1);
    };
  }

  /** A query that finds it and what came later. */
  String queryAround() {
    return "ge" + low.minus(Duration.ofDays(1));
  }

  /** Whether a value is found by a comparator and an instant, or by an equal day. */
  static Verdict matches(List<Base> values, String query) {
    if (Character.isDigit(query.charAt(0))) {
      return values.stream()
              .anyMatch(
                  value -> value instanceof DateType date && query.equals(date.asStringValue()))
          ? Verdict.YES
          : Verdict.NO;
    }
    boolean later = query.startsWith("g");
    Instant instant = Instant.parse(query.substring(2));
    Verdict best = Verdict.NO;
    for (Base value : values) {
      Optional<DateSpan> span = of(value);
      if (span.isPresent()) {
        Verdict one = span.get().compare(later, instant);
        best = one == Verdict.YES || best == Verdict.NO ? one : best;
      }
    }
    return best;
  }

  private Verdict compare(boolean later, Instant instant) {
    Instant bound = later ? high : low;
    Duration tolerance = vague ? ZONES : SECOND;
    if (Duration.between(bound, instant).abs().compareTo(tolerance) < 0) {
      return Verdict.UNSURE;
    }
    return (later ? bound.isAfter(instant) : bound.isBefore(instant)) ? Verdict.YES : Verdict.NO;
  }
}
