package org.attune.access.rules;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.function.BiConsumer;
import org.attune.access.rules.Grant.Relation;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.EpisodeOfCare;
import org.hl7.fhir.r4.model.EpisodeOfCare.EpisodeOfCareStatus;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.jspecify.annotations.Nullable;

/** Tells which grants a resource of the record stands for. */
public final class GrantSources {

  private static final String SUPERVISION =
      "https://attune.org/fhir/StructureDefinition/supervision";

  /** Whoever else is in a care team, such as a mother, is not let into charts by that. */
  private static final Set<String> CARERS =
      Set.of("Practitioner", "PractitionerRole", "Organization", "CareTeam");

  private static final Set<EpisodeOfCareStatus> UNDER_WAY =
      EnumSet.of(
          EpisodeOfCareStatus.PLANNED,
          EpisodeOfCareStatus.WAITLIST,
          EpisodeOfCareStatus.ACTIVE,
          EpisodeOfCareStatus.ONHOLD);

  private static final Set<ServiceRequestStatus> REFERRED =
      EnumSet.of(
          ServiceRequestStatus.ACTIVE, ServiceRequestStatus.ONHOLD, ServiceRequestStatus.COMPLETED);

  private static final Map<String, BiConsumer<Resource, Collected>> SOURCES =
      Map.of(
          "CareTeam", (resource, grants) -> careTeam((CareTeam) resource, grants),
          "Consent", (resource, grants) -> consent((Consent) resource, grants),
          "EpisodeOfCare", (resource, grants) -> episode((EpisodeOfCare) resource, grants),
          "Patient", (resource, grants) -> patient((Patient) resource, grants),
          "PractitionerRole", (resource, grants) -> role((PractitionerRole) resource, grants),
          "RelatedPerson", (resource, grants) -> related((RelatedPerson) resource, grants),
          "ServiceRequest", (resource, grants) -> referral((ServiceRequest) resource, grants));

  private GrantSources() {}

  /** Types of which resources stand for grants. */
  public static Set<String> types() {
    return SOURCES.keySet();
  }

  /** The grants that a resource stands for, each once; none if it is of another type. */
  public static Set<Grant> of(Resource resource) {
    Collected grants = new Collected();
    SOURCES.getOrDefault(resource.fhirType(), (other, none) -> {}).accept(resource, grants);
    return Set.copyOf(grants.all);
  }

  /** All members treat the patient, as long as the team and their part in it last. */
  private static void careTeam(CareTeam team, Collected grants) {
    String self = "CareTeam/" + team.getIdElement().getIdPart();
    boolean active =
        !team.hasStatus()
            || team.getStatus() == CareTeam.CareTeamStatus.ACTIVE
            || team.getStatus() == CareTeam.CareTeamStatus.PROPOSED;
    if (active) {
      grants.patient(self, Relation.TREATS, team.getSubject(), team.getPeriod());
    }
    for (CareTeam.CareTeamParticipantComponent participant : team.getParticipant()) {
      grants.actor(participant.getMember(), Relation.STANDS_FOR, self, participant.getPeriod());
    }
  }

  /** The care manager keeps the chart when the episode is over; the team does not. */
  private static void episode(EpisodeOfCare episode, Collected grants) {
    boolean underWay = UNDER_WAY.contains(episode.getStatus());
    if (underWay || episode.getStatus() == EpisodeOfCareStatus.FINISHED) {
      grants.patient(episode.getCareManager(), episode.getPatient(), new Period());
    }
    if (underWay) {
      episode
          .getTeam()
          .forEach(team -> grants.patient(team, episode.getPatient(), episode.getPeriod()));
    }
  }

  private static void patient(Patient patient, Collected grants) {
    Reference self = new Reference("Patient/" + patient.getIdElement().getIdPart());
    patient
        .getGeneralPractitioner()
        .forEach(practitioner -> grants.patient(practitioner, self, new Period()));
  }

  /** Who refers a client and who is asked to treat them. */
  private static void referral(ServiceRequest request, Collected grants) {
    if (REFERRED.contains(request.getStatus())) {
      grants.patient(request.getRequester(), request.getSubject(), new Period());
      request
          .getPerformer()
          .forEach(performer -> grants.patient(performer, request.getSubject(), new Period()));
    }
  }

