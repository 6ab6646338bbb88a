package org.attune.rest;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Refuses modifiers and control values that do not exist. HAPI would ignore them and answer another
 * question than the one that was asked.
 */
@Interceptor
final class SearchSyntaxInterceptor {

  private static final Set<RestOperationTypeEnum> SEARCHES =
      Set.of(RestOperationTypeEnum.SEARCH_TYPE, RestOperationTypeEnum.SEARCH_SYSTEM);

  private static final Map<String, Set<String>> CONTROLS =
      Map.of(
          "_summary", Set.of("true", "text", "data", "count", "false"),
          "_total", Set.of("none", "estimate", "accurate"),
          "_contained", Set.of("true", "false"),
          "_containedType", Set.of("container"));

  private static final Set<String> MODIFIERS =
      Set.of(
          ("missing exact contains text not above below in not-in of-type identifier type iterate"
                  + " recurse")
              .split(" "));

  private final FhirContext context;

  SearchSyntaxInterceptor(FhirContext context) {
    this.context = context;
  }

  @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
  public void check(RequestDetails request) {
    Map<String, String[]> parameters = request.getParameters();
    CONTROLS.forEach((name, values) -> checkControl(name, parameters.get(name), values));
    if (SEARCHES.contains(request.getRestOperationType())) {
      if (parameters.containsKey(Constants.PARAM_OFFSET)) {
        throw new InvalidRequestException(
            "There is no search parameter _offset; pages are reached by the links of a Bundle");
      }
      parameters.keySet().forEach(this::checkModifier);
    }
  }

  private static void checkControl(String name, String @Nullable [] given, Set<String> values) {
    if (given != null && !values.containsAll(Arrays.asList(given))) {
      throw new InvalidRequestException(
          "The search parameter " + name + " takes one of " + new TreeSet<>(values));
    }
  }

  /** The modifier stands behind the first colon and ends where a chain goes on. */
  private void checkModifier(String parameter) {
    int colon = parameter.indexOf(':');
    if (colon < 0 || parameter.startsWith("_has:")) {
      return;
    }
    int dot = parameter.indexOf('.', colon);
    String modifier = parameter.substring(colon + 1, dot < 0 ? parameter.length() : dot);
    if (!MODIFIERS.contains(modifier) && !context.getResourceTypes().contains(modifier)) {
      throw new InvalidRequestException(
          "The search parameter "
              + parameter.substring(0, colon)
              + " has a modifier that does not exist; there are "
              + new TreeSet<>(MODIFIERS)
              + " and the names of resource types");
    }
  }
}
