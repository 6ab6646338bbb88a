package org.attune.audit.capture.trail;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeSearchParam;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.exceptions.FHIRException;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Finds the patients that a resource is about: those in whose compartment it is (FHIR R4,
 * CompartmentDefinition/patient). The paths of the compartment's search parameters are followed by
 * element names alone, which costs a small part of evaluating them.
 */
public final class PatientFinder {

  private static final String PATIENT = "Patient";

  private final FhirContext context;
  private final Map<String, List<String[]>> paths = new ConcurrentHashMap<>();

  public PatientFinder(FhirContext context) {
    this.context = context;
  }

  /** Logical ids, in the order of the resource's elements; none if it is about no patient. */
  public List<String> find(Resource resource) {
    String type = resource.fhirType();
    Set<String> ids = new LinkedHashSet<>();
    if (PATIENT.equals(type)) {
      ids.add(resource.getIdElement().getIdPart());
    }
    for (String[] path : paths.computeIfAbsent(type, this::pathsOf)) {
      collect(resource, path, 0, ids);
    }
    return new ArrayList<>(ids);
  }

  private List<String[]> pathsOf(String type) {
    List<String[]> found = new ArrayList<>();
    for (RuntimeSearchParam parameter :
        context.getResourceDefinition(type).getSearchParamsForCompartmentName(PATIENT)) {
      for (String alternative : parameter.getPath().split("\\|", -1)) {
        String path = names(alternative.strip());
        if (path.startsWith(type + ".")) {
          found.add(path.substring(type.length() + 1).split("\\."));
        }
      }
    }
    if ("Binary".equals(type)) {
      found.add(new String[] {"securityContext"});
    }
    return found;
  }

  /** Takes functions and casts out of a FHIRPath, so that only names of elements stay. */
  private static String names(String fhirPath) {
    String plain =
        fhirPath.replaceAll("\\.(where|as|ofType|resolve)\\((?:[^()]|\\([^()]*\\))*\\)", "");
    return plain.replaceAll("[()]", "").replaceAll(" as \\w+", "");
  }

  private static void collect(Base at, String[] path, int depth, Set<String> ids) {
    if (depth == path.length) {
      if (at instanceof Reference reference) {
        String id = patientId(reference.getReference());
        if (id != null) {
          ids.add(id);
        }
      }
      return;
    }
    for (Base child : children(at, path[depth])) {
      if (child != null) {
        collect(child, path, depth + 1, ids);
      }
    }
  }

  private static Base[] children(Base at, String name) {
    try {
      Base[] found = at.getProperty(name.hashCode(), name, false);
      return found == null ? new Base[0] : found;
    } catch (FHIRException noSuchElement) {
      return new Base[0];
    }
  }

  /** The id of a reference to a patient, relative or absolute, with or without a version. */
  public static @Nullable String patientId(@Nullable String reference) {
    if (reference == null) {
      return null;
    }
    int start = reference.lastIndexOf("Patient/");
    if (start < 0 || (start > 0 && reference.charAt(start - 1) != '/')) {
      return null;
    }
    int from = start + PATIENT.length() + 1;
    int end = reference.indexOf('/', from);
    String id = end < 0 ? reference.substring(from) : reference.substring(from, end);
    return id.isEmpty() || id.indexOf('?') >= 0 ? null : id;
  }
}