  /** A person and their roles are one; a supervisor is tied to the role. */
  private static void role(PractitionerRole role, Collected grants) {
    if (role.hasActive() && !role.getActive()) {
      return;
    }
    Reference self = new Reference("PractitionerRole/" + role.getIdElement().getIdPart());
    Reference holder = role.getPractitioner();
    if (Collected.names(holder, CARERS)) {
      grants.actor(holder, Relation.STANDS_FOR, self.getReference(), role.getPeriod());
      grants.actor(self, Relation.STANDS_FOR, holder.getReference(), role.getPeriod());
    }
    for (Extension supervision : role.getExtensionsByUrl(SUPERVISION)) {
      Extension supervisor = supervision.getExtensionByUrl("supervisor");
      Extension period = supervision.getExtensionByUrl("period");
      if (supervisor != null && supervisor.getValue() instanceof Reference reference) {
        grants.actor(
            reference,
            Relation.SUPERVISES,
            self.getReference(),
            period != null && period.getValue() instanceof Period time ? time : new Period());
      }
    }
  }

  private static void related(RelatedPerson person, Collected grants) {
    if (!person.hasActive() || person.getActive()) {
      grants.patient(
          "RelatedPerson/" + person.getIdElement().getIdPart(),
          Relation.ACTS_FOR,
          person.getPatient(),
          person.getPeriod());
    }
  }

  /**
   * A consent that names an actor lets them in or bars them. One that permits only a part, such as
   * some documents or one purpose, lets nobody into the whole chart; one that denies a part bars
   * from the whole, for less cannot be told from the grants.
   */
  private static void consent(Consent consent, Collected grants) {
    if (consent.getStatus() == ConsentState.ACTIVE) {
      provision(consent, consent.getProvision(), grants);
    }
  }

  private static void provision(Consent consent, ProvisionComponent provision, Collected grants) {
    boolean denies = provision.getType() == ConsentProvisionType.DENY;
    boolean permits = provision.getType() == ConsentProvisionType.PERMIT && whole(provision);
    for (Consent.provisionActorComponent actor : provision.getActor()) {
      String who = Collected.reference(actor.getReference());
      boolean person = who.startsWith("RelatedPerson/");
      if (denies) {
        grants.patient(who, Relation.BARRED, consent.getPatient(), provision.getPeriod());
      } else if (permits) {
        grants.patient(
            who,
            person ? Relation.ACTS_FOR : Relation.TREATS,
            consent.getPatient(),
            provision.getPeriod());
      }
    }
    provision.getProvision().forEach(inner -> provision(consent, inner, grants));
  }

  private static boolean whole(ProvisionComponent provision) {
    return !provision.hasClass_()
        && !provision.hasCode()
        && !provision.hasData()
        && !provision.hasDataPeriod()
        && !provision.hasPurpose()
        && !provision.hasSecurityLabel()
        && !provision.hasProvision();
  }

  /** The grants of one resource. */
  private static final class Collected {

    /** Lengths of dates of that precision. */
    private static final int YEAR = 4;

    private static final int MONTH = 7;
    private static final int DAY = 10;
    private static final String RELATIVE = "[A-Z][A-Za-z]+/[A-Za-z0-9.-]{1,64}";

    private final List<Grant> all = new ArrayList<>();

    static String reference(Reference reference) {
      String text = reference.getReference();
      return text == null || !text.matches(RELATIVE) ? "" : text;
    }

    static boolean names(Reference reference, Set<String> types) {
      String text = reference(reference);
      return !text.isEmpty() && types.contains(text.substring(0, text.indexOf('/')));
    }

    void patient(Reference actor, Reference patient, Period period) {
      if (names(actor, CARERS)) {
        patient(reference(actor), Relation.TREATS, patient, period);
      }
    }

    void patient(String actor, Relation relation, Reference patient, Period period) {
      String id = reference(patient);
      if (!actor.isEmpty() && id.startsWith("Patient/")) {
        add(actor, relation, id.substring(id.indexOf('/') + 1), period);
      }
    }

    void actor(Reference actor, Relation relation, String object, Period period) {
      if (names(actor, CARERS)) {
        add(reference(actor), relation, object, period);
      }
    }

    private void add(String actor, Relation relation, String object, Period period) {
      all.add(new Grant(actor, relation, object, start(period), end(period)));
    }

    private static @Nullable Instant start(Period period) {
      return period.hasStart() ? period.getStart().toInstant() : null;
    }

    /** The end belongs to the period (FHIR R4, data type Period): a day to its last moment. */
    private static @Nullable Instant end(Period period) {
      if (!period.hasEnd()) {
        return null;
      }
      TimeZone zone = period.getEndElement().getTimeZone();
      return period
          .getEnd()
          .toInstant()
          .atZone((zone == null ? TimeZone.getDefault() : zone).toZoneId())
          .plus(1, precision(period.getEndElement().getValueAsString()))
          .toInstant();
    }

    private static ChronoUnit precision(String text) {
      return switch (text.length()) {
        case YEAR -> ChronoUnit.YEARS;
        case MONTH -> ChronoUnit.MONTHS;
        case DAY -> ChronoUnit.DAYS;
        default -> text.indexOf('.') < 0 ? ChronoUnit.SECONDS : ChronoUnit.MILLIS;
      };
    }
  }
}
