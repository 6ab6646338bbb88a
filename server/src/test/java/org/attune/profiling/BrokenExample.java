package org.attune.profiling;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Resource;

/**
 * An example of a profile with one mistake in it, as the tables of the module {@code examples} have
 * them.
 *
 * @param profile id of the profile
 * @param places JSON pointers to what is wrong, separated by blanks
 * @param value what stands there in JSON; {@code -} where something is left out
 * @param message part of what must be said about it
 */
record BrokenExample(String profile, String places, String value, String message) {

  private static final Path TABLES = Path.of("..", "examples", "src", "test", "resources");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** All mistakes of both tables. */
  static List<BrokenExample> all() {
    return Stream.of("invalid-profile-examples.csv", "invalid-administrative-examples.csv")
        .flatMap(table -> lines(table).stream().skip(1))
        .map(line -> line.split("[|]", -1))
        .map(cells -> new BrokenExample(cells[0], cells[1], cells[2], cells[3]))
        .toList();
  }

  private static List<String> lines(String table) {
    try {
      return Files.readAllLines(TABLES.resolve(table));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Whether it is an answer that the Questionnaire does not allow, which no profile says. */
  boolean ofAnAnswer() {
    return places.contains("/answer/");
  }

  /** The example with its mistake. */
  ObjectNode json() {
    try {
      ObjectNode example = read(TestProfiles.json(profile));
      for (String place : places.split(" ", -1)) {
        edit(example, place);
      }
      return example;
    } catch (JsonProcessingException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  static ObjectNode read(String json) {
    try {
      return (ObjectNode) JSON.readTree(json);
    } catch (JsonProcessingException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Each Reference in it that leads somewhere. */
  static List<ObjectNode> references(JsonNode node) {
    List<ObjectNode> found = new ArrayList<>();
    if (node instanceof ObjectNode object && object.path("reference").isTextual()) {
      found.add(object);
    }
    node.forEach(child -> found.addAll(references(child)));
    return found;
  }

  Resource resource() {
    return (Resource) TestProfiles.CONTEXT.newJsonParser().parseResource(json().toString());
  }

  private void edit(JsonNode root, String place) throws JsonProcessingException {
    int end = place.lastIndexOf('/');
    JsonNode parent = root.at(place.substring(0, end));
    String last = place.substring(end + 1);
    if (parent instanceof ObjectNode object) {
      object.remove(last);
      if (!"-".equals(value)) {
        object.set(last, JSON.readTree(value));
      }
    } else if (parent instanceof ArrayNode array) {
      if ("-".equals(value)) {
        array.remove(Integer.parseInt(last));
      } else {
        array.insert(Integer.parseInt(last), JSON.readTree(value));
      }
    }
  }

  @Override
  public String toString() {
    return profile + " " + places + " " + (value.length() > 40 ? value.substring(0, 40) : value);
  }
}
