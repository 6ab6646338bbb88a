package org.attune.examples.plan;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/**
 * Turns weeks before the day of loading into days and instants.
 *
 * @param today the day of loading, in the practice's zone; what lies before it has happened
 * @param zone the practice's zone
 */
public record PracticeCalendar(LocalDate today, ZoneId zone) {

  /** A weekday, {@code week} weeks before the week of loading; negative weeks lie ahead. */
  public LocalDate day(int week, DayOfWeek weekday) {
    return today
        .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
        .minusWeeks(week)
        .plusDays(weekday.getValue() - 1L);
  }

  /** The Monday of a week. */
  public LocalDate monday(int week) {
    return day(week, DayOfWeek.MONDAY);
  }

  /** The week that a day lies in. */
  public int week(LocalDate day) {
    return (int)
        ChronoUnit.WEEKS.between(
            day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)), monday(0));
  }

  /** A wall clock time of the practice. */
  public ZonedDateTime at(LocalDate day, LocalTime time) {
    return ZonedDateTime.of(day, time, zone);
  }

  /** Whether a day is over. */
  public boolean past(LocalDate day) {
    return day.isBefore(today);
  }

  /**
   * Date of birth of someone of this age today.
   *
   * @param birthday as {@code MM-dd}
   */
  public LocalDate born(int age, String birthday) {
    LocalDate thisYear = MonthDay.parse("--" + birthday).atYear(today.getYear());
    return thisYear.minusYears(thisYear.isAfter(today) ? age + 1L : age);
  }
}
