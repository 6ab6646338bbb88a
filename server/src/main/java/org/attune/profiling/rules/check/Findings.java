package org.attune.profiling.rules.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.attune.profiling.rules.Expression;
import org.attune.profiling.rules.shape.CodeSet;
import org.attune.profiling.rules.shape.ElementRule;
import org.attune.profiling.rules.shape.ElementRule.Cardinality;
import org.attune.profiling.rules.shape.Invariant;
import org.attune.profiling.rules.shape.Pattern;
import org.attune.profiling.rules.shape.ValueRule;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** Judges single elements by single rules and keeps what is wrong. */
final class Findings {

  private final Resource root;
  private final ReferenceTypes references;
  private final List<Finding> all = new ArrayList<>();

  Findings(Resource root, ReferenceTypes references) {
    this.root = root;
    this.references = references;
  }

  List<Finding> all() {
    return List.copyOf(all);
  }

  private void add(String code, Place at, String message) {
    all.add(new Finding(code, at.path(), message));
  }

  /**
   * How often an element is there.
   *
   * @param path of the element, asked for when it is needed
   * @param allowed how often it may be there
   * @param source which profile says so
   */
  void count(Supplier<String> path, int count, Cardinality allowed, String source) {
    if (count < allowed.min()) {
      all.add(
          new Finding(
              "profile-required",
              path.get(),
              "%s needs at least %d here".formatted(source, allowed.min())));
    } else if (count > allowed.max()) {
      all.add(
          new Finding(
              "profile-too-many",
              path.get(),
              "%s allows at most %d here".formatted(source, allowed.max())));
    }
  }

  /** What must be true of an element. */
  void invariants(Place place, ElementRule rule) {
    for (Invariant invariant : rule.invariants()) {
      if (!holds(invariant.expression(), place.value())) {
        add(invariant.key(), place, invariant.human());
      }
    }
  }

  private boolean holds(Expression expression, Base focus) {
    try {
      return expression.holds(root, focus);
    } catch (Expression.Failure unsuited) {
      return false;
    }
  }

  /** What an element is and holds. */
  void value(Place place, ElementRule rule) {
    ValueRule allowed = rule.value();
    Base value = place.value();
    if (!allowed.types().isEmpty() && !allowed.types().contains(value.fhirType())) {
      add("profile-type", place, rule.source() + " allows only " + sorted(allowed.types()));
    }
    target(place, allowed.targets());
    if (allowed.pattern() != null && !Pattern.matches(allowed.pattern(), value)) {
      add("profile-pattern", place, "Give " + Pattern.describe(allowed.pattern()));
    }
    if (allowed.codes() != null && !isOf(allowed.codes(), value)) {
      add("profile-code", place, "Use a code of the value set " + allowed.codes().url());
    }
  }

  private static boolean isOf(CodeSet codes, Base value) {
    if (value instanceof CodeableConcept concept) {
      return concept.getCoding().stream().anyMatch(codes::contains);
    }
    if (value instanceof Coding coding) {
      return codes.contains(coding);
    }
    return codes.contains(String.valueOf(value.primitiveValue()));
  }

  /** Where a reference leads; where no types are given, anywhere. */
  void target(Place place, Set<String> allowed) {
    if (!allowed.isEmpty() && place.value() instanceof Reference reference) {
      @Nullable String type = references.of(reference);
      if (type != null && !allowed.contains(type)) {
        add("reference-target", place, "Refer to " + sorted(allowed) + " here");
      }
    }
  }

  private static String sorted(Set<String> words) {
    return String.join(" or ", new TreeSet<>(words));
  }
}
