package org.attune.exchange.documents.rules;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time in which care was given, or for which documents are asked. A date without a
 * zone means that date wherever on earth it is that date, so that no document is missed for want of
 * a zone.
 *
 * @param from the first instant
 * @param to the instant after the last
 */
public record CareSpan(Instant from, Instant to) {

  private static final ZoneOffset EARLIEST = ZoneOffset.ofHours(14);
  private static final ZoneOffset LATEST = ZoneOffset.ofHours(-12);
  private static final int YEAR_ONLY = 4;
  private static final int YEAR_AND_MONTH = 7;

  /**
   * The span between two FHIR dateTimes of any precision, both included.
   *
   * @param start absent: no beginning
   * @param end absent: no end
   */
  public static CareSpan between(@Nullable String start, @Nullable String end) {
    return new CareSpan(
        start == null ? Instant.MIN : moment(start).from,
        end == null ? Instant.MAX : moment(end).to);
  }

  /** The span of one FHIR dateTime: a year, a month, a day, or a second. */
  public static CareSpan moment(String dateTime) {
    if (dateTime.indexOf('T') >= 0) {
      Instant instant = OffsetDateTime.parse(dateTime).toInstant();
      return new CareSpan(instant, instant.plusSeconds(1));
    }
    return switch (dateTime.length()) {
      case YEAR_ONLY ->
          days(Year.parse(dateTime).atDay(1), Year.parse(dateTime).plusYears(1).atDay(1));
      case YEAR_AND_MONTH ->
          days(
              YearMonth.parse(dateTime).atDay(1), YearMonth.parse(dateTime).plusMonths(1).atDay(1));
      default -> days(LocalDate.parse(dateTime), LocalDate.parse(dateTime).plusDays(1));
    };
  }

  private static CareSpan days(LocalDate first, LocalDate after) {
    return new CareSpan(
        first.atStartOfDay().toInstant(EARLIEST), after.atStartOfDay().toInstant(LATEST));
  }

  /** Whether the two have an instant in common. */
  public boolean overlaps(CareSpan other) {
    return from.isBefore(other.to) && other.from.isBefore(to);
  }

  /** Whether it ends before it begins. */
  public boolean isReversed() {
    return to.isBefore(from);
  }
}
