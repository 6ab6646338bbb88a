package org.attune.access;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import ca.uhn.fhir.util.FhirTerser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.attune.access.rules.PayerLabels;
import org.attune.access.rules.Reach;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/**
 * Which element of a resource names its patient and which its category, so that a search narrowed
 * in the database and a look at one resource come to the same answer.
 */
@Component
class PatientLinks {

  private static final String PATIENT = "Patient";

  /** Finds nothing: no id has this form. */
  private static final String NOTHING = "_id=no_one";

  /** Types that hold no patient's data; all others without a patient stay closed to patients. */
  private static final Set<String> OF_NOBODY =
      Set.of(
          "ActivityDefinition",
          "CapabilityStatement",
          "CodeSystem",
          "ConceptMap",
          "Endpoint",
          "HealthcareService",
          "InsurancePlan",
          "Library",
          "Location",
          "Measure",
          "Medication",
          "MedicationKnowledge",
          "NamingSystem",
          "OperationDefinition",
          "Organization",
          "OrganizationAffiliation",
          "PlanDefinition",
          "Practitioner",
          "PractitionerRole",
          "Questionnaire",
          "SearchParameter",
          "StructureDefinition",
          "Substance",
          "ValueSet");

  /** Types whose searches no hook of the store narrows: reached whole or not at all. */
  private static final Set<String> SERVED_ELSEWHERE = Set.of("AuditEvent");

  private final FhirContext context;
  private final FhirTerser terser;
  private final Map<String, List<String>> patients = new HashMap<>();
  private final Map<String, List<String>> categories = new HashMap<>();

  PatientLinks(FhirContext context) {
    this.context = context;
    this.terser = context.newTerser();
    for (String type : context.getResourceTypes()) {
      if (SERVED_ELSEWHERE.contains(type)) {
        continue;
      }
      RuntimeSearchParam patient = context.getResourceDefinition(type).getSearchParam("patient");
      if (patient != null) {
        patients.put(type, paths(type, patient));
      }
      RuntimeSearchParam category = context.getResourceDefinition(type).getSearchParam("category");
      if (category != null) {
        categories.put(type, paths(type, category));
      }
    }
  }

  /** A parameter's paths within one type, without conditions on the target. */
  private static List<String> paths(String type, RuntimeSearchParam parameter) {
    List<String> paths = new ArrayList<>();
    for (String alternative : parameter.getPath().split("\\|", -1)) {
      String path = alternative.strip().replaceAll("\\.where\\(.*", "");
      if (path.startsWith(type + ".")) {
        paths.add(path);
      }
    }
    return paths;
  }

  Reach.Kind kind(String type) {
    return new Reach.Kind(type, owner(type), categories.containsKey(type));
  }

  private Reach.Owner owner(String type) {
    if (PATIENT.equals(type) || patients.containsKey(type)) {
      return Reach.Owner.PATIENT;
    }
    return OF_NOBODY.contains(type) ? Reach.Owner.NOBODY : Reach.Owner.UNKNOWN;
  }

  /**
   * The types that a reference may lead to.
   *
   * @param types that have the search parameter
   * @param link name of the parameter, behind a colon perhaps the type that it leads to; for one
   *     that is no reference, or unknown, the result is empty
   */
  Set<String> targets(Set<String> types, String link) {
    int colon = link.indexOf(':');
    if (colon >= 0) {
      return Set.of(link.substring(colon + 1));
    }
    Set<String> targets = new HashSet<>();
    for (String type : types) {
      RuntimeSearchParam parameter = context.getResourceDefinition(type).getSearchParam(link);
      if (parameter != null && parameter.getParamType() == RestSearchParameterTypeEnum.REFERENCE) {
        targets.addAll(parameter.getTargets());
      }
    }
    return targets;
  }

  /** The search parameters that keep a search within a part. */
  static String query(String type, Reach.Part part) {
    List<String> parameters = new ArrayList<>();
    Reach.Patients patients = part.patients();
    if (patients != null && patients.ids().isEmpty()) {
      return NOTHING;
    }
    if (patients != null) {
      String prefix = PATIENT.equals(type) ? "" : PATIENT + "/";
      parameters.add(
          (PATIENT.equals(type) ? "_id=" : "patient=")
              + patients.ids().stream().map(id -> prefix + id).collect(Collectors.joining(",")));
    }
    if (part.label() != null) {
      parameters.add("_security=" + PayerLabels.SYSTEM + "|" + part.label());
    }
    if (!part.categories().isEmpty()) {
      parameters.add("category=" + String.join(",", part.categories()));
    }
    return String.join("&", parameters);
  }

  /** Whether a resource lies within a part. */
  boolean holds(Reach.Part part, Resource resource) {
    Reach.Patients limit = part.patients();
    return (limit == null || ofPatient(limit.ids(), resource))
        && (part.label() == null || PayerLabels.present(resource.getMeta()).contains(part.label()))
        && inCategory(part, resource);
  }

  private boolean ofPatient(Set<String> ids, Resource resource) {
    if (PATIENT.equals(resource.fhirType())) {
      String id = resource.getIdElement().getIdPart();
      return id != null && ids.contains(id);
    }
    return values(patients, resource).stream()
        .anyMatch(value -> value instanceof Reference reference && names(ids, reference));
  }

  private static boolean names(Set<String> ids, Reference reference) {
    IdType id = new IdType(reference.getReference());
    return PATIENT.equals(id.getResourceType())
        && !id.isAbsolute()
        && id.getIdPart() != null
        && ids.contains(id.getIdPart());
  }

  private boolean inCategory(Reach.Part part, Resource resource) {
    return part.categories().isEmpty()
        || values(categories, resource).stream()
            .filter(CodeableConcept.class::isInstance)
            .flatMap(value -> ((CodeableConcept) value).getCoding().stream())
            .anyMatch(
                coding -> part.categories().contains(coding.getSystem() + "|" + coding.getCode()));
  }

  private List<IBase> values(Map<String, List<String>> paths, Resource resource) {
    List<IBase> values = new ArrayList<>();
    for (String path : paths.getOrDefault(resource.fhirType(), List.of())) {
      values.addAll(terser.getValues(resource, path));
    }
    return values;
  }
}
