package org.attune.examples;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ProfileExamplesTest {

  /**
   * Warnings about what is not ours to settle: HL7's looser bindings, foreign code systems, good
   * manners.
   */
  private static final Pattern ELSEWHERE =
      Pattern.compile(
          "dom-6|Best Practice|CodeSystem could not be found|validated: http://|http://hl7.org/fhir/ValueSet/");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final FhirValidator VALIDATOR = ProfileContent.validator();
  private static final ProfilePredicates PREDICATES = new ProfilePredicates();

  static List<String> ids() {
    return ProfileContent.profiles().stream().map(StructureDefinition::getIdPart).toList();
  }

  @ParameterizedTest
  @MethodSource("ids")
  void theExampleOfAProfileConformsToIt(String id) {
    IBaseResource example = ProfileExample.resource(profile(id));

    assertThat(example.getMeta().getProfile())
        .extracting(claim -> claim.getValueAsString())
        .containsExactly(profile(id).getUrl());
    assertThat(ProfileExample.messages(VALIDATOR, example, ResultSeverityEnum.WARNING))
        .filteredOn(message -> !ELSEWHERE.matcher(message).find())
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("ids")
  void thePredicatesChooseForAnExampleItsProfileOrOneDerivedFromIt(String id) {
    StructureDefinition chosen =
        PREDICATES.select(ProfileExample.resource(profile(id))).orElseThrow();

    assertThat(ProfileContent.lineage(chosen)).contains(profile(id));
  }

  @Test
  void everyTypeHasOneDefaultProfileFromWhichTheOthersDerive() {
    ProfileContent.profiles().stream()
        .collect(Collectors.groupingBy(StructureDefinition::getType))
        .forEach(
            (type, profiles) ->
                assertThat(profiles.stream().filter(p -> ProfileContent.depth(p) == 0).toList())
                    .as(type)
                    .singleElement()
                    .extracting(ProfilePredicates::predicate)
                    .isEqualTo("true"));
  }

  /** Two examples of a type in one, so that it is of both kinds. */
  @Test
  void atOneDepthAtMostOneProfileAppliesHoweverKindsAreMixed() throws JsonProcessingException {
    for (StructureDefinition one : ProfileContent.profiles()) {
      for (StructureDefinition other : ProfileContent.profiles()) {
        if (one.getType().equals(other.getType())) {
          IBaseResource both = mixed(ProfileExample.json(one), ProfileExample.json(other));
          assertThat(PREDICATES.matches(both))
              .as("%s and %s", one.getIdPart(), other.getIdPart())
              .extracting(ProfileContent::depth)
              .doesNotHaveDuplicates();
        }
      }
    }
  }

  @ParameterizedTest
  @CsvFileSource(
      resources = {"/invalid-profile-examples.csv", "/invalid-administrative-examples.csv"},
      delimiter = '|',
      quoteCharacter = '~',
      numLinesToSkip = 1)
  void anExampleThatBreaksARuleIsRefusedWithItsMessage(
      String id, String pointer, String value, String message) throws JsonProcessingException {
    JsonNode example = JSON.readTree(ProfileExample.json(profile(id)));
    for (String place : List.of(pointer.split(" ", -1))) {
      edit(example, place, value);
    }

    IBaseResource broken = ProfileContent.parser().parseResource(example.toString());

    assertThat(ProfileExample.messages(VALIDATOR, broken, ResultSeverityEnum.ERROR))
        .anyMatch(error -> error.contains(message));
  }

  @Test
  void everyInvariantOfAProfileIsBrokenByARowOfTheTable() {
    String table =
        ProfileContent.files("classpath:invalid-*-examples.csv").stream()
            .map(ProfileContent::text)
            .collect(Collectors.joining());
    Set<String> untested =
        ProfileContent.profiles().stream()
            .flatMap(profile -> profile.getDifferential().getElement().stream())
            .flatMap(element -> element.getConstraint().stream())
            .filter(constraint -> "error".equals(constraint.getSeverity().toCode()))
            .map(constraint -> constraint.getKey())
            .filter(key -> !table.contains(key))
            .collect(Collectors.toSet());

    assertThat(untested).isEmpty();
  }

  private static StructureDefinition profile(String id) {
    return ProfileContent.profile(ProfileContent.CANONICAL + id).orElseThrow();
  }

  private static IBaseResource mixed(String one, String other) throws JsonProcessingException {
    ObjectNode node = (ObjectNode) JSON.readTree(one);
    JsonNode from = JSON.readTree(other);
    Stream.of("category", "type", "code", "activity", "serviceType", "extension")
        .filter(from::has)
        .forEach(name -> merge(node, name, from.get(name)));
    return ProfileContent.parser().parseResource(node.toString());
  }

  private static void merge(ObjectNode node, String name, JsonNode added) {
    JsonNode present = node.get(name);
    if (present instanceof ArrayNode array && added instanceof ArrayNode more) {
      array.addAll(more);
    } else if (present instanceof ObjectNode concept && concept.has("coding")) {
      added.path("coding").forEach(((ArrayNode) concept.get("coding"))::add);
    } else if (present == null || present.isObject()) {
      node.set(name, added);
    }
  }

  private static void edit(JsonNode root, String pointer, String value)
      throws JsonProcessingException {
    int end = pointer.lastIndexOf('/');
    JsonNode parent = root.at(pointer.substring(0, end));
    String last = pointer.substring(end + 1);
    if (parent instanceof ObjectNode object) {
      object.remove(last);
      if (!"-".equals(value)) {
        object.set(last, JSON.readTree(value));
      }
    } else {
      ArrayNode array = (ArrayNode) parent;
      if ("-".equals(value)) {
        array.remove(Integer.parseInt(last));
      } else {
        array.insert(Integer.parseInt(last), JSON.readTree(value));
      }
    }
  }
}
