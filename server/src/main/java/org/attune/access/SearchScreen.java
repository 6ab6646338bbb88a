package org.attune.access;

import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.attune.access.rules.Reach;
import org.attune.smart.scope.Permission;

/**
 * Refuses what a search cannot be narrowed for. The answer depends on the token and the question
 * only, never on what is stored.
 */
final class SearchScreen {

  /** They look at other resources than those that are searched, or past the narrowing. */
  private static final Set<String> WIDE =
      Set.of("_has", "_filter", "_list", "_query", "_text", "_content", "_contained");

  private static final Set<String> INCLUDES = Set.of("_include", "_revinclude");

  private SearchScreen() {}

  static void check(TokenAccess token, String type, Map<String, String[]> parameters) {
    Reach reach = token.reach(Permission.SEARCH, type);
    if (reach.single().isEmpty()) {
      throw new ForbiddenOperationException(
          "The token's scopes for "
              + type
              + " cannot be joined in one search; use a token with scopes of one kind");
    }
    if (token.everything(EnumSet.of(Permission.READ, Permission.SEARCH))) {
      return;
    }
    parameters.forEach((name, values) -> check(token, name, values));
  }

  private static void check(TokenAccess token, String name, String[] values) {
    int colon = name.indexOf(':');
    String plain = colon < 0 ? name : name.substring(0, colon);
    if (WIDE.contains(plain) || name.indexOf('.') >= 0) {
      throw refusal(name.replaceAll("[^A-Za-z0-9_.:-]", "?"));
    }
    if (INCLUDES.contains(plain)) {
      for (String value : values) {
        include(token, plain, value);
      }
    }
  }

  /** A target type, or for a reverse include the type that refers, must be reached whole. */
  private static void include(TokenAccess token, String name, String value) {
    String[] parts = value.split(":", -1);
    String type = "_revinclude".equals(name) ? parts[0] : parts.length > 2 ? parts[2] : "";
    if (type.isEmpty()
        || !type.matches("[A-Z][A-Za-z]+")
        || !token.reach(Permission.READ, type).all()) {
      throw refusal(name);
    }
  }

  private static ForbiddenOperationException refusal(String parameter) {
    return new ForbiddenOperationException(
        "The token's scopes do not cover the search parameter "
            + parameter
            + ", which looks at other resources");
  }
}
