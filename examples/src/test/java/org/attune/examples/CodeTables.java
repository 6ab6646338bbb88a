package org.attune.examples;

import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport.LookupCodeResult;
import ca.uhn.fhir.context.support.LookupCodeRequest;
import ca.uhn.fhir.context.support.ValidationSupportContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;

/**
 * The code tables of {@code terminology/}, those of FHIR itself, and the systems whose codes follow
 * a rule of their own.
 */
final class CodeTables {

  private static final DefaultProfileValidationSupport FHIR =
      new DefaultProfileValidationSupport(ProfileContent.CONTEXT);
  private static final CommonCodeSystemsTerminologyService RULES =
      new CommonCodeSystemsTerminologyService(ProfileContent.CONTEXT);

  /** Units, languages and currencies: HAPI brings what decides on them. */
  private static final Set<String> BY_RULE =
      Set.of("http://unitsofmeasure.org", "urn:ietf:bcp:47", "urn:iso:std:iso:4217");

  private static final String MIME_TYPES = "urn:ietf:bcp:13";

  private static final Map<String, Set<String>> SINGLE = single();
  private static final Map<String, Optional<Set<String>>> TABLES = new ConcurrentHashMap<>();

  private CodeTables() {}

  /** Whether anything is known of a system's codes. */
  static boolean covers(String system) {
    return BY_RULE.contains(system) || MIME_TYPES.equals(system) || codes(system).isPresent();
  }

  /** Whether a code stands in the table of its system, or follows the system's rule. */
  static boolean has(String system, String code) {
    if (MIME_TYPES.equals(system)) {
      return code.matches("(text|image|audio|video|application)/[a-z0-9.+-]+");
    }
    if (BY_RULE.contains(system)) {
      LookupCodeResult found =
          RULES.lookupCode(new ValidationSupportContext(FHIR), new LookupCodeRequest(system, code));
      return found != null && found.isFound();
    }
    return codes(system).orElse(Set.of()).contains(code);
  }

  /** The codes of a code system; absent if no table has them. */
  static Optional<Set<String>> codes(String system) {
    return TABLES.computeIfAbsent(system, CodeTables::table);
  }

  private static Optional<Set<String>> table(String system) {
    return ProfileContent.resources(CodeSystem.class).stream()
        .filter(table -> table.getUrl().equals(system))
        .findFirst()
        .or(() -> defined(system))
        .map(table -> codes(table.getConcept(), new HashSet<>()))
        .or(() -> Optional.ofNullable(SINGLE.get(system)));
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

  /** {@code single-codes.csv}: the few codes of big systems, each with its source. */
  private static Map<String, Set<String>> single() {
    Map<String, Set<String>> systems = new HashMap<>();
    try (InputStream file =
        Objects.requireNonNull(CodeTables.class.getResourceAsStream("/codes/single-codes.csv"))) {
      new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(line -> line.split(",", 3))
          .forEach(row -> systems.computeIfAbsent(row[0], system -> new HashSet<>()).add(row[1]));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return systems;
  }
}
