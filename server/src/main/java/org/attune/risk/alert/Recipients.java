package org.attune.risk.alert;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.attune.store.Caller;
import org.attune.store.RecordStore;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.EpisodeOfCare;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Schedule;
import org.hl7.fhir.r4.model.Slot;
import org.hl7.fhir.r4.model.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds who is to follow up an alert. There is always somebody. */
@Component
class Recipients {

  private static final String OWN = "https://attune.org/fhir/CodeSystem/";
  private static final Set<String> CLINICIANS = Set.of("Practitioner", "PractitionerRole");

  private final RecordStore records;
  private final Clock clock;

  Recipients(RecordStore records, Clock clock) {
    this.records = records;
    this.clock = clock;
  }

  /**
   * Makes a task the work of the care manager of the client's active episode of care; else of the
   * first clinician in an active care team; else of the general practitioner if that is someone
   * with a role in the practice; else of whoever is on call now; else of the practice.
   */
  void address(Task task, Caller caller, String patient) {
    task.addPerformerType().setText("Clinician");
    Stream.<Supplier<Optional<Reference>>>of(
            () -> careManager(caller, patient),
            () -> careTeam(caller, patient),
            () -> generalPractitioner(caller, patient),
            () -> onCall(caller),
            () -> practice(caller, patient))
        .map(Supplier::get)
        .flatMap(Optional::stream)
        .findFirst()
        .ifPresent(task::setOwner);
  }

  private Optional<Reference> careManager(Caller caller, String patient) {
    return records
        .search(
            caller,
            EpisodeOfCare.class,
            "patient=Patient/" + patient + "&status=active&_sort=-date&_count=20")
        .stream()
        .map(EpisodeOfCare::getCareManager)
        .filter(Recipients::isClinician)
        .map(Recipients::plain)
        .findFirst();
  }

  private Optional<Reference> careTeam(Caller caller, String patient) {
    return records
        .search(caller, CareTeam.class, "patient=Patient/" + patient + "&status=active&_count=20")
        .stream()
        .flatMap(team -> team.getParticipant().stream())
        .filter(participant -> isNow(participant.getPeriod().getEnd()))
        .map(CareTeam.CareTeamParticipantComponent::getMember)
        .filter(Recipients::isClinician)
        .map(Recipients::plain)
        .findFirst();
  }

  private boolean isNow(@Nullable Date end) {
    return end == null || end.toInstant().isAfter(clock.instant());
  }

  private Optional<Reference> generalPractitioner(Caller caller, String patient) {
    return records.read(caller, Patient.class, "Patient/" + patient).stream()
        .flatMap(known -> known.getGeneralPractitioner().stream())
        .filter(Recipients::isClinician)
        .filter(reference -> isOfThePractice(caller, reference))
        .map(Recipients::plain)
        .findFirst();
  }

  /** A family doctor elsewhere would not see the task. */
  private boolean isOfThePractice(Caller caller, Reference clinician) {
    String id = clinician.getReferenceElement().getIdPart();
    String query =
        "Practitioner".equals(clinician.getReferenceElement().getResourceType())
            ? "practitioner=Practitioner/" + id
            : "_id=" + id;
    return records.search(caller, PractitionerRole.class, query + "&active=true&_count=20").stream()
        .flatMap(role -> role.getCode().stream())
        .flatMap(code -> code.getCoding().stream())
        .anyMatch(coding -> (OWN + "practice-role").equals(coding.getSystem()));
  }

  private Optional<Reference> onCall(Caller caller) {
    Instant now = clock.instant();
    return records
        .search(
            caller,
            Slot.class,
            "service-category="
                + OWN
                + "service-category%7Con-call&start=le"
                + now.truncatedTo(ChronoUnit.SECONDS)
                + "&_sort=-start&_count=50")
        .stream()
        .filter(slot -> slot.getStatus() != Slot.SlotStatus.ENTEREDINERROR)
        .filter(slot -> slot.getEnd() != null && slot.getEnd().toInstant().isAfter(now))
        .map(slot -> slot.getSchedule().getReferenceElement().getIdPart())
        .flatMap(id -> records.read(caller, Schedule.class, "Schedule/" + id).stream())
        .flatMap(schedule -> schedule.getActor().stream())
        .filter(Recipients::isClinician)
        .map(Recipients::plain)
        .findFirst();
  }

  private Optional<Reference> practice(Caller caller, String patient) {
    List<Organization> practices =
        records.search(
            caller,
            Organization.class,
            "type="
                + OWN
                + "organization-kind%7Cpractice&active=true&_sort=_lastUpdated&_count=20");
    Optional<String> managing =
        records
            .read(caller, Patient.class, "Patient/" + patient)
            .map(known -> known.getManagingOrganization().getReferenceElement().getIdPart());
    return practices.stream()
        .map(Resource::getIdElement)
        .map(id -> id.getIdPart())
        .sorted(Comparator.comparing(id -> managing.filter(id::equals).isEmpty()))
        .map(id -> new Reference("Organization/" + id))
        .findFirst();
  }

  private static boolean isClinician(Reference reference) {
    String type = reference.getReferenceElement().getResourceType();
    return type != null && CLINICIANS.contains(type) && reference.getReferenceElement().hasIdPart();
  }

  private static Reference plain(Reference reference) {
    return new Reference(
        reference.getReferenceElement().getResourceType()
            + "/"
            + reference.getReferenceElement().getIdPart());
  }
}
