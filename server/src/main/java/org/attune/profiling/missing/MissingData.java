package org.attune.profiling.missing;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import java.time.Clock;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.attune.store.Write;
import org.attune.store.WriteRule;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.springframework.stereotype.Component;

/**
 * Completes what the profiles of whole types require and a sender may not have: an identifier is
 * given, a code or name that is absent is said to be unknown, what FHIR assumes when nothing is
 * said (an organization is active) is said. So other people's data is neither refused for what they
 * do not know, nor stored in a form that US Core clients cannot read. What profiles of a certain
 * kind require (a claim, a plan, a score) is left to the sender.
 *
 * @see <a href="https://hl7.org/fhir/us/core/STU7/general-requirements.html#missing-data">US Core
 *     7.0.0, missing data</a>
 */
@Component
class MissingData implements WriteRule {

  /** Before the rule that decides on the profile, which looks at the completed resource. */
  private static final int ORDER = -2_000;

  private final Clock clock;
  private final Map<String, BiConsumer<Resource, Write>> completions =
      Map.of(
          "Patient", (resource, write) -> patient((Patient) resource, write),
          "Practitioner", (resource, write) -> practitioner((Practitioner) resource, write),
          "Organization", (resource, write) -> organization((Organization) resource),
          "RelatedPerson", (resource, write) -> relatedPerson((RelatedPerson) resource),
          "Encounter", (resource, write) -> encounter((Encounter) resource),
          "Observation", (resource, write) -> observation((Observation) resource),
          "Condition", (resource, write) -> condition((Condition) resource),
          "CarePlan", (resource, write) -> carePlan((CarePlan) resource),
          "ServiceRequest", (resource, write) -> serviceRequest((ServiceRequest) resource),
          "QuestionnaireResponse",
              (resource, write) -> response((QuestionnaireResponse) resource, write));

  MissingData(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Set<String> resourceTypes() {
    return completions.keySet();
  }

  @Override
  public int order() {
    return ORDER;
  }

  @Override
  public void beforeStore(Write write) {
    BiConsumer<Resource, Write> completion = completions.get(write.resource().fhirType());
    if (completion != null && write.kind() != Write.Kind.DELETE && !write.origin().metaOnly()) {
      completion.accept(write.resource(), write);
    }
  }

  private static void patient(Patient patient, Write write) {
    if (!patient.hasIdentifier()) {
      patient.addIdentifier(
          Absent.identifier(write.before() instanceof Patient old ? old.getIdentifier() : null));
    }
    if (!patient.hasName()) {
      patient.addName().addExtension(Absent.extension());
    }
    if (!patient.hasGender()) {
      patient.setGender(AdministrativeGender.UNKNOWN);
    }
  }

  private static void practitioner(Practitioner practitioner, Write write) {
    if (!practitioner.hasIdentifier()) {
      practitioner.addIdentifier(
          Absent.identifier(
              write.before() instanceof Practitioner old ? old.getIdentifier() : null));
    }
    if (!practitioner.hasName() || !practitioner.getNameFirstRep().hasFamilyElement()) {
      practitioner.getNameFirstRep().getFamilyElement().addExtension(Absent.extension());
    }
  }

  /** FHIR R4, Organization.active: assumed to be active if nothing is said. */
  private static void organization(Organization organization) {
    if (!organization.hasActive()) {
      organization.setActive(true);
    }
  }

  /** FHIR R4, RelatedPerson.active: assumed to be active if nothing is said. */
  private static void relatedPerson(RelatedPerson person) {
    if (!person.hasActive()) {
      person.setActive(true);
    }
  }

  private static void encounter(Encounter encounter) {
    if (!encounter.hasType()) {
      encounter.addType(Absent.concept());
    }
  }

  private static void observation(Observation observation) {
    if (!observation.hasCategory()) {
      observation.addCategory(Absent.concept());
    }
    if (!observation.hasValue()
        && !observation.hasDataAbsentReason()
        && !observation.hasComponent()
        && !observation.hasHasMember()) {
      observation.setDataAbsentReason(Absent.concept());
    }
  }

  private static void condition(Condition condition) {
    if (!condition.hasCategory()) {
      condition.addCategory(Absent.concept());
    }
    if (!condition.hasCode()) {
      condition.setCode(Absent.concept());
    }
  }

  /** US Core 7.0.0, CarePlan: every care plan has this category. */
  private static void carePlan(CarePlan plan) {
    if (!plan.hasCategory()) {
      plan.addCategory()
          .addCoding()
          .setSystem("http://hl7.org/fhir/us/core/CodeSystem/careplan-category")
          .setCode("assess-plan");
    }
  }

  private static void serviceRequest(ServiceRequest request) {
    if (!request.hasCode()) {
      request.setCode(Absent.concept());
    }
  }

  /** Without a time of its own a response was answered when it arrived. */
  private void response(QuestionnaireResponse response, Write write) {
    if (!response.hasAuthored()) {
      if (write.before() instanceof QuestionnaireResponse old && old.hasAuthored()) {
        response.setAuthoredElement(old.getAuthoredElement().copy());
      } else {
        response.setAuthored(Date.from(clock.instant()));
        response.getAuthoredElement().setPrecision(TemporalPrecisionEnum.SECOND);
        response.getAuthoredElement().setTimeZoneZulu(true);
      }
    }
  }
}
