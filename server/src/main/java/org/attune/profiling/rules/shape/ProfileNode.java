package org.attune.profiling.rules.shape;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.ElementDefinition;
import org.hl7.fhir.r4.model.StructureDefinition;

/**
 * The differentials of a lineage as one tree. What a derived profile says of an element goes over
 * what its parents say; constraints add up.
 */
final class ProfileNode {

  private final ElementDefinition definition = new ElementDefinition();
  private final Map<String, ProfileNode> children = new LinkedHashMap<>();
  private final Map<String, ProfileNode> slices = new LinkedHashMap<>();

  /** The tree of a lineage, the furthest definition first. */
  static ProfileNode of(List<StructureDefinition> lineage) {
    ProfileNode root = new ProfileNode();
    for (StructureDefinition each : lineage) {
      for (ElementDefinition element : each.getDifferential().getElement()) {
        root.at(element.getId()).add(element);
      }
    }
    return root;
  }

  /** The node of an element id such as {@code Composition.section:plan.code}. */
  private ProfileNode at(String id) {
    ProfileNode node = this;
    List<String> steps = List.of(id.split("\\.", -1));
    for (String step : steps.subList(1, steps.size())) {
      String[] parts = step.split(":", 2);
      node = node.children.computeIfAbsent(plain(parts[0]), any -> new ProfileNode());
      if (parts.length > 1) {
        node = node.slices.computeIfAbsent(parts[1], any -> new ProfileNode());
      }
    }
    return node;
  }

  private static String plain(String name) {
    return name.replace("[x]", "");
  }

  private void add(ElementDefinition more) {
    if (more.hasMin()) {
      definition.setMin(more.getMin());
    }
    if (more.hasMax()) {
      definition.setMax(more.getMax());
    }
    if (more.hasType()) {
      definition.setType(more.getType());
    }
    if (more.hasPattern() || more.hasFixed()) {
      definition.setPattern(more.hasPattern() ? more.getPattern() : more.getFixed());
    }
    if (more.hasBinding()) {
      definition.setBinding(more.getBinding());
    }
    if (more.hasSlicing()) {
      definition.setSlicing(more.getSlicing());
    }
    List<ElementDefinition.ElementDefinitionConstraintComponent> constraints =
        new ArrayList<>(definition.getConstraint());
    constraints.addAll(more.getConstraint());
    definition.setConstraint(constraints);
  }

  ElementDefinition definition() {
    return definition;
  }

  Map<String, ProfileNode> children() {
    return children;
  }

  Map<String, ProfileNode> slices() {
    return slices;
  }

  /** The node below, along names with dots between them; {@code $this} is the node itself. */
  ProfileNode below(String path) {
    return "$this".equals(path) ? this : at("." + path);
  }
}
