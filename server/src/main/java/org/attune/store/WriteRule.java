package org.attune.store;

import java.util.Set;

/**
 * A feature's rule about writes of some resource types. The store applies it to every route: plain
 * REST, batch and transaction entries, patch, and writes by other rules.
 */
public interface WriteRule {

  /** FHIR resource types that the rule looks at, for example {@code QuestionnaireResponse}. */
  Set<String> resourceTypes();

  /** Position among the rules; lower comes first. */
  default int order() {
    return 0;
  }

  /**
   * Called before anything of the write is stored. May change the resource.
   *
   * @throws RuleViolationException to refuse the write
   */
  default void beforeStore(Write write) {}

  /**
   * Called when the resource has its id and version, before the transaction commits. May write more
   * resources through the {@link RecordStore}; they belong to the same transaction.
   *
   * @throws RuleViolationException to refuse the write and all that belongs to its transaction
   */
  default void beforeCommit(Write write) {}
}
