package org.attune.access.rules;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Resource;

/**
 * Why a client comes: what is left out for those who need to know that and when somebody comes, but
 * not why (45 CFR 164.514(d), minimum necessary).
 */
public final class Reasons {

  /** FHIR's mark of a resource that is not whole. */
  private static final Coding SUBSETTED =
      new Coding("http://terminology.hl7.org/CodeSystem/v3-ObservationValue", "SUBSETTED", null);

  private static final Map<String, List<String>> ELEMENTS =
      Map.of(
          "Appointment",
          List.of(
              "reasonCode",
              "reasonReference",
              "description",
              "comment",
              "patientInstruction",
              "supportingInformation",
              "basedOn"),
          "CareTeam",
          List.of("category", "reasonCode", "reasonReference", "note"),
          "Encounter",
          List.of("reasonCode", "reasonReference", "diagnosis", "basedOn"));

  private static final Map<String, Consumer<Resource>> CLEAR =
      Map.of(
          "Appointment", resource -> clear((Appointment) resource),
          "CareTeam", resource -> clear((CareTeam) resource),
          "Encounter", resource -> clear((Encounter) resource));

  /** Search parameters that tell of the elements, by type. */
  private static final Map<String, Set<String>> PARAMETERS =
      Map.of(
          "Appointment", Set.of("reason-code", "reason-reference", "supporting-info", "based-on"),
          "CareTeam", Set.of("category"),
          "Encounter", Set.of("reason-code", "reason-reference", "diagnosis", "based-on"));

  private Reasons() {}

  /** Types that have reasons. */
  public static Set<String> types() {
    return ELEMENTS.keySet();
  }

  /** Whether a search parameter of a type tells of reasons. */
  public static boolean tells(String type, String parameter) {
    return PARAMETERS.getOrDefault(type, Set.of()).contains(parameter);
  }

  /** Takes the reasons out of a resource, and marks it as not whole; other types stay. */
  public static void takeOut(Resource resource) {
    Consumer<Resource> clear = CLEAR.get(resource.fhirType());
    if (clear != null) {
      clear.accept(resource);
      ((DomainResource) resource).setText(null);
      resource.getMeta().addTag(SUBSETTED.copy());
    }
  }

  /**
   * Puts the reasons back that somebody has not seen who writes the rest anew.
   *
   * @return the element that they would change; empty if none
   */
  public static String putBack(Resource before, Resource after) {
    for (String element : ELEMENTS.getOrDefault(after.fhirType(), List.of())) {
      List<Base> old = values(before, element);
      List<Base> given = values(after, element);
      if (given.isEmpty()) {
        old.forEach(value -> after.setProperty(element, value));
      } else if (!Base.compareDeep(old, given, false)) {
        return element;
      }
    }
    after
        .getMeta()
        .getTag()
        .removeIf(
            tag ->
                SUBSETTED.getSystem().equals(tag.getSystem())
                    && SUBSETTED.getCode().equals(tag.getCode()));
    return "";
  }

  private static List<Base> values(Resource resource, String element) {
    return resource.getNamedProperty(element).getValues();
  }

  private static void clear(Appointment appointment) {
    appointment
        .setReasonCode(null)
        .setReasonReference(null)
        .setDescription(null)
        .setComment(null)
        .setPatientInstruction(null)
        .setSupportingInformation(null)
        .setBasedOn(null);
  }

  private static void clear(CareTeam team) {
    team.setCategory(null).setReasonCode(null).setReasonReference(null).setNote(null);
  }

  private static void clear(Encounter encounter) {
    encounter.setReasonCode(null).setReasonReference(null).setDiagnosis(null).setBasedOn(null);
  }
}
