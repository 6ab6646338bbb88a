package org.attune.rest.locate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.attune.rest.locate.Problems.Spot;

/** Opens a JSON body for reading and finds, in a pass of its own, the type of each resource. */
final class JsonSource {

  private static final int DEEPEST = 500;

  private JsonSource() {}

  /** A parser over characters, so that columns count characters and not bytes. */
  static JsonParser open(byte[] body) throws IOException {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNestingDepth(DEEPEST)
                    .build())
            .build();
    return factory.createParser(
        new InputStreamReader(new ByteArrayInputStream(body), StandardCharsets.UTF_8));
  }

  static Spot spot(JsonParser parser) {
    var location = parser.currentTokenLocation();
    return new Spot(location.getLineNr(), location.getColumnNr());
  }

  static long offset(JsonParser parser) {
    return parser.currentTokenLocation().getCharOffset();
  }

  /**
   * The {@code resourceType} of each object that has one, by the object's offset: it may stand last
   * in the object, while its siblings can be judged only by knowing it.
   */
  static Types types(byte[] body) {
    Map<Long, NamedType> types = new HashMap<>();
    try (JsonParser parser = open(body)) {
      Deque<Long> open = new ArrayDeque<>();
      for (JsonToken at = parser.nextToken(); at != null; at = parser.nextToken()) {
        switch (at) {
          case START_OBJECT -> open.push(offset(parser));
          case END_OBJECT -> open.pop();
          case VALUE_STRING -> {
            Long holder = open.peek();
            if (holder != null && "resourceType".equals(parser.currentName())) {
              types.putIfAbsent(holder, new NamedType(parser.getText(), spot(parser)));
            }
          }
          default -> {}
        }
      }
      return new Types(types, true);
    } catch (IOException broken) {
      // The walk that follows meets the same fault and reports it with its path.
      return new Types(types, false);
    }
  }

  /**
   * What the pass found.
   *
   * @param complete whether the body was read to its end, so that a missing type is truly missing
   */
  record Types(Map<Long, NamedType> byOffset, boolean complete) {}

  /** A resource type as written, and where. */
  record NamedType(String name, Spot spot) {}
}
