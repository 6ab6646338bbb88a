package org.attune.rest;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.RestfulServerUtils;
import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import java.util.Set;

/**
 * Refuses to answer in a format that is not offered. HAPI would send XML and label it as whatever
 * was asked for.
 */
@Interceptor
final class ResponseFormatInterceptor {

  private static final Set<EncodingEnum> OFFERED = Set.of(EncodingEnum.JSON, EncodingEnum.XML);

  private static final int NOT_ACCEPTABLE = 406;

  /** Bulk Data, whose files are NDJSON and which checks the formats itself. */
  private static final String EXPORT = "$export";

  @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
  public void check(RequestDetails request) {
    String operation = request.getOperation();
    if (operation != null && operation.startsWith(EXPORT)) {
      return;
    }
    if (!OFFERED.contains(
        RestfulServerUtils.determineResponseEncodingWithDefault(request).getEncoding())) {
      // The refusal itself is JSON.
      request.addParameter(Constants.PARAM_FORMAT, new String[] {Constants.FORMAT_JSON});
      throw new UnclassifiedServerFailureException(
          NOT_ACCEPTABLE, "The answer would have to be JSON or XML");
    }
  }
}
