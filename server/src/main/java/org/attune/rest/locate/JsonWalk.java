package org.attune.rest.locate;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.attune.rest.locate.ElementShape.Content;
import org.attune.rest.locate.JsonSource.NamedType;
import org.attune.rest.locate.LocatedProblem.Kind;
import org.attune.rest.locate.Problems.Spot;
import org.jspecify.annotations.Nullable;

/** Walks a JSON body along the model. Each method leaves the parser on the last token it read. */
final class JsonWalk {

  private final ResourceTypes types;
  private final Problems problems;
  private final @Nullable String expected;
  private JsonSource.Types named = new JsonSource.Types(Map.of(), false);
  private Path at = Path.root("");

  JsonWalk(ResourceTypes types, Problems problems, @Nullable String expected) {
    this.types = types;
    this.problems = problems;
    this.expected = expected;
  }

  void run(byte[] body) {
    named = JsonSource.types(body);
    try (JsonParser parser = JsonSource.open(body)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        resource(parser, null, expected);
        if (!problems.full() && parser.nextToken() != null) {
          syntax(JsonSource.spot(parser), "Nothing may follow the end of the resource");
        }
      } else {
        syntax(JsonSource.spot(parser), "The body must be one JSON object");
      }
    } catch (JsonProcessingException broken) {
      var location = broken.getLocation();
      Spot spot =
          location == null
              ? new Spot(1, 1)
              : new Spot(location.getLineNr(), location.getColumnNr());
      syntax(spot, wording(broken));
    } catch (IOException unreachable) {
      syntax(new Spot(1, 1), "The body cannot be read");
    }
  }

  /** Own words: Jackson's repeat what it could not read. */
  private static String wording(JsonProcessingException broken) {
    if (broken instanceof JsonEOFException) {
      return "The JSON ends too early: an object, array or string is not closed";
    }
    if (broken instanceof StreamConstraintsException) {
      return "The JSON is nested too deeply or holds too long a number";
    }
    return broken instanceof JsonParseException
        ? "The JSON is not well-formed here"
        : "The JSON cannot be read here";
  }

  private void syntax(Spot spot, String message) {
    problems.add(Kind.SYNTAX, at, spot, message);
  }

  private void resource(JsonParser parser, @Nullable Path path, @Nullable String due)
      throws IOException {
    Spot start = JsonSource.spot(parser);
    NamedType type = named.byOffset().get(JsonSource.offset(parser));
    ElementShape shape = type == null ? null : types.resource(type.name());
    Path place = path == null ? Path.root(shape == null ? "" : shape.step()) : path;
    if (type == null && named.complete()) {
      String message = "resourceType is missing" + (due == null ? "" : "; expected " + due);
      problems.add(Kind.WRONG_RESOURCE_TYPE, place, start, message);
    } else if (type != null && shape == null) {
      String message = "FHIR R4 has no resource type '%s'".formatted(Problems.shown(type.name()));
      problems.add(Kind.WRONG_RESOURCE_TYPE, place, type.spot(), message);
    } else if (shape != null && due != null && !due.equals(shape.step())) {
      String message = "The request is for %s, the body holds %s".formatted(due, shape.step());
      problems.add(Kind.WRONG_RESOURCE_TYPE, place, type == null ? start : type.spot(), message);
    }
    if (shape == null) {
      parser.skipChildren();
    } else {
      composite(parser, place, shape, true);
    }
  }

  private void composite(JsonParser parser, Path path, ElementShape shape, boolean resource)
      throws IOException {
    Set<String> seen = new HashSet<>();
    while (!problems.full() && parser.nextToken() == JsonToken.FIELD_NAME) {
      at = path;
      String name = parser.currentName();
      Spot spot = JsonSource.spot(parser);
      if (!seen.add(name)) {
        String message = "'%s' occurs twice in one object".formatted(Problems.shown(name));
        problems.add(Kind.SYNTAX, path, spot, message);
      }
      parser.nextToken();
      if (resource && "resourceType".equals(name)) {
        resourceType(parser, path);
      } else if ("fhir_comments".equals(name)) {
        parser.skipChildren();
      } else if (name.startsWith("_")) {
        sibling(parser, path, shape, name, spot);
      } else {
        child(parser, path, shape, name, spot);
      }
    }
  }

  private void resourceType(JsonParser parser, Path path) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      wrong(path, JsonSource.spot(parser), "resourceType must be a string");
      parser.skipChildren();
    }
  }

  private void child(JsonParser parser, Path path, ElementShape owner, String name, Spot spot)
      throws IOException {
    ElementShape shape = owner.child(name);
    if (shape == null) {
      problems.unknown(path, owner, "element", name, spot);
      parser.skipChildren();
    } else if (parser.currentToken() != JsonToken.START_ARRAY) {
      if (shape.repeating()) {
        wrong(path.single(shape.step()), JsonSource.spot(parser), "An array is due: it may repeat");
      }
      value(parser, path.single(shape.step()), shape);
    } else if (!shape.repeating()) {
      wrong(
          path.single(shape.step()),
          JsonSource.spot(parser),
          "A single value is due, not an array: it may occur only once");
      parser.skipChildren();
    } else {
      for (int i = 0; !problems.full() && parser.nextToken() != JsonToken.END_ARRAY; i++) {
        // Null keeps the places of a primitive array in step with its extensions.
        if (parser.currentToken() != JsonToken.VALUE_NULL || !shape.primitive()) {
          value(parser, path.item(shape.step(), i), shape);
        }
      }
    }
  }

  /** The id and extensions of a primitive stand under its name with an underscore before it. */
  private void sibling(JsonParser parser, Path path, ElementShape owner, String name, Spot spot)
      throws IOException {
    ElementShape shape = owner.child(name.substring(1));
    boolean array = parser.currentToken() == JsonToken.START_ARRAY;
    if (shape == null || !shape.primitive()) {
      problems.unknown(path, owner, "element", name, spot);
      parser.skipChildren();
    } else if (array != shape.repeating()) {
      String due = shape.repeating() ? "An array is due" : "A single object is due, not an array";
      wrong(path.single(shape.step()), JsonSource.spot(parser), due);
      parser.skipChildren();
    } else if (!array) {
      element(parser, path.single(shape.step()));
    } else {
      for (int i = 0; !problems.full() && parser.nextToken() != JsonToken.END_ARRAY; i++) {
        if (parser.currentToken() != JsonToken.VALUE_NULL) {
          element(parser, path.item(shape.step(), i));
        }
      }
    }
  }

  private void element(JsonParser parser, Path path) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      wrong(path, JsonSource.spot(parser), "An object with id or extension is due");
      parser.skipChildren();
      return;
    }
    composite(parser, path, types.element(), false);
  }

  private void value(JsonParser parser, Path path, ElementShape shape) throws IOException {
    at = path;
    if (shape.primitive()) {
      primitive(parser, path, shape);
    } else if (parser.currentToken() != JsonToken.START_OBJECT) {
      wrong(path, JsonSource.spot(parser), "An object is due");
      parser.skipChildren();
    } else if (shape.content() == Content.RESOURCE) {
      resource(parser, path, null);
    } else {
      composite(parser, path, shape, false);
    }
  }

  private void primitive(JsonParser parser, Path path, ElementShape shape) throws IOException {
    JsonToken due = JsonForms.tokenOf(shape);
    Spot spot = JsonSource.spot(parser);
    if (!JsonForms.fits(due, parser.currentToken())) {
      wrong(path, spot, "A JSON %s is due".formatted(JsonForms.nameOf(due)));
      parser.skipChildren();
      return;
    }
    String complaint = PrimitiveCheck.complaint(shape, parser.getText());
    if (complaint != null) {
      problems.add(Kind.BAD_VALUE, path, spot, complaint);
    }
  }

  private void wrong(Path path, Spot spot, String message) {
    problems.add(Kind.WRONG_TYPE, path, spot, message);
  }
}
