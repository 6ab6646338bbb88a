package org.attune.examples;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ElementDefinition;
import org.hl7.fhir.r4.model.ElementDefinition.ElementDefinitionConstraintComponent;
import org.hl7.fhir.r4.model.ElementDefinition.TypeRefComponent;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.StructureDefinition.StructureDefinitionKind;
import org.hl7.fhir.r4.model.Type;

/** The page about the profiles, in Markdown, from the profiles themselves. */
final class ProfilesPage {

  private static final String HEAD =
      """
      # Profiles

      This page is made from the StructureDefinitions of the package `attune.profiles`; a test holds it to them. After a change of a profile make it anew:

          mvn -pl terminology,profiles,examples -Dtest=ProfilesPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dattune.profiles.write=true test

      The server decides which profile a resource is of: of the profiles of its type whose predicate (under "Applies when") is true, the most derived one. It writes that profile into `meta.profile` and validates the resource against it before it stores it. A derived profile has all rules of its parent besides its own; what is listed here is what each adds.

      "Must support" elements are those that the server keeps, searches or acts on where it acts at all, and that an application should be able to show. Elements that must be present are marked with their cardinality. Whatever conforms to an Attune profile also conforms to the US Core 7.0.0 profile of its type, where there is one.

      """;

  private final StringBuilder page = new StringBuilder(HEAD);

  String text() {
    List<StructureDefinition> profiles = ProfileContent.profiles();
    page.append("| Type | Profile | Parent | Purpose |\n|---|---|---|---|\n");
    profiles.forEach(this::row);
    profiles.forEach(this::section);
    extensions();
    return page.toString();
  }

  private void row(StructureDefinition profile) {
    line(
        "| %s | [%s](#%s) | %s | %s |"
            .formatted(
                profile.getType(),
                profile.getIdPart(),
                profile.getIdPart(),
                parent(profile),
                profile.getDescription()));
  }

  private void section(StructureDefinition profile) {
    line("\n## %s\n".formatted(profile.getIdPart()));
    line("%s: %s\n".formatted(profile.getTitle(), profile.getDescription()));
    line("- Canonical: `%s`".formatted(profile.getUrl()));
    line("- Parent: %s".formatted(parent(profile)));
    line("- Applies when: `%s`".formatted(ProfilePredicates.predicate(profile)));
    profile
        .getExtensionsByUrl(ProfileContent.CANONICAL + "required-security-label")
        .forEach(label -> line("- Security label: `%s`".formatted(value(label.getValue()))));
    List<ElementDefinition> elements = profile.getDifferential().getElement();
    list("Must support", elements.stream().filter(ElementDefinition::getMustSupport).toList());
    list("Also constrained", elements.stream().filter(ProfilesPage::onlyConstrained).toList());
    rules(elements);
    line(
        "- Example: [%s.json](../examples/src/main/resources/examples/profiles/%s.json)"
            .formatted(profile.getIdPart(), profile.getIdPart()));
  }

  private void list(String title, List<ElementDefinition> elements) {
    if (!elements.isEmpty()) {
      line(
          "- %s: %s"
              .formatted(
                  title,
                  elements.stream().map(ProfilesPage::element).collect(Collectors.joining(", "))));
    }
  }

  private void rules(List<ElementDefinition> elements) {
    for (ElementDefinition element : elements) {
      for (ElementDefinitionConstraintComponent rule : element.getConstraint()) {
        line(
            "- Rule `%s` (%s): %s"
                .formatted(rule.getKey(), rule.getSeverity().toCode(), rule.getHuman()));
      }
    }
  }

  private void extensions() {
    line("\n## Extensions\n\n| Extension | On | Value | Purpose |\n|---|---|---|---|");
    ProfileContent.resources(StructureDefinition.class).stream()
        .filter(definition -> definition.getKind() == StructureDefinitionKind.COMPLEXTYPE)
        .sorted((one, other) -> one.getIdPart().compareTo(other.getIdPart()))
        .forEach(
            extension ->
                line(
                    "| `%s` | %s | %s | %s |"
                        .formatted(
                            extension.getIdPart(),
                            extension.getContext().stream()
                                .map(context -> context.getExpression())
                                .collect(Collectors.joining(", ")),
                            valueOf(extension),
                            extension.getDescription())));
  }

  private static boolean onlyConstrained(ElementDefinition element) {
    return !element.getMustSupport()
        && element.getPath().contains(".")
        && !facts(element).isEmpty();
  }

  private static String element(ElementDefinition element) {
    String id = element.getId();
    String name = id.substring(id.indexOf('.') + 1).replaceAll("(^|\\.)extension:", "$1extension ");
    List<String> facts = facts(element);
    return "`" + name + "`" + (facts.isEmpty() ? "" : " (" + String.join("; ", facts) + ")");
  }

  private static List<String> facts(ElementDefinition element) {
    List<String> facts = new ArrayList<>();
    if ("0".equals(element.getMax())) {
      facts.add("not allowed");
    } else if (element.getMin() > 0) {
      facts.add(element.hasMax() ? element.getMin() + ".." + element.getMax() : "required");
    } else if ("1".equals(element.getMax()) && !element.hasSliceName()) {
      facts.add("at most one");
    }
    if (element.hasBinding() && element.getBinding().hasValueSet()) {
      String valueSet = element.getBinding().getValueSet();
      String name = valueSet.substring(valueSet.lastIndexOf('/') + 1);
      facts.add("from " + name + ", " + element.getBinding().getStrength().toCode());
    }
    Type fixed = element.hasPattern() ? element.getPattern() : element.getFixed();
    if (fixed != null) {
      facts.add("is " + value(fixed));
    }
    Set<String> targets = targets(element);
    if (!targets.isEmpty()) {
      facts.add("refers to " + String.join(" or ", targets));
    }
    return facts;
  }

  private static Set<String> targets(ElementDefinition element) {
    return element.getType().stream()
        .flatMap(type -> type.getTargetProfile().stream())
        .map(profile -> profile.getValue().substring(profile.getValue().lastIndexOf('/') + 1))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static String value(Type value) {
    if (value.isPrimitive()) {
      return value.primitiveValue();
    }
    List<? extends Base> codings =
        value instanceof Coding ? List.of(value) : value.listChildrenByName("coding");
    return codings.stream()
        .map(Coding.class::cast)
        .map(coding -> coding.hasCode() ? coding.getCode() : "a code of " + coding.getSystem())
        .collect(Collectors.joining(", "));
  }

  private static String valueOf(StructureDefinition extension) {
    return extension.getDifferential().getElement().stream()
        .filter(element -> element.getPath().equals("Extension.value[x]"))
        .flatMap(element -> element.getType().stream())
        .map(TypeRefComponent::getCode)
        .collect(
            Collectors.collectingAndThen(
                Collectors.joining(", "), types -> types.isEmpty() ? "parts" : types));
  }

  private static String parent(StructureDefinition profile) {
    String base = profile.getBaseDefinition();
    String name = base.substring(base.lastIndexOf('/') + 1);
    return base.startsWith(ProfileContent.CANONICAL) ? "[" + name + "](#" + name + ")" : name;
  }

  private void line(String text) {
    page.append(text).append('\n');
  }
}
