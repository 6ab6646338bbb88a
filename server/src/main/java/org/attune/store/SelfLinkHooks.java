package org.attune.store;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import jakarta.servlet.http.HttpServletRequest;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Lets an answer say the address that was asked for. What a page was turned into would say what was
 * searched for, which no link to a page tells; what a compartment was turned into says less.
 */
@Interceptor
@Component
public final class SelfLinkHooks {

  private static final String ATTRIBUTE = "attune.self";
  private static final String SELF = "self";

  SelfLinkHooks() {}

  /** Keeps the address before the request is turned into another; the first one counts. */
  public static void remember(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) == null) {
      String query = request.getQueryString();
      request.setAttribute(ATTRIBUTE, request.getRequestURL() + (query == null ? "" : "?" + query));
    }
  }

  @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
  public void say(@Nullable HttpServletRequest request, @Nullable IBaseResource answer) {
    if (request != null
        && answer instanceof Bundle bundle
        && request.getAttribute(ATTRIBUTE) instanceof String address
        && bundle.getLink(SELF) != null) {
      bundle.getLink(SELF).setUrl(address);
    }
  }
}
