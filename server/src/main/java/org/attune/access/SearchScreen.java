package org.attune.access;

import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.attune.access.rules.Reach;
import org.attune.access.rules.Reasons;
import org.attune.smart.scope.Permission;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Refuses what a search cannot be narrowed for. The answer depends on the token and the question
 * only, never on what is stored.
 */
final class SearchScreen {

  /** They look past the narrowing. */
  private static final Set<String> WIDE =
      Set.of("_filter", "_list", "_query", "_text", "_content", "_contained");

  private static final Set<String> INCLUDES = Set.of("_include", "_revinclude");
  private static final Set<String> ITERATING = Set.of("iterate", "recurse");
  private static final String HAS = "_has:";
  private static final String SORT = "_sort";

  private SearchScreen() {}

  static void check(TokenAccess token, String type, Map<String, String[]> parameters) {
    Reach reach = token.reach(Permission.SEARCH, type);
    if (reach.single().isEmpty()) {
      throw new ForbiddenOperationException(
          "The token's scopes for "
              + type
              + " cannot be joined in one search; use a token with scopes of one kind");
    }
    parameters.forEach((name, values) -> check(token, type, name, values));
    if (!reach.reasons()) {
      parameters.forEach((name, values) -> checkReasons(type, name, values));
    }
  }

  /** What is not shown is not searched nor sorted by. */
  private static void checkReasons(String type, String name, String[] values) {
    String plain = name.replaceAll("[:.].*", "");
    boolean tells = Reasons.tells(type, plain);
    if ("_sort".equals(plain)) {
      tells =
          java.util.Arrays.stream(values)
              .flatMap(value -> java.util.Arrays.stream(value.split(",", -1)))
              .anyMatch(key -> Reasons.tells(type, key.startsWith("-") ? key.substring(1) : key));
    }
    if (tells) {
      throw new ForbiddenOperationException(
          "This role does not see what the search parameter " + plain + " tells of " + type);
    }
  }

  /** A condition is a search that no narrowing reaches. */
  static void checkCondition(TokenAccess token, String type, Map<String, String[]> parameters) {
    if (!token.readsWhole(type)) {
      throw new ForbiddenOperationException(
          "The token's scopes do not cover a condition, which searches all of " + type);
    }
    parameters.forEach((name, values) -> check(token, type, name, values));
  }

  /**
   * As above.
   *
   * @param condition a query, with or without type and question mark
   */
  static void checkCondition(TokenAccess token, String type, String condition) {
    MultiValueMap<String, String> query =
        UriComponentsBuilder.newInstance()
            .query(condition.substring(condition.indexOf('?') + 1))
            .build()
            .getQueryParams();
    Map<String, String[]> parameters = new HashMap<>();
    query.forEach((name, values) -> parameters.put(name, values.toArray(String[]::new)));
    checkCondition(token, type, parameters);
  }

  private static void check(TokenAccess token, String type, String name, String[] values) {
    int colon = name.indexOf(':');
    String plain = colon < 0 ? name : name.substring(0, colon);
    boolean allowed = true;
    if (WIDE.contains(plain)) {
      allowed = token.everything(EnumSet.of(Permission.READ, Permission.SEARCH));
    } else if (INCLUDES.contains(plain)) {
      allowed =
          !ITERATING.contains(name.substring(colon + 1))
              || List.of(values).stream().allMatch(value -> iterates(token, plain, value));
    } else if (SORT.equals(plain)) {
      allowed = List.of(values).stream().allMatch(value -> sorts(token, type, value));
    } else if (name.startsWith(HAS)) {
      allowed = has(token, name);
    } else if (name.indexOf('.') >= 0) {
      allowed = chain(token, Set.of(type), name);
    }
    if (!allowed) {
      throw new ForbiddenOperationException(
          "The token's scopes do not cover the search parameter "
              + name.replaceAll("[^A-Za-z0-9_.:-]", "?")
              + ", which looks at other resources");
    }
  }

  /** {@code _has:Type:reference:parameter}, where the parameter may be the like again. */
  private static boolean has(TokenAccess token, String name) {
    String[] parts = name.split(":", 4);
    if (parts.length < 4 || !token.readsWhole(parts[1])) {
      return false;
    }
    return parts[3].startsWith(HAS)
        ? has(token, parts[3])
        : parts[3].indexOf('.') < 0 || chain(token, Set.of(parts[1]), parts[3]);
  }

  /** All types that a link of the chain may lead to must be seen whole. */
  private static boolean chain(TokenAccess token, Set<String> types, String name) {
    int dot = name.indexOf('.');
    if (dot < 0) {
      return true;
    }
    String rest = name.substring(dot + 1);
    Set<String> targets = token.links().targets(types, name.substring(0, dot));
    return !targets.isEmpty()
        && targets.stream().allMatch(token::readsWhole)
        && (rest.startsWith(HAS) ? has(token, rest) : chain(token, targets, rest));
  }

  /** The order by a reference is that of the resources that it leads to. */
  private static boolean sorts(TokenAccess token, String type, String keys) {
    for (String key : keys.split(",", -1)) {
      String name = key.startsWith("-") ? key.substring(1) : key;
      int colon = name.indexOf(':');
      // Sorting names the type before the parameter, where searching names it behind.
      String link = colon < 0 ? name : name.substring(colon + 1);
      int dot = link.indexOf('.');
      Set<String> targets =
          token.links().targets(Set.of(type), dot < 0 ? link : link.substring(0, dot));
      if (!targets.stream().allMatch(token::readsWhole) || (dot >= 0 && targets.isEmpty())) {
        return false;
      }
    }
    return true;
  }

  /** What is found on the way must be seen whole, for it leads on. */
  private static boolean iterates(TokenAccess token, String name, String value) {
    String[] parts = value.split(":", -1);
    String type = "_revinclude".equals(name) ? parts[0] : parts.length > 2 ? parts[2] : "";
    return type.matches("[A-Z][A-Za-z]+") && token.readsWhole(type);
  }
}
