package org.attune.smart.scope;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A set of scopes as texts, in the order in which they were asked for, with the meaning that SMART
 * gives them.
 *
 * @param texts the scopes
 */
public record ScopeSet(Set<String> texts) {

  /** A set that permits nothing. */
  public static final ScopeSet NONE = new ScopeSet(Set.of());

  /** Keeps its own copy, in the same order. */
  public ScopeSet {
    texts = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(texts));
  }

  /** Reads a space-separated list. */
  public static ScopeSet parse(String list) {
    LinkedHashSet<String> texts =
        new LinkedHashSet<>(Arrays.asList(list.strip().split("\\s+", -1)));
    texts.remove("");
    return new ScopeSet(texts);
  }

  /** The scopes about resources. */
  public List<ResourceScope> resources() {
    return texts.stream().map(ResourceScope::parse).flatMap(Optional::stream).toList();
  }

  /** Whether this very text is in the set. */
  public boolean has(String scope) {
    return texts.contains(scope);
  }

  /** Whether any scope is of that level. */
  public boolean has(ResourceScope.Level level) {
    return resources().stream().anyMatch(scope -> scope.level() == level);
  }

  /**
   * Whether the set permits all that {@code scope} permits: by the same text, or, for a scope about
   * resources, by wider ones of the same level, each letter on its own.
   */
  public boolean covers(String scope) {
    Optional<ResourceScope> wanted = ResourceScope.parse(scope);
    if (wanted.isEmpty()) {
      return Supported.CONTEXT_AND_IDENTITY.contains(scope) && texts.contains(scope);
    }
    List<ResourceScope> held = resources();
    return wanted.get().permissions().stream()
        .allMatch(
            permission ->
                held.stream().anyMatch(scopeHeld -> scopeHeld.covers(wanted.get(), permission)));
  }

  /** Those of {@code wanted} that the set does not cover, in their order. */
  public List<String> uncovered(Collection<String> wanted) {
    return wanted.stream().filter(scope -> !covers(scope)).toList();
  }

  /** The space-separated list. */
  @Override
  public String toString() {
    return String.join(" ", texts);
  }
}
