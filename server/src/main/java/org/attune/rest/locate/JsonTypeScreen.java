package org.attune.rest.locate;

import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.attune.rest.locate.ElementShape.Content;
import org.jspecify.annotations.Nullable;

/**
 * Tells in one pass whether each value of a JSON body is of the JSON type that FHIR R4 gives its
 * element. Made for bodies that the parser has accepted already: it asks nothing else, builds
 * nothing, and keeps what it learns of the model.
 */
public final class JsonTypeScreen {

  private static final JsonFactory JSON = new JsonFactory();

  private final ResourceTypes types;
  private final Known insidePrimitive;
  private final Map<String, Known> resources = new ConcurrentHashMap<>();
  private final Map<BaseRuntimeElementDefinition<?>, Known> elements = new ConcurrentHashMap<>();

  public JsonTypeScreen(FhirContext context) {
    this.types = new ResourceTypes(context);
    this.insidePrimitive = new Known(types.element());
  }

  /**
   * Whether nothing strikes the eye. Bodies that no single pass can judge, such as those that name
   * the type of a resource behind its elements, do not pass either: {@link BodyLocator} decides.
   */
  public boolean passes(byte[] body) {
    try (JsonParser parser = JSON.createParser(body)) {
      return parser.nextToken() == JsonToken.START_OBJECT && resource(parser);
    } catch (IOException unreadable) {
      return false;
    }
  }

  private boolean resource(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.FIELD_NAME
        || !"resourceType".equals(parser.currentName())
        || parser.nextToken() != JsonToken.VALUE_STRING) {
      return false;
    }
    Known known = known(parser.getText());
    return known != null && members(parser, known);
  }

  private @Nullable Known known(String resourceType) {
    Known known = resources.get(resourceType);
    if (known == null) {
      ElementShape shape = types.resource(resourceType);
      if (shape == null) {
        return null;
      }
      known = new Known(shape);
      resources.put(resourceType, known);
    }
    return known;
  }

  private boolean members(JsonParser parser, Known owner) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      Member due = owner.member(parser.currentName());
      if (due == null || !member(parser, parser.nextToken(), due)) {
        return false;
      }
    }
    return true;
  }

  private boolean member(JsonParser parser, JsonToken token, Member due) throws IOException {
    if (token != JsonToken.START_ARRAY) {
      return value(parser, token, due);
    }
    for (JsonToken at = parser.nextToken(); at != JsonToken.END_ARRAY; at = parser.nextToken()) {
      // Null keeps the places of values in step with those of their extensions.
      if (at != JsonToken.VALUE_NULL && !value(parser, at, due)) {
        return false;
      }
    }
    return true;
  }

  private boolean value(JsonParser parser, JsonToken token, Member due) throws IOException {
    if (due.scalar() != null) {
      return JsonForms.fits(due.scalar(), token);
    }
    if (token != JsonToken.START_OBJECT) {
      return false;
    }
    Known inner = due.inner();
    return inner == null ? resource(parser) : members(parser, inner);
  }

  /**
   * What may stand under a name.
   *
   * @param scalar the token of a primitive; null if an object is due
   * @param inner what the object may hold; null if it is a resource
   */
  private record Member(@Nullable JsonToken scalar, @Nullable Known inner) {}

  /** The members of one element, each looked up in the model once. */
  private final class Known {
    private final ElementShape shape;
    private final Map<String, Member> members = new ConcurrentHashMap<>();

    Known(ElementShape shape) {
      this.shape = shape;
    }

    @Nullable Member member(String name) {
      Member member = members.get(name);
      if (member == null) {
        member = name.startsWith("_") ? sibling(name.substring(1)) : child(name);
        if (member != null) {
          members.put(name, member);
        }
      }
      return member;
    }

    private @Nullable Member sibling(String name) {
      ElementShape child = shape.child(name);
      return child == null || !child.primitive() ? null : new Member(null, insidePrimitive);
    }

    private @Nullable Member child(String name) {
      ElementShape child = shape.child(name);
      if (child == null) {
        return null;
      }
      if (child.primitive()) {
        return new Member(JsonForms.tokenOf(child), null);
      }
      if (child.content() == Content.RESOURCE) {
        return new Member(null, null);
      }
      return new Member(
          null, elements.computeIfAbsent(child.definition(), type -> new Known(child)));
    }
  }
}
