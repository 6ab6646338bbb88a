package org.attune.examples.practice;

import static org.attune.examples.fhir.Drafts.draft;
import static org.attune.examples.fhir.Drafts.ref;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.attune.examples.fhir.Codes;
import org.attune.examples.fhir.Drafts;
import org.attune.examples.fhir.Times;
import org.attune.examples.plan.PracticeCalendar;
import org.attune.examples.plan.Session;
import org.attune.examples.story.Practice;
import org.attune.examples.story.Practice.Member;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Schedule;
import org.hl7.fhir.r4.model.Slot;

/** Each clinician's calendar: what is booked from today on, and what is free from tomorrow on. */
public final class Calendars {

  private static final int HORIZON_DAYS = 14;
  private static final int FREE_A_DAY = 5;
  private static final List<LocalTime> HOURS =
      List.of(
          LocalTime.of(9, 0),
          LocalTime.of(10, 0),
          LocalTime.of(11, 0),
          LocalTime.of(13, 0),
          LocalTime.of(14, 0),
          LocalTime.of(15, 0),
          LocalTime.of(16, 0));

  private final Practice practice;
  private final PracticeCalendar calendar;

  public Calendars(Practice practice, PracticeCalendar calendar) {
    this.practice = practice;
    this.calendar = calendar;
  }

  /**
   * Schedules and slots.
   *
   * @param sessions all appointments of all clients
   */
  public List<Resource> of(List<Session> sessions) {
    List<Resource> all = new ArrayList<>();
    for (Member clinician : practice.clinicians()) {
      all.add(schedule(clinician));
      Map<String, Session> booked = new LinkedHashMap<>();
      sessions.stream()
          .filter(s -> s.outcome() == Session.Outcome.BOOKED && s.clinician().equals(clinician))
          .forEach(s -> booked.putIfAbsent(slotKey(s), s));
      booked.forEach((key, s) -> all.add(busy(s, key)));
      all.addAll(free(clinician, List.copyOf(booked.values())));
    }
    return all;
  }

  /** Key of the slot of a booked session; the members of a group share it. */
  public static String slotKey(Session session) {
    return session.clinician().key()
        + "/"
        + session.week()
        + "/"
        + session.scheduled().getDayOfWeek()
        + "/"
        + session.scheduled().toLocalTime();
  }

  private Schedule schedule(Member clinician) {
    Schedule schedule = draft(new Schedule(), clinician.key());
    schedule.addExtension(
        new Extension(
            "http://hl7.org/fhir/StructureDefinition/timezone", new CodeType(practice.zone())));
    schedule
        .setActive(true)
        .addServiceCategory(
            Codes.ownConcept(
                "service-category",
                "prescriber".equals(clinician.role()) ? "medication" : "psychotherapy"))
        .addSpecialty(
            Codes.nucc(
                Objects.requireNonNull(clinician.taxonomy()),
                Objects.requireNonNull(clinician.specialty())))
        .addActor(ref("Practitioner", clinician.key(), clinician.display()))
        .addActor(ref("PractitionerRole", clinician.key()))
        .setPlanningHorizon(
            Times.period(calendar.today(), calendar.today().plusDays(HORIZON_DAYS)));
    return schedule;
  }

  private static Slot busy(Session session, String key) {
    return slot(session.clinician(), key, session.scheduled(), session.scheduledEnd())
        .setStatus(Slot.SlotStatus.BUSY)
        .addServiceType(Codes.ownConcept("session-type", session.kind().code()));
  }

  private List<Resource> free(Member clinician, List<Session> booked) {
    List<Resource> all = new ArrayList<>();
    LocalDate today = calendar.today();
    for (LocalDate day = today.plusDays(1);
        !day.isAfter(today.plusDays(HORIZON_DAYS));
        day = day.plusDays(1)) {
      if (!clinician.days().contains(day.getDayOfWeek())) {
        continue;
      }
      int count = 0;
      for (LocalTime hour : HOURS) {
        ZonedDateTime start = calendar.at(day, hour);
        ZonedDateTime end = start.plusMinutes(60);
        boolean taken =
            booked.stream()
                .anyMatch(s -> s.scheduled().isBefore(end) && s.scheduledEnd().isAfter(start));
        if (!taken && count < FREE_A_DAY) {
          count++;
          String key =
              clinician.key() + "/free/" + calendar.week(day) + "/" + day.getDayOfWeek() + hour;
          all.add(slot(clinician, key, start, end).setStatus(Slot.SlotStatus.FREE));
        }
      }
    }
    return all;
  }

  private static Slot slot(Member clinician, String key, ZonedDateTime start, ZonedDateTime end) {
    Slot slot = draft(new Slot(), key);
    slot.setSchedule(ref("Schedule", clinician.key()));
    slot.setStartElement(Times.instant(start));
    slot.setEndElement(Times.instant(end));
    slot.addIdentifier(Drafts.identifier("slot", Drafts.opaque("slot/" + key, 16)));
    return slot;
  }
}
