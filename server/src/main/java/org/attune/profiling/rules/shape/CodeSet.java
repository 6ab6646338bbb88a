package org.attune.profiling.rules.shape;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.ConceptReferenceComponent;
import org.hl7.fhir.r4.model.ValueSet.ConceptSetComponent;
import org.jspecify.annotations.Nullable;

/**
 * The codes of a value set, ready for look-up. Where the set takes in a code system of which the
 * server need not have all codes, any code of that system counts as in it: what is not loaded must
 * not be refused. Where it lists the billable codes of such a system, as far as the server brings
 * them, those count too that are billable in a whole release that the site loaded.
 */
public final class CodeSet {

  private final String url;
  private final Map<String, Set<String>> codes = new HashMap<>();
  private final Set<String> open = new HashSet<>();
  private final Set<String> growing = new HashSet<>();
  private final ReleasedCodes released;

  /**
   * Reads a value set.
   *
   * @param systems the code systems at hand, by canonical URL
   * @param released what the site loaded besides
   */
  public CodeSet(ValueSet valueSet, Map<String, CodeSystem> systems, ReleasedCodes released) {
    this.url = valueSet.getUrl();
    this.released = released;
    for (ConceptSetComponent include : valueSet.getCompose().getInclude()) {
      add(include, systems.get(include.getSystem()));
    }
  }

  private void add(ConceptSetComponent include, @Nullable CodeSystem system) {
    Set<String> members = codes.computeIfAbsent(include.getSystem(), any -> new HashSet<>());
    if (include.hasConcept()) {
      include.getConcept().stream().map(ConceptReferenceComponent::getCode).forEach(members::add);
      if (system != null && grows(system)) {
        growing.add(include.getSystem());
      }
    } else if (system != null
        && system.getContent() == CodeSystemContentMode.COMPLETE
        && !include.hasFilter()) {
      add(system.getConcept(), members);
    } else {
      open.add(include.getSystem());
    }
  }

  private static boolean grows(CodeSystem system) {
    return system.getContent() == CodeSystemContentMode.FRAGMENT
        && system.getProperty().stream()
            .anyMatch(property -> "billable".equals(property.getCode()));
  }

  private static void add(List<ConceptDefinitionComponent> concepts, Set<String> members) {
    for (ConceptDefinitionComponent concept : concepts) {
      members.add(concept.getCode());
      add(concept.getConcept(), members);
    }
  }

  /** Canonical URL of the value set. */
  public String url() {
    return url;
  }

  /** Whether a coding is of the set. */
  public boolean contains(Coding coding) {
    String system = String.valueOf(coding.getSystem());
    String code = String.valueOf(coding.getCode());
    return open.contains(system)
        || codes.getOrDefault(system, Set.of()).contains(code)
        || (growing.contains(system) && released.billable(system, code));
  }

  /** Whether a code without a system is of the set, whose systems are then meant. */
  public boolean contains(String code) {
    return !open.isEmpty() || codes.values().stream().anyMatch(members -> members.contains(code));
  }
}
