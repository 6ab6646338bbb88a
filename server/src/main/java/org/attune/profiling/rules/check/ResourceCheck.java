package org.attune.profiling.rules.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.attune.profiling.rules.shape.ElementRule;
import org.attune.profiling.rules.shape.Pattern;
import org.attune.profiling.rules.shape.Slice;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Resource;

/**
 * Checks resources against the rules of their profile: how often elements are there, what they are
 * and refer to, which codes they have, and what must be true of them. Goes over the resource once.
 */
public final class ResourceCheck {

  private final ElementShape.Catalog shapes;
  private final Map<String, ElementRule> extensions;

  /**
   * A check.
   *
   * @param shapes what FHIR itself says of elements
   * @param extensions rules of extensions by URL; they hold wherever the extension stands
   */
  public ResourceCheck(ElementShape.Catalog shapes, Map<String, ElementRule> extensions) {
    this.shapes = shapes;
    this.extensions = Map.copyOf(extensions);
  }

  /**
   * What is wrong, in the order of the resource.
   *
   * @param profile rules of the profile that the resource is of
   * @param entries types of the entries of the bundle that the resource came in, by full URL
   */
  public List<Finding> findings(
      Resource resource, ElementRule profile, Map<String, String> entries) {
    Findings findings = new Findings(resource, new ReferenceTypes(resource, entries));
    element(Place.of(resource), List.of(profile), findings);
    return findings.all();
  }

  private void element(Place place, List<ElementRule> rules, Findings findings) {
    Base element = place.value();
    for (ElementRule rule : rules) {
      findings.invariants(place, rule);
    }
    if (element.isPrimitive() && !((Element) element).hasExtension()) {
      return;
    }
    for (ElementShape shape : shapes.of(element)) {
      children(place, shape, rules, findings);
    }
  }

  private void children(
      Place place, ElementShape shape, List<ElementRule> parents, Findings findings) {
    List<Base> values = Pattern.values(place.value(), shape.name());
    List<ElementRule> rules =
        parents.stream().map(rule -> rule.child(shape.name())).filter(Objects::nonNull).toList();
    counts(place, shape, values, rules, findings);
    for (int index = 0; index < values.size(); index++) {
      Place child = place.child(shape, index, values.get(index));
      findings.target(child, shape.targets());
      List<ElementRule> all = all(child.value(), rules);
      all.forEach(rule -> findings.value(child, rule));
      element(child, all, findings);
    }
  }

  private static void counts(
      Place parent,
      ElementShape shape,
      List<Base> values,
      List<ElementRule> rules,
      Findings findings) {
    int count = values.size();
    findings.count(() -> parent.path(shape), count, shape.cardinality(), "FHIR R4");
    for (ElementRule rule : rules) {
      if (count >= shape.cardinality().min()) {
        findings.count(() -> parent.path(shape), count, rule.cardinality(), rule.source());
      }
      for (Slice slice : rule.slices()) {
        int of = (int) values.stream().filter(slice.matches()).count();
        findings.count(
            () -> parent.path(shape),
            of,
            slice.rule().cardinality(),
            rule.source() + " (" + slice.name() + ")");
      }
    }
  }

  /** The rules for an element, those of its slices and of its extension among them. */
  private List<ElementRule> all(Base value, List<ElementRule> rules) {
    List<ElementRule> all = new ArrayList<>(rules);
    for (ElementRule rule : rules) {
      for (Slice slice : rule.slices()) {
        if (slice.matches().test(value)) {
          all.add(slice.rule());
        }
      }
    }
    if (value instanceof Extension extension) {
      ElementRule rule = extensions.get(String.valueOf(extension.getUrl()));
      if (rule != null) {
        all.add(rule);
      }
    }
    return all;
  }
}
