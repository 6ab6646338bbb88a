package org.attune.profiling.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.jspecify.annotations.Nullable;

/**
 * A profile that the server may decide on.
 *
 * @param url its canonical URL
 * @param type the resource type that it is about
 * @param lineage its definition and those of the profiles that it derives from, the furthest first
 * @param appliesWhen what is true of the resources that are of it
 * @param labels what its resources carry in {@code meta.security}, ancestors' labels included
 */
public record Profile(
    String url,
    String type,
    List<StructureDefinition> lineage,
    Expression appliesWhen,
    List<Coding> labels) {

  private static final String APPLIES_WHEN =
      "https://attune.org/fhir/StructureDefinition/profile-applies-when";
  private static final String REQUIRED_LABEL =
      "https://attune.org/fhir/StructureDefinition/required-security-label";

  /**
   * Reads a profile.
   *
   * @param definition its definition
   * @param others definitions by canonical URL, among them those that it derives from
   * @throws IllegalArgumentException if it does not state when it applies
   */
  static Profile of(
      StructureDefinition definition,
      Map<String, StructureDefinition> others,
      Expression.Compiler compiler) {
    String predicate = definition.getExtensionString(APPLIES_WHEN);
    if (predicate == null) {
      throw new IllegalArgumentException(definition.getUrl() + " does not say when it applies");
    }
    List<StructureDefinition> lineage = new ArrayList<>();
    @Nullable StructureDefinition next = definition;
    while (next != null) {
      lineage.add(next);
      next = others.get(next.getBaseDefinition());
    }
    Collections.reverse(lineage);
    return new Profile(
        definition.getUrl(),
        definition.getType(),
        List.copyOf(lineage),
        "true".equals(predicate) ? (root, focus) -> true : compiler.compile(predicate),
        lineage.stream().flatMap(each -> labels(each).stream()).toList());
  }

  private static List<Coding> labels(StructureDefinition definition) {
    return definition.getExtensionsByUrl(REQUIRED_LABEL).stream()
        .map(Extension::getValue)
        .map(Coding.class::cast)
        .toList();
  }

  /** How many profiles it derives from, itself included. */
  int depth() {
    return lineage.size();
  }

  boolean applies(Resource resource) {
    return appliesWhen.holds(resource, resource);
  }
}
