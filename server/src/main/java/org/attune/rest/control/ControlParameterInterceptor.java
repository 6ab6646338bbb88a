package org.attune.rest.control;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.util.List;

/** Refuses parameters that would steer the servlet past its rules, of bundles' entries too. */
@Interceptor
public final class ControlParameterInterceptor {

  private static final List<RequestControl> REFUSED = RequestControl.refused(true);

  /** Looks at a request before it is handled. */
  @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
  public void check(RequestDetails request) {
    for (RequestControl control : REFUSED) {
      if (request.getParameters().containsKey(control.title())) {
        throw new InvalidRequestException(control.refusal());
      }
    }
  }
}
