package org.attune.audit.rules;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What method and path say of a request, whether or not it could be served. Parts that are no FHIR
 * names are left out: anything could stand there.
 *
 * @param interaction code of FHIR's restful-interaction, or {@code unknown}
 * @param type resource type, if the path names one
 * @param id logical id, if the path names one
 * @param version version id, if the path names one
 * @param operation operation with its {@code $}, if the path names one
 * @see <a href="https://hl7.org/fhir/R4/http.html">FHIR R4, RESTful API</a>
 */
public record RequestLine(
    String interaction,
    @Nullable String type,
    @Nullable String id,
    @Nullable String version,
    @Nullable String operation) {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");
  private static final Pattern OPERATION = Pattern.compile("\\$[a-z][A-Za-z0-9-]{0,63}");
  private static final String HISTORY = "_history";
  private static final String SEARCH = "_search";

  /**
   * Reads a request line.
   *
   * @param method HTTP method
   * @param path below the FHIR base, without query
   * @param types the resource types that exist
   * @param query whether there is a query, which tells a search of the whole system
   */
  public static RequestLine of(String method, String path, Set<String> types, boolean query) {
    List<String> parts = parts(path);
    String operation =
        parts.stream().filter(part -> OPERATION.matcher(part).matches()).findFirst().orElse(null);
    String type = parts.isEmpty() || !types.contains(parts.get(0)) ? null : parts.get(0);
    String id = type == null ? null : id(parts, 1).orElse(null);
    boolean history = parts.contains(HISTORY);
    String version = id != null && history ? id(parts, 3).orElse(null) : null;
    String interaction =
        operation != null
            ? "operation"
            : interaction(method.toUpperCase(Locale.ROOT), parts, new Place(type, id), query);
    return new RequestLine(interaction, type, id, version, operation);
  }

  private record Place(@Nullable String type, @Nullable String id) {}

  private static String interaction(String method, List<String> parts, Place place, boolean query) {
    if (parts.contains(SEARCH)) {
      return place.type() == null ? "search-system" : "search-type";
    }
    return switch (method) {
      case "GET", "HEAD" -> read(parts, place, query);
      case "POST" -> posted(parts, place);
      case "PUT" -> place.type() == null ? "unknown" : "update";
      case "PATCH" -> place.type() == null ? "unknown" : "patch";
      case "DELETE" -> place.type() == null ? "unknown" : "delete";
      default -> "unknown";
    };
  }

  private static String posted(List<String> parts, Place place) {
    if (place.type() != null) {
      return "create";
    }
    return parts.isEmpty() ? "transaction" : "unknown";
  }

  private static String read(List<String> parts, Place place, boolean query) {
    if (parts.contains(HISTORY)) {
      return history(parts, place);
    }
    if (place.type() == null) {
      return system(parts, query);
    }
    if (place.id() == null) {
      return parts.size() == 1 ? "search-type" : "unknown";
    }
    return parts.size() == 2 ? "read" : "search-type";
  }

  private static String history(List<String> parts, Place place) {
    if (place.id() == null) {
      return place.type() == null ? "history-system" : "history-type";
    }
    return parts.size() > 3 ? "vread" : "history-instance";
  }

  private static String system(List<String> parts, boolean query) {
    if (parts.equals(List.of("metadata"))) {
      return "capabilities";
    }
    return parts.isEmpty() && query ? "search-system" : "unknown";
  }

  private static Optional<String> id(List<String> parts, int index) {
    return parts.size() > index && ID.matcher(parts.get(index)).matches()
        ? Optional.of(parts.get(index))
        : Optional.empty();
  }

  private static List<String> parts(String path) {
    return List.of(path.split("/")).stream().filter(part -> !part.isEmpty()).toList();
  }

  /** The resource that the path names, as type and id. */
  public Optional<String> reference() {
    return type == null || id == null ? Optional.empty() : Optional.of(type + "/" + id);
  }
}
