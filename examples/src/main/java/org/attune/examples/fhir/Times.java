package org.attune.examples.fhir;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Period;
import org.jspecify.annotations.Nullable;

/** Days and instants as FHIR writes them; instants keep the offset of the practice's zone. */
public final class Times {

  private Times() {}

  public static DateTimeType dateTime(ZonedDateTime time) {
    return new DateTimeType(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time));
  }

  public static DateTimeType dateTime(LocalDate day) {
    return new DateTimeType(day.toString());
  }

  public static DateType date(LocalDate day) {
    return new DateType(day.toString());
  }

  public static InstantType instant(ZonedDateTime time) {
    return new InstantType(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time));
  }

  public static Period period(ZonedDateTime start, ZonedDateTime end) {
    return new Period().setStartElement(dateTime(start)).setEndElement(dateTime(end));
  }

  /** From day to day; open without an end. */
  public static Period period(LocalDate start, @Nullable LocalDate end) {
    Period period = new Period().setStartElement(dateTime(start));
    if (end != null) {
      period.setEndElement(dateTime(end));
    }
    return period;
  }
}
