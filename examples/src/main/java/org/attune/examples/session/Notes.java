package org.attune.examples.session;

import static org.attune.examples.fhir.Drafts.ref;

import java.time.ZonedDateTime;
import java.util.Objects;
import org.attune.examples.fhir.Chart;
import org.attune.examples.fhir.Codes;
import org.attune.examples.fhir.Times;
import org.attune.examples.plan.Session;
import org.attune.examples.plan.Variation;
import org.attune.examples.story.Practice;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.Composition.CompositionAttestationMode;
import org.hl7.fhir.r4.model.Composition.CompositionStatus;
import org.hl7.fhir.r4.model.Composition.DocumentConfidentiality;
import org.hl7.fhir.r4.model.Narrative;

/** The note of a session in the clinician's format, signed; some notes are kept apart. */
public final class Notes {

  /** Every so many sessions a note is kept apart, with clinicians who do so. */
  private static final int APART_EVERY = 6;

  private Notes() {}

  /** Adds the note. */
  public static void add(Chart chart, Session session) {
    Composition note = note(chart, session, session.end().plusMinutes(20));
    sections(note, chart, session);
    Encounters.keep(chart, session, note, session.key());
    if (chart.client().psychotherapyNotes() && session.number() % APART_EVERY == 3) {
      addApart(chart, session);
    }
  }

  /** When the supervisor co-signs. */
  static ZonedDateTime coSigned(Session session) {
    return session.end().plusHours(3);
  }

  private static Composition note(Chart chart, Session session, ZonedDateTime written) {
    Composition note = new Composition();
    note.setStatus(CompositionStatus.FINAL)
        .setType(Codes.loinc(session.kind().first() ? "34785-6" : "34904-3"))
        .addCategory(Codes.ownConcept("note-format", format(session)))
        .setSubject(chart.patient())
        .setEncounter(ref("Encounter", session.key()))
        .setDateElement(Times.dateTime(written))
        .addAuthor(chart.practitioner(session.clinician()))
        .setTitle(session.kind().first() ? "Evaluation" : "Progress note")
        .setCustodian(Chart.organization())
        .setConfidentiality(
            chart.client().sud() ? DocumentConfidentiality.R : DocumentConfidentiality.N);
    note.addAttester()
        .setMode(CompositionAttestationMode.LEGAL)
        .setTimeElement(Times.dateTime(written))
        .setParty(chart.practitioner(session.clinician()));
    String supervisor = session.clinician().supervisor();
    if (supervisor != null) {
      Practice.Member member = chart.practice().member(supervisor);
      note.addAttester()
          .setMode(CompositionAttestationMode.PROFESSIONAL)
          .setTimeElement(Times.dateTime(coSigned(session)))
          .setParty(chart.practitioner(member));
    }
    note.addEvent().setPeriod(Times.period(session.start(), session.end()));
    return note;
  }

  private static String format(Session session) {
    return Objects.requireNonNull(session.clinician().format());
  }

  private static void sections(Composition note, Chart chart, Session session) {
    NoteText text = new NoteText(chart, session);
    switch (format(session)) {
      case "soap" -> {
        section(note, Codes.loinc("61150-9"), "Subjective", text.reported());
        section(note, Codes.loinc("61149-1"), "Objective", text.seen());
        section(note, Codes.loinc("51848-0"), "Assessment", text.done() + " " + text.assessment());
        section(note, Codes.loinc("18776-5"), "Plan", text.plan());
      }
      case "dap" -> {
        section(note, own("data"), "Data", text.reported() + " " + text.seen() + " " + text.done());
        section(note, own("assessment"), "Assessment", text.response() + " " + text.assessment());
        section(note, own("plan"), "Plan", text.plan());
      }
      case "birp" -> {
        section(note, own("behavior"), "Behavior", text.reported() + " " + text.seen());
        section(note, own("intervention"), "Intervention", text.done());
        section(note, own("response"), "Response", text.response() + " " + text.assessment());
        section(note, own("plan"), "Plan", text.plan());
      }
      default ->
          section(
              note,
              own("narrative"),
              "Note",
              String.join(
                  " ", text.reported(), text.seen(), text.done(), text.assessment(), text.plan()));
    }
  }

  private static CodeableConcept own(String section) {
    return Codes.ownConcept("note-section", section);
  }

  private static void section(
      Composition note, CodeableConcept code, String title, String sentence) {
    Narrative narrative = new Narrative().setStatus(Narrative.NarrativeStatus.ADDITIONAL);
    narrative.setDivAsString(
        "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>"
            + sentence.replace("&", "&amp;").replace("<", "&lt;")
            + "</p></div>");
    note.addSection().setTitle(title).setCode(code).setText(narrative);
  }

  private static void addApart(Chart chart, Session session) {
    Composition note = new Composition();
    note.setStatus(CompositionStatus.FINAL)
        .setType(Codes.loinc("34904-3"))
        .addCategory(Codes.ownConcept("note-format", "psychotherapy-note"))
        .setSubject(chart.patient())
        .setEncounter(ref("Encounter", session.key()))
        .setDateElement(Times.dateTime(session.end().plusMinutes(40)))
        .addAuthor(chart.practitioner(session.clinician()))
        .setTitle("Psychotherapy note")
        .setCustodian(Chart.organization())
        .setConfidentiality(DocumentConfidentiality.V);
    section(
        note,
        own("narrative"),
        "Note",
        Variation.pick(
            chart.story().phrases().conversation(), chart.client().key(), session.number() / 6));
    chart.add(note, session.key() + "/apart");
    Chart.restrict(note, Codes.hl7("v3-Confidentiality", "V"));
    Chart.restrict(note, Codes.hl7("v3-ActCode", "PSYTHPN"));
  }
}
