package org.attune.rest;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Locale;
import org.attune.rest.locate.BodyLocator;
import org.attune.rest.locate.JsonTypeScreen;

/**
 * Refuses a number or a boolean where a string is due, and the reverse. HAPI's parser turns one
 * into the other without asking its error handler, so the body is read past it once more.
 */
@Interceptor
final class JsonTypeInterceptor {

  /** Its body is a query, no resource. */
  private static final String GRAPHQL = "$graphql";

  private final JsonTypeScreen screen;
  private final BodyLocator locator;

  JsonTypeInterceptor(FhirContext context) {
    this.screen = new JsonTypeScreen(context);
    this.locator = new BodyLocator(context);
  }

  /** The error table looks for the places; here only their presence counts. */
  @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
  public void check(RequestDetails request) {
    byte[] body = request.getRequestContentsIfLoaded();
    if (GRAPHQL.equals(request.getOperation())) {
      return;
    }
    if (body == null || body.length == 0 || !isFhirJson(request, body)) {
      return;
    }
    if (!screen.passes(body) && !locator.locate(body, false, null, 1).isEmpty()) {
      throw new DataFormatException("A JSON value is of another type than its element");
    }
  }

  private static boolean isFhirJson(RequestDetails request, byte[] body) {
    String header = request.getHeader("Content-Type");
    String type = header == null ? "" : header.toLowerCase(Locale.ROOT);
    boolean json = type.contains("json") || (body[0] == '{' && !type.contains("xml"));
    return json && !type.contains("-patch+") && !type.contains("form-urlencoded");
  }
}
