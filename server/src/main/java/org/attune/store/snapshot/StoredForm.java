package org.attune.store.snapshot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts a resource together again, whose id and metadata HAPI stores apart from its content. */
final class StoredForm {

  private static final DateTimeFormatter INSTANT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** Positions in the array of a tag; HAPI numbers the kinds tag, profile, security label. */
  private static final int KIND = 0;

  private static final int SYSTEM = 1;
  private static final int CODE = 2;
  private static final int DISPLAY = 3;
  private static final int VERSION = 4;
  private static final int USER_SELECTED = 5;
  private static final int PROFILE = 1;
  private static final int SECURITY = 2;

  /** Keeps decimals as they were written: 1.50 stays 1.50. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();

  private StoredForm() {}

  /** The whole resource in one line; absent if the content is none. */
  static Optional<String> json(StoredRow row) {
    if (row.content() == null) {
      return Optional.empty();
    }
    try {
      if (!(JSON.readTree(row.content()) instanceof ObjectNode content)) {
        return Optional.empty();
      }
      ObjectNode whole = JsonNodeFactory.instance.objectNode();
      whole.put("resourceType", row.type());
      whole.put("id", row.id());
      whole.set("meta", meta(row, content.get("meta")));
      content.properties().stream()
          .filter(property -> !whole.has(property.getKey()))
          .forEach(property -> whole.set(property.getKey(), property.getValue()));
      return Optional.of(JSON.writeValueAsString(whole));
    } catch (JsonProcessingException broken) {
      return Optional.empty();
    }
  }

  private static ObjectNode meta(StoredRow row, @Nullable JsonNode stored)
      throws JsonProcessingException {
    ObjectNode meta = JsonNodeFactory.instance.objectNode();
    if (stored instanceof ObjectNode extensions) {
      meta.setAll(extensions);
    }
    meta.put("versionId", Long.toString(row.version()));
    meta.put("lastUpdated", INSTANT.format(row.updated()));
    String source = source(row);
    if (!source.isEmpty()) {
      meta.put("source", source);
    }
    if (row.tags() != null) {
      for (JsonNode tag : JSON.readTree(row.tags())) {
        add(meta, tag);
      }
    }
    return meta;
  }

  /** As HAPI composes it on a read. */
  private static String source(StoredRow row) {
    String uri = row.source() == null ? "" : row.source();
    String request = row.requestId() == null ? "" : row.requestId();
    return request.isEmpty() ? uri : uri + "#" + request;
  }

  private static void add(ObjectNode meta, JsonNode tag) {
    if (tag.path(KIND).asInt() == PROFILE) {
      array(meta, "profile").add(tag.path(CODE).asText());
      return;
    }
    ObjectNode coding =
        array(meta, tag.path(KIND).asInt() == SECURITY ? "security" : "tag").addObject();
    set(coding, "system", tag.path(SYSTEM));
    set(coding, "version", tag.path(VERSION));
    set(coding, "code", tag.path(CODE));
    set(coding, "display", tag.path(DISPLAY));
    set(coding, "userSelected", tag.path(USER_SELECTED));
  }

  private static void set(ObjectNode coding, String name, JsonNode value) {
    if (!value.isNull() && !(value.isTextual() && value.asText().isEmpty())) {
      coding.set(name, value);
    }
  }

  private static ArrayNode array(ObjectNode meta, String name) {
    return meta.get(name) instanceof ArrayNode there ? there : meta.putArray(name);
  }
}
