package org.attune.rest.locate;

import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.attune.rest.locate.ElementShape.Content;
import org.attune.rest.locate.LocatedProblem.Kind;
import org.attune.rest.locate.Problems.Spot;
import org.jspecify.annotations.Nullable;

/** Walks an XML body along the model. Each method ends on the end tag of what it was given. */
final class XmlWalk {

  private final ResourceTypes types;
  private final Problems problems;
  private final @Nullable String expected;
  private Path at = Path.root("");

  XmlWalk(ResourceTypes types, Problems problems, @Nullable String expected) {
    this.types = types;
    this.problems = problems;
    this.expected = expected;
  }

  void run(byte[] body) {
    try {
      XMLStreamReader reader = XmlSource.open(body);
      try {
        root(reader);
      } finally {
        reader.close();
      }
    } catch (XMLStreamException broken) {
      var location = broken.getLocation();
      Spot spot =
          location == null
              ? new Spot(1, 1)
              : new Spot(location.getLineNumber(), location.getColumnNumber());
      problems.add(Kind.SYNTAX, at, spot, "The XML is not well-formed here");
    }
  }

  private void root(XMLStreamReader reader) throws XMLStreamException {
    while (reader.hasNext() && !problems.full()) {
      int event = reader.next();
      if (event == XMLStreamConstants.DTD) {
        problems.add(Kind.SYNTAX, at, XmlSource.spot(reader), "A DOCTYPE is not allowed");
        return;
      }
      if (event == XMLStreamConstants.START_ELEMENT) {
        resource(reader, null, expected);
      }
    }
  }

  private void resource(XMLStreamReader reader, @Nullable Path path, @Nullable String due)
      throws XMLStreamException {
    String name = reader.getLocalName();
    ElementShape shape = types.resource(name);
    Path place = path == null ? Path.root(shape == null ? "" : shape.step()) : path;
    Spot spot = XmlSource.spot(reader);
    if (shape == null) {
      String message = "FHIR R4 has no resource type '%s'".formatted(Problems.shown(name));
      problems.add(Kind.WRONG_RESOURCE_TYPE, place, spot, message);
      skip(reader);
      return;
    }
    if (due != null && !due.equals(name)) {
      String message = "The request is for %s, the body holds %s".formatted(due, name);
      problems.add(Kind.WRONG_RESOURCE_TYPE, place, spot, message);
    }
    attributes(reader, place, shape, false);
    children(reader, place, shape);
  }

  private void children(XMLStreamReader reader, Path path, ElementShape owner)
      throws XMLStreamException {
    Map<String, Integer> counts = new HashMap<>();
    while (!problems.full()) {
      int event = reader.next();
      at = path;
      if (event == XMLStreamConstants.END_ELEMENT) {
        return;
      }
      if (event == XMLStreamConstants.START_ELEMENT) {
        child(reader, path, owner, counts);
      } else if (event == XMLStreamConstants.CHARACTERS && !reader.isWhiteSpace()) {
        String message = "Text is not allowed here; FHIR puts values into the value attribute";
        problems.add(Kind.WRONG_TYPE, path, XmlSource.spot(reader), message);
      }
    }
  }

  private void child(
      XMLStreamReader reader, Path path, ElementShape owner, Map<String, Integer> counts)
      throws XMLStreamException {
    String name = reader.getLocalName();
    Spot spot = XmlSource.spot(reader);
    ElementShape shape = owner.child(name);
    if (shape == null) {
      problems.unknown(path, owner, "element", name, spot);
      skip(reader);
      return;
    }
    int index = counts.merge(shape.step(), 1, Integer::sum) - 1;
    Path place = shape.repeating() ? path.item(shape.step(), index) : path.single(shape.step());
    if (index > 0 && !shape.repeating()) {
      problems.add(Kind.WRONG_TYPE, place, spot, "It may occur only once");
    }
    at = place;
    switch (shape.content()) {
      case RESOURCE -> contained(reader, place);
      case XHTML -> skip(reader);
      default -> {
        attributes(reader, place, shape, shape.content() == Content.PRIMITIVE);
        children(reader, place, shape.primitive() ? types.element() : shape);
      }
    }
  }

  /** In XML a resource inside another stands in an element of its own. */
  private void contained(XMLStreamReader reader, Path path) throws XMLStreamException {
    while (!problems.full()) {
      int event = reader.next();
      if (event == XMLStreamConstants.END_ELEMENT) {
        return;
      }
      if (event == XMLStreamConstants.START_ELEMENT) {
        resource(reader, path, null);
      }
    }
  }

  private void attributes(
      XMLStreamReader reader, Path path, ElementShape shape, boolean primitive) {
    Spot spot = XmlSource.spot(reader);
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      String namespace = reader.getAttributeNamespace(i);
      String name = reader.getAttributeLocalName(i);
      boolean known = "id".equals(name) || (shape.extension() && "url".equals(name));
      if (namespace != null && !namespace.isEmpty()) {
        continue; // xsi:schemaLocation and the like say nothing to a FHIR reader
      }
      if (primitive && "value".equals(name)) {
        String complaint = PrimitiveCheck.complaint(shape, reader.getAttributeValue(i));
        if (complaint != null) {
          problems.add(Kind.BAD_VALUE, path, spot, complaint);
        }
      } else if (!known) {
        String message =
            "Unknown attribute '%s'; %s"
                .formatted(
                    Problems.shown(name),
                    primitive ? "a primitive has value and id" : "elements carry the content");
        problems.add(Kind.UNKNOWN_ELEMENT, path, spot, message);
      }
    }
  }

  private static void skip(XMLStreamReader reader) throws XMLStreamException {
    for (int depth = 1; depth > 0; ) {
      int event = reader.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        depth++;
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        depth--;
      }
    }
  }
}
