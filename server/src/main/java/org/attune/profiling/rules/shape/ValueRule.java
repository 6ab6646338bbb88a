package org.attune.profiling.rules.shape;

import java.util.Set;
import org.hl7.fhir.r4.model.Base;
import org.jspecify.annotations.Nullable;

/**
 * What an element may be.
 *
 * @param types its datatypes; empty if the profile leaves them as FHIR has them
 * @param targets resource types that it may refer to; empty likewise
 * @param pattern what it must hold at least
 * @param codes which codes it may have
 */
public record ValueRule(
    Set<String> types, Set<String> targets, @Nullable Base pattern, @Nullable CodeSet codes) {

  /** No rule. */
  public static final ValueRule ANY = new ValueRule(Set.of(), Set.of(), null, null);
}
