package org.attune.store.snapshot;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeSearchParam;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What belongs to a patient: the resources that refer to the patient by a parameter of the FHIR R4
 * patient compartment, and which others are worth having with them.
 */
public final class PatientCompartment {

  /** The name that the compartment and its centre share. */
  static final String PATIENT = "Patient";

  /** A list of members is of others as well: it goes along only when all its patients do. */
  static final String GROUP = "Group";

  static final String PROVENANCE = "Provenance";

  /** People, places and things that resources of patients refer to, and that hold none of them. */
  private static final Set<String> ASSOCIATED =
      Set.of(
          "Endpoint",
          "HealthcareService",
          "Location",
          "Medication",
          "Organization",
          "Practitioner",
          "PractitionerRole",
          "Substance");

  private final FhirContext context;
  private final Set<String> types;
  private final List<String> paths;

  /** Reads the compartment's definition from the search parameters of R4. */
  public PatientCompartment(FhirContext context) {
    this.context = context;
    Set<String> found = new TreeSet<>(Set.of(PATIENT));
    Set<String> links = new TreeSet<>();
    for (String type : context.getResourceTypes()) {
      if (!PATIENT.equals(type) && !parameters(type).isEmpty()) {
        found.add(type);
        parameters(type).forEach(parameter -> links.addAll(paths(parameter, type)));
      }
    }
    this.types = Set.copyOf(found);
    this.paths = List.copyOf(links);
  }

  /** Types of the compartment. */
  public Set<String> types() {
    return types;
  }

  /** Types outside it, of which what the compartment refers to is read too. */
  public Set<String> associated() {
    return ASSOCIATED;
  }

  /** Paths of references that make a resource belong to a patient, as HAPI notes them in links. */
  List<String> paths() {
    return paths;
  }

  private List<RuntimeSearchParam> parameters(String type) {
    return context.getResourceDefinition(type).getSearchParamsForCompartmentName(PATIENT);
  }

  private static List<String> paths(RuntimeSearchParam parameter, String type) {
    return Stream.of(parameter.getPathsSplitForResourceType(type), parameter.getPathsSplit())
        .flatMap(List::stream)
        .map(String::strip)
        .filter(path -> path.startsWith(type + "."))
        .distinct()
        .toList();
  }
}
