package org.attune.examples;

import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;

/** The code tables of {@code terminology/}, and those of FHIR itself. */
final class CodeTables {

  private static final DefaultProfileValidationSupport FHIR =
      new DefaultProfileValidationSupport(ProfileContent.CONTEXT);

  private CodeTables() {}

  /** The codes of a code system; absent if no table has them. */
  static Optional<Set<String>> codes(String system) {
    return ProfileContent.resources(CodeSystem.class).stream()
        .filter(table -> table.getUrl().equals(system))
        .findFirst()
        .or(() -> defined(system))
        .map(table -> codes(table.getConcept(), new HashSet<>()));
  }

  private static Optional<CodeSystem> defined(String system) {
    return FHIR.fetchCodeSystem(system) instanceof CodeSystem table
            && table.getContent() == CodeSystemContentMode.COMPLETE
        ? Optional.of(table)
        : Optional.empty();
  }

  private static Set<String> codes(List<ConceptDefinitionComponent> concepts, Set<String> into) {
    for (ConceptDefinitionComponent concept : concepts) {
      into.add(concept.getCode());
      codes(concept.getConcept(), into);
    }
    return into;
  }
}
