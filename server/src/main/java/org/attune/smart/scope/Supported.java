package org.attune.smart.scope;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The scopes that the server knows and lists. */
public final class Supported {

  /** Scopes that are not about resources. */
  public static final Set<String> CONTEXT_AND_IDENTITY =
      Set.of(
          "openid",
          "fhirUser",
          "profile",
          "launch",
          "launch/patient",
          "offline_access",
          "online_access");

  /**
   * Types for which US Core 7.0 asks a server to support a scope.
   *
   * @see <a href="https://hl7.org/fhir/us/core/STU7/scopes.html">US Core 7.0, SMART scopes</a>
   */
  public static final List<String> US_CORE_TYPES =
      List.of(
          "AllergyIntolerance",
          "CarePlan",
          "CareTeam",
          "Condition",
          "Coverage",
          "Device",
          "DiagnosticReport",
          "DocumentReference",
          "Encounter",
          "Goal",
          "Immunization",
          "MedicationDispense",
          "MedicationRequest",
          "Observation",
          "Organization",
          "Patient",
          "Practitioner",
          "PractitionerRole",
          "Procedure",
          "Provenance",
          "QuestionnaireResponse",
          "RelatedPerson",
          "ServiceRequest",
          "Specimen");

  private static final String CONDITION_CATEGORY =
      "http://terminology.hl7.org/CodeSystem/condition-category|";
  private static final String OBSERVATION_CATEGORY =
      "http://terminology.hl7.org/CodeSystem/observation-category|";

  /** Categories for which US Core 7.0 asks a server to support a granular scope, by type. */
  public static final Map<String, List<String>> US_CORE_CATEGORIES =
      Map.of(
          "Condition",
          List.of(
              CONDITION_CATEGORY + "encounter-diagnosis",
              CONDITION_CATEGORY + "problem-list-item",
              "http://hl7.org/fhir/us/core/CodeSystem/condition-category|health-concern"),
          "Observation",
          List.of(
              OBSERVATION_CATEGORY + "laboratory",
              OBSERVATION_CATEGORY + "social-history",
              OBSERVATION_CATEGORY + "vital-signs",
              OBSERVATION_CATEGORY + "survey",
              "http://hl7.org/fhir/us/core/CodeSystem/us-core-category|sdoh"));

  private Supported() {}

  /** The list that discovery publishes. */
  public static List<String> scopes() {
    List<String> scopes = new ArrayList<>(CONTEXT_AND_IDENTITY);
    scopes.sort(null);
    for (String level : List.of("patient", "user", "system")) {
      scopes.add(level + "/*.cruds");
      scopes.add(level + "/*.rs");
      US_CORE_TYPES.forEach(type -> scopes.add(level + "/" + type + ".rs"));
      new TreeMap<>(US_CORE_CATEGORIES)
          .forEach(
              (type, categories) ->
                  categories.forEach(category -> scopes.add(granular(level, type, category))));
    }
    return List.copyOf(scopes);
  }

  /** The scope to read and search what is in one category. */
  public static String granular(String level, String type, String category) {
    return level + "/" + type + ".rs?category=" + category;
  }
}
