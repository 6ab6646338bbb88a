package org.attune.examples.session;

import static org.attune.examples.fhir.Drafts.ref;

import java.time.ZonedDateTime;
import java.util.List;
import org.attune.examples.fhir.Chart;
import org.attune.examples.fhir.Codes;
import org.attune.examples.fhir.Drafts;
import org.attune.examples.fhir.Times;
import org.attune.examples.plan.Assessment;
import org.attune.examples.plan.Session;
import org.attune.examples.plan.Session.Kind;
import org.attune.examples.story.Practice;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** Who made the record: the signature under each note, and who entered the rest. */
public final class Signatures {

  private static final String ASTM = "urn:iso-astm:E1762-95:2013";
  private static final String AUTHOR_SIGNATURE = "1.2.840.10065.1.12.1.1";
  private static final String VERIFICATION_SIGNATURE = "1.2.840.10065.1.12.1.5";

  private Signatures() {}

  /** Adds the signature under the note of a session, with the supervisor's where there is one. */
  public static void add(Chart chart, Session session) {
    Provenance provenance = new Provenance();
    provenance.addTarget(ref("Composition", session.key()));
    provenance.addTarget(ref("Encounter", session.key()));
    for (Assessment assessment : chart.assessments(session)) {
      provenance.addTarget(
          ref("QuestionnaireResponse", session.key() + "/" + assessment.instrument()));
      if (assessment.item9() > 0) {
        provenance.addTarget(ref("Observation", session.key() + "/44260-8"));
      }
    }
    ZonedDateTime written = session.end().plusMinutes(20);
    sign(provenance, chart, session.clinician(), "author", written);
    provenance.setRecordedElement(Times.instant(written));
    String supervisor = session.clinician().supervisor();
    provenance.setActivity(
        Codes.ownConcept("record-activity", supervisor == null ? "sign" : "co-sign"));
    if (supervisor != null) {
      ZonedDateTime coSigned = Notes.coSigned(session);
      sign(provenance, chart, chart.practice().member(supervisor), "verifier", coSigned);
      provenance.setRecordedElement(Times.instant(coSigned));
    }
    if (session.kind() == Kind.GROUP) {
      chart.addShared(provenance, session.key());
    } else {
      chart.add(provenance, session.key());
    }
  }

  private static void sign(
      Provenance provenance, Chart chart, Practice.Member member, String role, ZonedDateTime when) {
    agent(provenance, chart.practitioner(member), role);
    provenance
        .addSignature()
        .addType(
            new Coding(
                ASTM, "author".equals(role) ? AUTHOR_SIGNATURE : VERIFICATION_SIGNATURE, null))
        .setWhenElement(Times.instant(when))
        .setWho(chart.practitioner(member));
  }

  /** Adds who entered what the front desk enters, and who wrote what clinicians write. */
  public static void addOrigins(Chart chart) {
    Reference desk = chart.practitioner(chart.practice().member("castellano"));
    Reference therapist = chart.practitioner(chart.therapist());
    origin(
        chart, "desk", List.of("Patient", "RelatedPerson", "Coverage", "Consent", "Account"), desk);
    origin(
        chart,
        "clinical",
        List.of(
            "Condition",
            "CarePlan",
            "CareTeam",
            "Goal",
            "EpisodeOfCare",
            "MedicationRequest",
            "MedicationStatement",
            "AllergyIntolerance",
            "ServiceRequest",
            "DocumentReference"),
        therapist);
  }

  private static void origin(Chart chart, String key, List<String> types, Reference author) {
    Provenance provenance = new Provenance();
    for (Resource resource : chart.resources()) {
      if (types.contains(resource.fhirType())) {
        provenance.addTarget(Drafts.ref(resource));
      }
    }
    provenance
        .setRecordedElement(Times.instant(chart.office(chart.lastDay())))
        .setActivity(Codes.ownConcept("record-activity", "author"));
    agent(provenance, author, "author");
    provenance
        .addAgent()
        .setType(Codes.usCore("us-core-provenance-participant-type", "transmitter"))
        .setWho(Chart.organization());
    chart.add(provenance, chart.client().key() + "/" + key);
  }

  private static void agent(Provenance provenance, Reference who, String role) {
    provenance
        .addAgent()
        .setType(Codes.hl7Concept("provenance-participant-type", role))
        .setWho(who)
        .setOnBehalfOf(Chart.organization());
  }
}
