package org.attune.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the server holds, read once, so that searches can be chosen and their answers known. */
final class Content {

  private final Target target;
  private final Map<String, List<JsonNode>> read = new HashMap<>();

  Content(Target target) {
    this.target = target;
  }

  /** All resources of a type, by id. */
  List<JsonNode> all(String type) {
    return read.computeIfAbsent(
        type,
        key -> {
          List<JsonNode> all =
              target.all(key + "?_count=200").stream()
                  .sorted(Comparator.comparing(resource -> resource.path("id").asText()))
                  .toList();
          if (all.isEmpty()) {
            throw new IllegalStateException("The server holds no " + key + " to measure with");
          }
          return all;
        });
  }

  /** Resources of a type in groups; those without a key are left out. */
  Map<String, List<JsonNode>> grouped(String type, Function<JsonNode, Stream<String>> keys) {
    Map<String, List<JsonNode>> groups = new HashMap<>();
    for (JsonNode resource : all(type)) {
      keys.apply(resource)
          .distinct()
          .forEach(
              key -> groups.computeIfAbsent(key, any -> new java.util.ArrayList<>()).add(resource));
    }
    return groups;
  }

  /** The codings of an element that is a CodeableConcept, as tokens. */
  static Stream<String> tokens(JsonNode concept) {
    return elements(concept.path("coding"))
        .filter(coding -> coding.hasNonNull("system") && coding.hasNonNull("code"))
        .map(coding -> coding.path("system").asText() + "|" + coding.path("code").asText());
  }

  /** The reference of an element, where it is a relative one. */
  static Stream<String> reference(JsonNode element) {
    String reference = element.path("reference").asText();
    return reference.contains("/") ? Stream.of(reference) : Stream.empty();
  }

  static Stream<JsonNode> elements(JsonNode array) {
    return Stream.iterate(0, index -> index < array.size(), index -> index + 1).map(array::get);
  }

  /** When something took place, where it is known to the second. */
  static Optional<Instant> instant(JsonNode element) {
    try {
      return Optional.of(OffsetDateTime.parse(element.asText()).toInstant());
    } catch (DateTimeParseException lessPrecise) {
      return Optional.empty();
    }
  }

  /** As string searches compare: without case and accents. */
  static String normal(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .toLowerCase(Locale.ROOT);
  }

  static Stream<String> families(JsonNode patient) {
    return elements(patient.path("name")).map(name -> name.path("family").asText());
  }

  /** All whose family name begins so. */
  List<JsonNode> patientsNamed(String family) {
    return all("Patient").stream()
        .filter(
            patient -> families(patient).anyMatch(name -> normal(name).startsWith(normal(family))))
        .collect(Collectors.toList());
  }

  static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /** A copy that can be stored anew: without what the server gives, and without identifiers. */
  static ObjectNode unstored(JsonNode resource) {
    ObjectNode copy = resource.deepCopy();
    copy.remove(List.of("id", "meta", "identifier", "text"));
    return copy;
  }
}
