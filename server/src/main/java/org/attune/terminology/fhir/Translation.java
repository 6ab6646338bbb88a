package org.attune.terminology.fhir;

import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.attune.terminology.rules.TimeBand;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ConceptMap.ConceptMapGroupComponent;
import org.hl7.fhir.r4.model.ConceptMap.OtherElementComponent;
import org.hl7.fhir.r4.model.ConceptMap.SourceElementComponent;
import org.hl7.fhir.r4.model.ConceptMap.TargetElementComponent;
import org.hl7.fhir.r4.model.Enumerations.ConceptMapEquivalence;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.r4.model.UriType;
import org.jspecify.annotations.Nullable;

/**
 * Translates codes by a concept map. Targets may depend on the length of a session; then a question
 * that tells the length gets those of that length only, with the number of units.
 */
final class Translation {

  /** The dependency that tells the length of a session, in whole minutes. */
  static final String MINUTES = "https://attune.org/fhir/session-time/minutes";

  private static final String TIME = "https://attune.org/fhir/session-time/";

  /**
   * How to translate.
   *
   * @param target code system to translate into; absent for any
   * @param reverse whether from the targets to the sources
   * @param minutes length of the session; absent if it was not told
   */
  record Wish(@Nullable String target, boolean reverse, @Nullable Integer minutes) {}

  /** The minutes that dependencies tell; absent if none does. */
  static @Nullable Integer minutes(@Nullable List<ParametersParameterComponent> dependencies) {
    if (dependencies == null) {
      return null;
    }
    Integer minutes = null;
    for (ParametersParameterComponent dependency : dependencies) {
      String element = part(dependency, "element").map(Base::primitiveValue).orElse("");
      if (!MINUTES.equals(element)) {
        throw new InvalidRequestException(
            "The only dependency known here is " + MINUTES + ": leave others out");
      }
      minutes = number(part(dependency, "concept").orElse(null));
    }
    return minutes;
  }

  private static Optional<Type> part(ParametersParameterComponent parameter, String name) {
    return parameter.getPart().stream()
        .filter(part -> name.equals(part.getName()) && part.getValue() != null)
        .map(ParametersParameterComponent::getValue)
        .findFirst();
  }

  private static Integer number(@Nullable Type value) {
    String text = "";
    if (value instanceof CodeableConcept concept) {
      text = concept.hasText() ? concept.getText() : concept.getCodingFirstRep().getCode();
    }
    try {
      return Integer.valueOf(String.valueOf(text).strip());
    } catch (NumberFormatException none) {
      throw new InvalidRequestException(
          "The dependency " + MINUTES + " needs whole minutes as the text of its concept");
    }
  }

  /** The answer to {@code $translate}. */
  Parameters translate(ConceptMap map, List<Coding> codings, Wish wish) {
    List<ParametersParameterComponent> matches = new ArrayList<>();
    boolean timed = false;
    for (ConceptMapGroupComponent group : map.getGroup()) {
      String from = wish.reverse() ? group.getTarget() : group.getSource();
      String to = wish.reverse() ? group.getSource() : group.getTarget();
      if (wish.target() != null && !wish.target().equals(to)) {
        continue;
      }
      for (SourceElementComponent element : group.getElement()) {
        for (TargetElementComponent target : element.getTarget()) {
          String code = wish.reverse() ? target.getCode() : element.getCode();
          if (asked(codings, from, code) && fits(target, wish)) {
            timed |= band(target).from() != null;
            String found = wish.reverse() ? element.getCode() : target.getCode();
            matches.add(match(map, new Coding(to, found, null), target, wish));
          }
        }
      }
    }
    return answer(matches, timed && wish.minutes() == null);
  }

  private static boolean asked(List<Coding> codings, String system, String code) {
    return codings.stream()
        .anyMatch(
            coding ->
                code.equals(coding.getCode())
                    && (!coding.hasSystem() || system.equals(coding.getSystem())));
  }

  private static boolean fits(TargetElementComponent target, Wish wish) {
    return wish.minutes() == null || band(target).holds(wish.minutes());
  }

  private static TimeBand band(TargetElementComponent target) {
    return new TimeBand(
        time(target, "minutes-from"),
        time(target, "minutes-to"),
        time(target, "minutes-per-further-unit"));
  }

  private static @Nullable Integer time(TargetElementComponent target, String name) {
    return dependsOn(target, name).map(Integer::valueOf).orElse(null);
  }

  private static Optional<String> dependsOn(TargetElementComponent target, String name) {
    return target.getDependsOn().stream()
        .filter(each -> (TIME + name).equals(each.getProperty()))
        .map(OtherElementComponent::getValue)
        .findFirst();
  }

  private static ParametersParameterComponent match(
      ConceptMap map, Coding concept, TargetElementComponent target, Wish wish) {
    ParametersParameterComponent match = new ParametersParameterComponent();
    match.setName("match");
    String equivalence = target.getEquivalence().toCode();
    match
        .addPart()
        .setName("equivalence")
        .setValue(new CodeType(wish.reverse() ? reversed(target) : equivalence));
    match.addPart().setName("concept").setValue(concept);
    dependsOn(target, "role").ifPresent(role -> product(match, "role", role));
    if (wish.minutes() != null) {
      product(match, "units", String.valueOf(band(target).units(wish.minutes())));
    }
    target.getProduct().forEach(each -> product(match, each));
    match.addPart().setName("source").setValue(new UriType(map.getUrl()));
    return match;
  }

  private static String reversed(TargetElementComponent target) {
    ConceptMapEquivalence equivalence = target.getEquivalence();
    return switch (equivalence) {
      case WIDER -> "narrower";
      case NARROWER -> "wider";
      case SUBSUMES -> "specializes";
      case SPECIALIZES -> "subsumes";
      default -> equivalence.toCode();
    };
  }

  private static void product(ParametersParameterComponent match, String name, String value) {
    ParametersParameterComponent product = match.addPart().setName("product");
    product.addPart().setName("element").setValue(new UriType(TIME + name));
    product.addPart().setName("concept").setValue(new Coding().setCode(value));
  }

  private static void product(ParametersParameterComponent match, OtherElementComponent given) {
    ParametersParameterComponent product = match.addPart().setName("product");
    product.addPart().setName("element").setValue(new UriType(given.getProperty()));
    product
        .addPart()
        .setName("concept")
        .setValue(new Coding(given.getSystem(), given.getValue(), given.getDisplay()));
  }

  private static Parameters answer(List<ParametersParameterComponent> matches, boolean untold) {
    Parameters answer = new Parameters();
    boolean found =
        matches.stream()
            .map(match -> match.getPart().get(0).getValue().primitiveValue())
            .anyMatch(equivalence -> !List.of("unmatched", "disjoint").contains(equivalence));
    answer.addParameter("result", new BooleanType(found));
    if (untold) {
      answer.addParameter(
          "message",
          new StringType(
              "Targets depend on the length of the session: tell it with the parameter minutes"));
    } else if (!found) {
      answer.addParameter("message", new StringType("The map has no target for that"));
    }
    matches.forEach(answer::addParameter);
    return answer;
  }
}
