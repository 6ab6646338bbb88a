package org.attune.profiling.rules.shape;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.attune.profiling.rules.Expression;
import org.attune.profiling.rules.shape.ElementRule.Cardinality;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.ElementDefinition;
import org.hl7.fhir.r4.model.ElementDefinition.ConstraintSeverity;
import org.hl7.fhir.r4.model.ElementDefinition.DiscriminatorType;
import org.hl7.fhir.r4.model.ElementDefinition.ElementDefinitionSlicingDiscriminatorComponent;
import org.hl7.fhir.r4.model.ElementDefinition.TypeRefComponent;
import org.hl7.fhir.r4.model.Enumerations.BindingStrength;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.UriType;
import org.jspecify.annotations.Nullable;

/** Makes the rules of profiles out of their definitions. */
public final class ProfileCompiler {

  private static final String URL = "url";
  private static final String CORE = "http://hl7.org/fhir/StructureDefinition/";

  private final Map<String, StructureDefinition> definitions;
  private final Map<String, CodeSet> codes;
  private final Expression.Compiler expressions;

  /**
   * A compiler.
   *
   * @param definitions all profiles and extensions, for what they refer to
   * @param codes the value sets that profiles may bind to
   */
  public ProfileCompiler(
      Collection<StructureDefinition> definitions,
      Collection<CodeSet> codes,
      Expression.Compiler expressions) {
    this.definitions =
        definitions.stream()
            .collect(Collectors.toMap(StructureDefinition::getUrl, Function.identity()));
    this.codes = codes.stream().collect(Collectors.toMap(CodeSet::url, Function.identity()));
    this.expressions = expressions;
  }

  /**
   * The rules of a profile.
   *
   * @param lineage its definition after those that it derives from
   * @throws IllegalArgumentException if it uses what cannot be checked
   */
  public ElementRule compile(List<StructureDefinition> lineage) {
    String id = lineage.get(lineage.size() - 1).getIdPart();
    return rule(id, ProfileNode.of(lineage));
  }

  private ElementRule rule(String source, ProfileNode node) {
    ElementDefinition definition = node.definition();
    Map<String, ElementRule> children = new HashMap<>();
    node.children().forEach((name, child) -> children.put(name, rule(source, child)));
    List<Slice> slices = new ArrayList<>();
    node.slices().forEach((name, slice) -> slices.add(slice(source, node, name, slice)));
    return new ElementRule(
        source,
        new Cardinality(definition.getMin(), max(definition)),
        value(definition),
        invariants(definition),
        slices,
        children);
  }

  private static int max(ElementDefinition definition) {
    return !definition.hasMax() || "*".equals(definition.getMax())
        ? Integer.MAX_VALUE
        : Integer.parseInt(definition.getMax());
  }

  private ValueRule value(ElementDefinition definition) {
    return new ValueRule(
        definition.getType().stream()
            .map(TypeRefComponent::getCode)
            .filter(type -> !"BackboneElement".equals(type))
            .collect(Collectors.toSet()),
        definition.getType().stream()
            .flatMap(type -> type.getTargetProfile().stream())
            .map(this::resourceType)
            .collect(Collectors.toSet()),
        definition.getPattern(),
        codes(definition));
  }

  /** The resource type that a profile of HL7 or of ours is about. */
  private String resourceType(CanonicalType profile) {
    StructureDefinition ours = definitions.get(profile.getValue());
    return ours == null ? profile.getValue().replace(CORE, "") : ours.getType();
  }

  private @Nullable CodeSet codes(ElementDefinition definition) {
    if (definition.getBinding().getStrength() != BindingStrength.REQUIRED) {
      return null;
    }
    CodeSet found = codes.get(definition.getBinding().getValueSet());
    if (found == null) {
      throw new IllegalArgumentException(
          "No value set " + definition.getBinding().getValueSet() + " at hand");
    }
    return found;
  }

  private List<Invariant> invariants(ElementDefinition definition) {
    return definition.getConstraint().stream()
        .filter(constraint -> constraint.getSeverity() == ConstraintSeverity.ERROR)
        .map(
            constraint ->
                new Invariant(
                    constraint.getKey(),
                    constraint.getHuman(),
                    expressions.compile(constraint.getExpression())))
        .toList();
  }

  private Slice slice(String source, ProfileNode sliced, String name, ProfileNode slice) {
    return new Slice(name, matcher(sliced, slice), rule(source, slice));
  }

  private Predicate<Base> matcher(ProfileNode sliced, ProfileNode slice) {
    for (TypeRefComponent type : slice.definition().getType()) {
      if (type.hasProfile()) {
        UriType url = new UriType(type.getProfile().get(0).getValue());
        return value -> below(value, URL).stream().anyMatch(each -> Pattern.matches(url, each));
      }
    }
    Predicate<Base> all = value -> true;
    for (ElementDefinitionSlicingDiscriminatorComponent each : discriminators(sliced)) {
      all = all.and(matcher(each, slice));
    }
    return all;
  }

  /** Extensions are sliced by their URL without a profile having to say so. */
  private static List<ElementDefinitionSlicingDiscriminatorComponent> discriminators(
      ProfileNode sliced) {
    List<ElementDefinitionSlicingDiscriminatorComponent> stated =
        sliced.definition().getSlicing().getDiscriminator();
    return stated.isEmpty()
        ? List.of(
            new ElementDefinitionSlicingDiscriminatorComponent()
                .setType(DiscriminatorType.VALUE)
                .setPath(URL))
        : stated;
  }

  private Predicate<Base> matcher(
      ElementDefinitionSlicingDiscriminatorComponent discriminator, ProfileNode slice) {
    String path = discriminator.getPath();
    ElementDefinition at = slice.below(path).definition();
    if (discriminator.getType() == DiscriminatorType.TYPE) {
      Set<String> types = value(at).types();
      return value -> below(value, path).stream().anyMatch(each -> types.contains(each.fhirType()));
    }
    Base pattern = at.getPattern();
    if (pattern == null) {
      throw new IllegalArgumentException("No pattern at the discriminator " + path);
    }
    return value -> below(value, path).stream().anyMatch(each -> Pattern.matches(pattern, each));
  }

  private static List<Base> below(Base value, String path) {
    List<Base> found = List.of(value);
    if (!"$this".equals(path)) {
      for (String step : path.split("\\.", -1)) {
        found = found.stream().flatMap(each -> Pattern.values(each, step).stream()).toList();
      }
    }
    return found;
  }
}
