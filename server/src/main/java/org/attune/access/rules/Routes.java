package org.attune.access.rules;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The one list that says which rule applies to each interaction and each operation. What is not in
 * it is closed, and an operation that is not in it keeps the server from starting.
 */
public final class Routes {

  /** Interactions by the codes of HAPI, which are those of FHIR where FHIR has one. */
  private static final Map<String, RouteRule> INTERACTIONS = interactions();

  /** Operations by level and name; those of one type by that type. */
  private static final Map<String, RouteRule> OPERATIONS = operations();

  private Routes() {}

  /** Where an operation is called. */
  public enum Level {
    /** On the server. */
    SYSTEM,
    /** On a type. */
    TYPE,
    /** On a resource. */
    INSTANCE
  }

  private static Map<String, RouteRule> interactions() {
    Map<String, RouteRule> rules = new LinkedHashMap<>();
    rules.put("metadata", RouteRule.OPEN);
    rules.put("read", RouteRule.SHOWN);
    rules.put("vread", RouteRule.VERSION);
    rules.put("history-instance", RouteRule.WHOLE_TYPE);
    rules.put("history-type", RouteRule.WHOLE_TYPE);
    rules.put("history-system", RouteRule.OPERATOR);
    rules.put("search-type", RouteRule.NARROWED);
    rules.put("search-system", RouteRule.OPERATOR);
    rules.put("get-page", RouteRule.OWN_PAGES);
    rules.put("create", RouteRule.CREATED);
    rules.put("update", RouteRule.UPDATED);
    rules.put("update-rewrite-history", RouteRule.OPERATOR);
    rules.put("patch", RouteRule.UPDATED);
    rules.put("delete", RouteRule.DELETED);
    rules.put("batch", RouteRule.ENTRIES);
    rules.put("transaction", RouteRule.ENTRIES);
    rules.put("graphql-request", RouteRule.OPERATOR);
    rules.put("add-tags", RouteRule.OPERATOR);
    rules.put("delete-tags", RouteRule.OPERATOR);
    rules.put("get-tags", RouteRule.OPERATOR);
    return Map.copyOf(rules);
  }

  private static Map<String, RouteRule> operations() {
    Map<String, RouteRule> rules = new LinkedHashMap<>();
    rules.put("INSTANCE Patient/$everything", RouteRule.WHOLE_RECORD);
    rules.put("TYPE Patient/$everything", RouteRule.WHOLE_RECORD);
    rules.put("INSTANCE Encounter/$everything", RouteRule.WHOLE_RECORD);
    rules.put("TYPE Encounter/$everything", RouteRule.WHOLE_RECORD);
    rules.put("INSTANCE Patient/$access-log", RouteRule.WHOLE_RECORD);
    rules.put("INSTANCE Patient/$break-glass", RouteRule.EMERGENCY);
    rules.put("TYPE AuditEvent/$verify", RouteRule.OPERATOR);
    rules.put("TYPE DocumentReference/$docref", RouteRule.NARROWED_OPERATION);
    rules.put("INSTANCE Composition/$document", RouteRule.WHOLE_RECORD);
    rules.put("INSTANCE Patient/$outcomes", RouteRule.NARROWED_OPERATION);
    rules.put("INSTANCE EpisodeOfCare/$outcomes", RouteRule.NARROWED_OPERATION);
    rules.put("INSTANCE Measure/$evaluate-measure", RouteRule.NARROWED_OPERATION);
    rules.put("TYPE Measure/$evaluate-measure", RouteRule.NARROWED_OPERATION);
    for (String type : new String[] {"CodeSystem", "ValueSet", "ConceptMap"}) {
      for (String name :
          new String[] {"$expand", "$validate-code", "$lookup", "$subsumes", "$translate"}) {
        rules.put("TYPE " + type + "/" + name, RouteRule.WHOLE_TYPE);
        rules.put("INSTANCE " + type + "/" + name, RouteRule.WHOLE_TYPE);
      }
    }
    rules.put("TYPE StructureDefinition/$snapshot", RouteRule.WHOLE_TYPE);
    rules.put("INSTANCE StructureDefinition/$snapshot", RouteRule.WHOLE_TYPE);
    rules.put("SYSTEM $meta", RouteRule.OPERATOR);
    rules.put("TYPE $meta", RouteRule.WHOLE_TYPE);
    rules.put("INSTANCE $meta", RouteRule.WHOLE_TYPE);
    rules.put("INSTANCE $meta-add", RouteRule.WHOLE_RECORD);
    rules.put("INSTANCE $meta-delete", RouteRule.WHOLE_RECORD);
    rules.put("TYPE $validate", RouteRule.WHOLE_RECORD);
    rules.put("INSTANCE $validate", RouteRule.WHOLE_RECORD);
    rules.put("SYSTEM $export", RouteRule.BULK);
    rules.put("TYPE Patient/$export", RouteRule.BULK);
    rules.put("INSTANCE Group/$export", RouteRule.BULK);
    rules.put("SYSTEM $export-poll-status", RouteRule.BULK);
    rules.put("SYSTEM $export-file", RouteRule.BULK);
    lookups(rules);
    return Map.copyOf(rules);
  }

  /** Further ways to look at the record. */
  private static void lookups(Map<String, RouteRule> rules) {
    rules.put("TYPE Observation/$lastn", RouteRule.NARROWED_OPERATION);
    rules.put("INSTANCE Patient/$summary", RouteRule.WHOLE_RECORD);
    rules.put("INSTANCE $diff", RouteRule.WHOLE_TYPE);
    rules.put("SYSTEM $graphql", RouteRule.WHOLE_RECORD);
    rules.put("INSTANCE $graphql", RouteRule.WHOLE_RECORD);
  }

  /** The rule of an interaction that is no operation. */
  public static Optional<RouteRule> interaction(String code) {
    return Optional.ofNullable(INTERACTIONS.get(code));
  }

  /**
   * The rule of an operation.
   *
   * @param type FHIR resource type; empty on the system level
   * @param name with its dollar sign
   */
  public static Optional<RouteRule> operation(Level level, String type, String name) {
    RouteRule ofType = OPERATIONS.get(level + " " + type + "/" + name);
    return Optional.ofNullable(ofType == null ? OPERATIONS.get(level + " " + name) : ofType);
  }

  /** All interactions, for documents and tests. */
  public static Map<String, RouteRule> interactionRules() {
    return INTERACTIONS;
  }

  /** All operations, for documents and tests. */
  public static Map<String, RouteRule> operationRules() {
    return OPERATIONS;
  }
}
