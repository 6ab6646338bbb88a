package org.attune.examples.client;

import static org.attune.examples.fhir.Drafts.ref;

import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.util.List;
import org.attune.examples.fhir.Chart;
import org.attune.examples.fhir.Codes;
import org.attune.examples.fhir.Times;
import org.attune.examples.plan.Session;
import org.attune.examples.story.Client;
import org.attune.examples.story.Client.Referral;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Enumerations.DocumentReferenceStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;

/** How the client came, where the client was sent, and the papers that went with it. */
public final class Referrals {

  private static final String COUNSELLING = "409063005";

  private Referrals() {}

  /** Adds them. */
  public static void add(Chart chart) {
    Client client = chart.client();
    if ("primary-care".equals(client.source())) {
      addIncoming(chart);
    }
    Referral referral = client.referral();
    if (referral != null) {
      addOutgoing(chart, referral);
    }
    if (client.discharge() != null) {
      document(chart, "discharge", "18842-5", "Discharge summary", summary(client));
    }
    if (client.discharge() == null) {
      addReview(chart);
    }
  }

  private static String summary(Client client) {
    return switch (String.valueOf(client.discharge())) {
      case "lost-contact" ->
          "Closed after three missed appointments, two calls and a letter. May return at any time.";
      case "completed" ->
          "Ended as planned. Goals reviewed in the last session; what helps and early signs are on"
              + " a card that the client keeps.";
      default -> "Closed.";
    };
  }

  private static void addIncoming(Chart chart) {
    ZonedDateTime when = chart.office(chart.firstDay().minusDays(9));
    ServiceRequest request =
        request(chart, "therapy", when, ref("Practitioner", "stone", "Mark Stone, MD"));
    request
        .addPerformer(chart.practitioner(chart.therapist()))
        .setStatus(ServiceRequest.ServiceRequestStatus.COMPLETED)
        .addReasonReference(Problems.problem(chart.client(), chart.client().diagnoses().get(0)));
    chart.add(request, chart.client().key() + "/incoming");
    document(
        chart,
        "letter",
        "11488-4",
        "Referral letter",
        "Please see this patient for evaluation and treatment. Physical findings unremarkable.");
  }

  private static void addOutgoing(Chart chart, Referral referral) {
    Session session = chart.sessionAt(referral.week());
    Reference from = chart.practitioner(chart.practice().member(referral.from()));
    ServiceRequest request = request(chart, referral.type(), session.end(), from);
    request
        .setEncounter(ref("Encounter", session.key()))
        .setStatus(ServiceRequest.ServiceRequestStatus.COMPLETED)
        .addReasonReference(Problems.problem(chart.client(), chart.client().diagnoses().get(0)));
    Task task = new Task();
    if (referral.to() != null) {
      Reference to = chart.practitioner(chart.practice().member(referral.to()));
      request.addPerformer(to);
      task.setOwner(to.copy());
    } else {
      request.setPerformerType(new CodeableConcept().setText("Grief program of the hospital"));
      task.setOwner(from.copy());
    }
    chart.add(request, chart.client().key() + "/outgoing");
    task.setStatus(Task.TaskStatus.COMPLETED)
        .setIntent(Task.TaskIntent.ORDER)
        .setPriority(Task.TaskPriority.ROUTINE)
        .setCode(Codes.ownConcept("task-code", "referral"))
        .setFocus(ref("ServiceRequest", chart.client().key() + "/outgoing"))
        .setFor(chart.patient())
        .setAuthoredOnElement(Times.dateTime(session.end()))
        .setLastModifiedElement(Times.dateTime(session.end().plusDays(3)))
        .setRequester(from.copy());
    chart.add(task, chart.client().key() + "/referral");
  }

  private static ServiceRequest request(
      Chart chart, String type, ZonedDateTime when, Reference requester) {
    ServiceRequest request = new ServiceRequest();
    request
        .setIntent(ServiceRequest.ServiceRequestIntent.ORDER)
        .addCategory(Codes.snomed(COUNSELLING))
        .addCategory(Codes.ownConcept("referral-type", type))
        .setCode(Codes.ownConcept("referral-type", type))
        .setSubject(chart.patient())
        .setAuthoredOnElement(Times.dateTime(when))
        .setOccurrence(Times.period(when.toLocalDate(), when.toLocalDate().plusDays(60)))
        .setRequester(requester);
    return request;
  }

  private static void addReview(Chart chart) {
    Task task = new Task();
    task.setStatus(Task.TaskStatus.REQUESTED)
        .setIntent(Task.TaskIntent.PLAN)
        .setPriority(Task.TaskPriority.ROUTINE)
        .setCode(Codes.ownConcept("task-code", "plan-review"))
        .setFocus(ref("CarePlan", chart.client().key() + "/treatment"))
        .setFor(chart.patient())
        .setAuthoredOnElement(Times.dateTime(chart.lastDay()))
        .setRequester(Chart.organization())
        .setOwner(chart.practitioner(chart.therapist()));
    task.getRestriction()
        .setPeriod(Times.period(chart.calendar().today(), chart.calendar().today().plusDays(60)));
    chart.add(task, chart.client().key() + "/review");
  }

  private static void document(Chart chart, String key, String type, String title, String text) {
    boolean letter = "letter".equals(key);
    List<Session> sessions = chart.heldAlone();
    Session session = sessions.get(letter ? 0 : sessions.size() - 1);
    DocumentReference document = new DocumentReference();
    document
        .setStatus(DocumentReferenceStatus.CURRENT)
        .setType(Codes.loinc(type).setText(title))
        .addCategory(Codes.usCore("us-core-documentreference-category", "clinical-note"))
        .setSubject(chart.patient())
        .setDateElement(Times.instant(session.end()))
        .addAuthor(
            letter
                ? ref("Practitioner", "stone", "Mark Stone, MD")
                : chart.practitioner(session.clinician()))
        .setCustodian(Chart.organization());
    document
        .addContent()
        .setFormat(
            new Coding(
                "http://ihe.net/fhir/ihe.formatcode.fhir/CodeSystem/formatcode",
                "urn:ihe:iti:xds:2017:mimeTypeSufficient",
                null))
        .getAttachment()
        .setContentType("text/plain")
        .setTitle(title)
        .setData((text + " Synthetic sample.").getBytes(StandardCharsets.UTF_8));
    document
        .getContext()
        .addEncounter(ref("Encounter", session.key()))
        .setPeriod(Times.period(session.start(), session.end()));
    chart.add(document, chart.client().key() + "/" + key);
  }
}
