package org.attune.examples.session;

import static org.attune.examples.fhir.Drafts.ref;

import java.time.ZonedDateTime;
import org.attune.examples.client.Problems;
import org.attune.examples.fhir.Chart;
import org.attune.examples.fhir.Codes;
import org.attune.examples.fhir.Drafts;
import org.attune.examples.fhir.Times;
import org.attune.examples.plan.Session;
import org.attune.examples.plan.Session.Kind;
import org.attune.examples.plan.Session.Outcome;
import org.attune.examples.practice.Calendars;
import org.attune.examples.story.Client.Diagnosis;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentStatus;
import org.hl7.fhir.r4.model.Appointment.ParticipationStatus;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Duration;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Reference;

/** The appointment of a session, and the encounter if it took place. */
public final class Encounters {

  private static final String PERFORMER = "PPRF";

  private Encounters() {}

  /** Adds both. */
  public static void add(Chart chart, Session session) {
    keep(chart, session, appointment(chart, session), session.key());
    if (session.held()) {
      keep(chart, session, encounter(chart, session), session.key());
    }
  }

  /** Group sessions refer to what all members share. */
  static <T extends org.hl7.fhir.r4.model.Resource> T keep(
      Chart chart, Session session, T resource, String key) {
    return session.kind() == Kind.GROUP ? chart.addShared(resource, key) : chart.add(resource, key);
  }

  private static Appointment appointment(Chart chart, Session session) {
    Appointment appointment = new Appointment();
    ZonedDateTime made = chart.office(session.scheduled().toLocalDate().minusDays(14));
    appointment
        .setStatus(
            switch (session.outcome()) {
              case HELD -> AppointmentStatus.FULFILLED;
              case NO_SHOW -> AppointmentStatus.NOSHOW;
              case LATE_CANCEL, CANCELLED -> AppointmentStatus.CANCELLED;
              case BOOKED -> AppointmentStatus.BOOKED;
            })
        .addServiceType(Codes.ownConcept("session-type", session.kind().code()))
        .setAppointmentType(Codes.hl7Concept("v2-0276", "ROUTINE"))
        .setStartElement(Times.instant(session.scheduled()))
        .setEndElement(Times.instant(session.scheduledEnd()))
        .setMinutesDuration(session.planned())
        .setCreatedElement(Times.dateTime(made));
    if (session.outcome() == Outcome.LATE_CANCEL || session.outcome() == Outcome.CANCELLED) {
      boolean late = session.outcome() == Outcome.LATE_CANCEL;
      appointment.setCancelationReason(
          Codes.ownConcept("cancellation-reason", late ? "client" : "illness"));
      appointment.addExtension(
          extension("cancellation-timing", new CodeType(late ? "late" : "timely")));
    }
    if (session.outcome() == Outcome.BOOKED) {
      appointment.addSlot(ref("Slot", Calendars.slotKey(session)));
      // Booked appointments cannot have been made after today.
      appointment.setCreatedElement(Times.dateTime(chart.office(chart.lastDay())));
    }
    appointment.addExtension(modality(session));
    participant(appointment, chart.patient());
    participant(appointment, chart.practitioner(session.clinician()));
    participant(appointment, ref("Location", chart.client().location()));
    if (session.kind() == Kind.COUPLE) {
      participant(appointment, ref("RelatedPerson", chart.client().key() + "/partner"));
    }
    return appointment;
  }

  private static void participant(Appointment appointment, Reference actor) {
    appointment
        .addParticipant()
        .setActor(actor)
        .setRequired(Appointment.ParticipantRequired.REQUIRED)
        .setStatus(ParticipationStatus.ACCEPTED);
  }

  private static Extension modality(Session session) {
    return extension("session-modality", new CodeType(session.video() ? "video" : "in-person"));
  }

  private static Extension extension(String name, CodeType value) {
    return new Extension(Drafts.BASE + "StructureDefinition/" + name, value);
  }

  private static Encounter encounter(Chart chart, Session session) {
    Encounter encounter = new Encounter();
    encounter.addIdentifier(
        Drafts.identifier("encounter-number", "E" + Drafts.opaque(session.key(), 11)));
    encounter
        .setStatus(EncounterStatus.FINISHED)
        .setClass_(Codes.hl7("v3-ActCode", session.video() ? "VR" : "AMB"))
        .addType(Codes.ownConcept("session-type", session.kind().code()))
        .setSubject(chart.patient())
        .addEpisodeOfCare(ref("EpisodeOfCare", chart.client().key()))
        .addAppointment(ref("Appointment", session.key()))
        .setPeriod(Times.period(session.start(), session.end()))
        .setLength(minutes(session))
        .addAccount(ref("Account", chart.client().key()))
        .setServiceProvider(Chart.organization());
    encounter.addExtension(modality(session));
    encounter
        .addParticipant()
        .addType(Codes.hl7Concept("v3-ParticipationType", PERFORMER))
        .setPeriod(Times.period(session.start(), session.end()))
        .setIndividual(chart.practitioner(session.clinician()));
    addOthers(chart, session, encounter);
    addCircumstances(chart, session, encounter);
    encounter.addLocation().setLocation(ref("Location", chart.client().location()));
    return encounter;
  }

  private static void addCircumstances(Chart chart, Session session, Encounter encounter) {
    int rank = 1;
    for (Diagnosis diagnosis : chart.client().diagnosesIn(session.week())) {
      encounter
          .addDiagnosis()
          .setCondition(Problems.problem(chart.client(), diagnosis))
          .setRank(rank++);
      encounter.addReasonCode(Codes.icd(diagnosis.code(), chart.story().title(diagnosis.code())));
    }
    if (chart.client().discharge() != null
        && session.equals(chart.held().get(chart.held().size() - 1))) {
      encounter
          .getHospitalization()
          .setDischargeDisposition(Codes.hl7Concept("discharge-disposition", "home"));
    }
    if (session.kind() == Kind.CRISIS) {
      encounter.setPriority(Codes.hl7Concept("v3-ActPriority", "UR"));
    }
    if (session.kind() == Kind.GROUP) {
      encounter.setPartOf(ref("Encounter", Groups.sessionKey(session)));
    }
  }

  private static void addOthers(Chart chart, Session session, Encounter encounter) {
    String key = chart.client().key();
    if (session.kind() == Kind.COUPLE) {
      attends(encounter, ref("RelatedPerson", key + "/partner"));
    }
    boolean withFamily = session.kind() == Kind.FAMILY || session.kind().first();
    if (withFamily && chart.client().minor()) {
      attends(
          encounter, ref("RelatedPerson", key + "/" + chart.client().guardianList().get(0).key()));
    }
  }

  private static void attends(Encounter encounter, Reference person) {
    encounter
        .addParticipant()
        .addType(Codes.hl7Concept("v3-ParticipationType", "PART"))
        .setIndividual(person);
  }

  static Duration minutes(Session session) {
    Duration length = new Duration();
    length
        .setValue(session.minutes())
        .setUnit("min")
        .setSystem("http://unitsofmeasure.org")
        .setCode("min");
    return length;
  }
}
