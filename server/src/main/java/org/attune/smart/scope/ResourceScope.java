package org.attune.smart.scope;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A scope about resources, in either grammar: {@code patient/Observation.rs?category=…} of SMART 2
 * or {@code patient/Observation.read} of SMART 1.
 *
 * @param level on whose account the resources are seen
 * @param type FHIR resource type, or {@code *} for all
 * @param permissions what may be done, never empty
 * @param categories {@code system|code} values to one of which the resource's category must belong;
 *     empty means no such limit
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html">SMART
 *     App Launch 2.2, scopes</a>
 */
public record ResourceScope(
    Level level, String type, Set<Permission> permissions, Set<String> categories) {

  /** On whose account resources are seen. */
  public enum Level {
    /** One patient's record. */
    PATIENT,
    /** What the signed-in person may see. */
    USER,
    /** What the client itself may see. */
    SYSTEM
  }

  /** Stands for every resource type. */
  public static final String ALL_TYPES = "*";

  private static final Pattern FORM =
      Pattern.compile(
          "(patient|user|system)/([A-Z][A-Za-z]{1,63}|\\*)\\."
              + "(read|write|\\*|c?r?u?d?s?)(?:\\?category=([^&=\\s]+))?");

  /** A system and a code, without characters that mean something in a search. */
  private static final Pattern CATEGORY =
      Pattern.compile("[A-Za-z0-9:/._~-]{1,200}\\|[A-Za-z0-9._-]{1,100}");

  /** Keeps its own copies. */
  public ResourceScope {
    permissions = Set.copyOf(permissions);
    categories = Set.copyOf(categories);
  }

  /**
   * Reads a scope; absent if the text is no resource scope of a form that is supported. Letters out
   * of order, unknown letters and search parameters other than {@code category} are not.
   */
  public static Optional<ResourceScope> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches() || form.group(3).isEmpty()) {
      return Optional.empty();
    }
    Level level = Level.valueOf(form.group(1).toUpperCase(Locale.ROOT));
    Set<Permission> permissions = permissions(form.group(3));
    String query = form.group(4);
    if (query == null) {
      return Optional.of(new ResourceScope(level, form.group(2), permissions, Set.of()));
    }
    Set<String> categories = categories(query);
    boolean sound = !categories.isEmpty() && !ALL_TYPES.equals(form.group(2));
    return sound
        ? Optional.of(new ResourceScope(level, form.group(2), permissions, categories))
        : Optional.empty();
  }

  private static Set<Permission> permissions(String suffix) {
    return switch (suffix) {
      case "read" -> EnumSet.of(Permission.READ, Permission.SEARCH);
      case "write" -> EnumSet.of(Permission.CREATE, Permission.UPDATE, Permission.DELETE);
      case "*" -> EnumSet.allOf(Permission.class);
      default -> {
        EnumSet<Permission> letters = EnumSet.noneOf(Permission.class);
        for (Permission permission : Permission.values()) {
          if (suffix.indexOf(permission.letter()) >= 0) {
            letters.add(permission);
          }
        }
        yield letters;
      }
    };
  }

  /** Empty if one of the values is no {@code system|code}. */
  private static Set<String> categories(String query) {
    Set<String> categories = new TreeSet<>();
    for (String value : List.of(decoded(query).split(",", -1))) {
      if (!CATEGORY.matcher(value).matches()) {
        return Set.of();
      }
      categories.add(value);
    }
    return categories;
  }

  private static String decoded(String query) {
    try {
      return URLDecoder.decode(query.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException broken) {
      return "";
    }
  }

  /** Whether everything that {@code other} permits about one permission is permitted here. */
  boolean covers(ResourceScope other, Permission permission) {
    return level == other.level
        && permissions.contains(permission)
        && concerns(other.type)
        && (categories.isEmpty()
            || (!other.categories.isEmpty() && categories.containsAll(other.categories)));
  }

  /** Whether the scope is about resources of this type. */
  public boolean concerns(String resourceType) {
    return ALL_TYPES.equals(type) || type.equals(resourceType);
  }
}
