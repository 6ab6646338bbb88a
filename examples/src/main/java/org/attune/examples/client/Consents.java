package org.attune.examples.client;

import static org.attune.examples.fhir.Drafts.ref;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.attune.examples.fhir.Chart;
import org.attune.examples.fhir.Codes;
import org.attune.examples.fhir.Drafts;
import org.attune.examples.fhir.Times;
import org.attune.examples.story.Client;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Enumerations.DocumentReferenceStatus;
import org.hl7.fhir.r4.model.Reference;

/** What the client, or who decides for the client, agreed to. */
public final class Consents {

  private final Chart chart;
  private final Reference signedForm;

  private Consents(Chart chart, Reference signedForm) {
    this.chart = chart;
    this.signedForm = signedForm;
  }

  /** Adds the consents and the form that was signed. */
  public static void add(Chart chart) {
    DocumentReference form = chart.add(form(chart), chart.client().key() + "/forms");
    Consents consents = new Consents(chart, Drafts.ref(form));
    consents.addAll();
  }

  private void addAll() {
    Client client = chart.client();
    plain(client.minor() ? "minor-treatment" : "treatment", "treatment");
    plain("privacy-practices", "patient-privacy");
    if (!client.incomplete()) {
      plain("missed-session-policy", "treatment");
    }
    if (!"never".equals(client.telehealth())) {
      plain("telehealth", "treatment");
    }
    if (client.tracks().stream().anyMatch(track -> "group".equals(track.kind()))) {
      plain("group-confidentiality", "patient-privacy");
    }
    if (client.partner() != null) {
      plain("couple-record-release", "patient-privacy");
    }
    if (client.selfPayRestriction()) {
      plain("self-pay-restriction", "patient-privacy");
    }
    if (chart.therapist().supervisor() != null) {
      plain("supervision", "treatment");
    }
    if ("primary-care".equals(client.source())) {
      Consent release = disclosure("release-of-information", "TREAT");
      release.getProvision().addClass_(documents());
    }
    if (client.sud()) {
      Consent part2 = disclosure("part-2-disclosure", "HPAYMT");
      part2.getProvision().addSecurityLabel(Codes.hl7("v3-ActCode", "SUD"));
      Consent notes = disclosure("sud-counseling-notes", "TREAT");
      notes.getProvision().addSecurityLabel(Codes.hl7("v3-ActCode", "42CFRPart2"));
    }
  }

  private static Coding documents() {
    return new Coding("http://hl7.org/fhir/resource-types", "Composition", null);
  }

  private Consent plain(String kind, String scope) {
    Consent consent = new Consent();
    LocalDate day = chart.firstDay();
    consent
        .setStatus(Consent.ConsentState.ACTIVE)
        .setScope(Codes.hl7Concept("consentscope", scope))
        .addCategory(Codes.ownConcept("consent-type", kind))
        .setPatient(chart.patient())
        .setDateTimeElement(Times.dateTime(chart.office(day)))
        .setPerformer(Coverages.deciding(chart))
        .addOrganization(Chart.organization())
        .setSource(signedForm.copy())
        .setPolicyRule(Codes.hl7Concept("v3-ActCode", "OPTIN"));
    return chart.add(consent, chart.client().key() + "/" + kind);
  }

  private Consent disclosure(String kind, String purpose) {
    Consent consent = plain(kind, "patient-privacy");
    Reference recipient =
        "HPAYMT".equals(purpose)
            ? ref("Organization", "payer/" + chart.client().coverage().get(0).payer())
            : ref("Practitioner", "stone", "Mark Stone, MD");
    consent
        .getProvision()
        .setType(ConsentProvisionType.PERMIT)
        .setPeriod(Times.period(chart.firstDay(), chart.firstDay().plusYears(2)))
        .addPurpose(Codes.hl7("v3-ActReason", purpose))
        .addActor()
        .setRole(Codes.hl7Concept("v3-ParticipationType", "IRCP"))
        .setReference(recipient);
    return consent;
  }

  private static DocumentReference form(Chart chart) {
    DocumentReference form = new DocumentReference();
    form.setStatus(DocumentReferenceStatus.CURRENT)
        .setType(
            new CodeableConcept(Codes.hl7("v3-NullFlavor", "UNK")).setText("Signed intake forms"))
        .addCategory(Codes.usCore("us-core-documentreference-category", "clinical-note"))
        .addCategory(Codes.ownConcept("document-kind", "signed-form"))
        .setSubject(chart.patient())
        .setDateElement(Times.instant(chart.office(chart.firstDay())))
        .addAuthor(chart.patient())
        .setCustodian(Chart.organization());
    form.addContent()
        .setFormat(
            new Coding(
                "http://ihe.net/fhir/ihe.formatcode.fhir/CodeSystem/formatcode",
                "urn:ihe:iti:xds:2017:mimeTypeSufficient",
                null))
        .getAttachment()
        .setContentType("text/plain")
        .setTitle("Signed intake forms")
        .setData(
            ("Forms of the practice, signed at the first visit by "
                    + chart.client().display()
                    + " or a guardian. Synthetic sample.")
                .getBytes(StandardCharsets.UTF_8));
    return form;
  }
}
