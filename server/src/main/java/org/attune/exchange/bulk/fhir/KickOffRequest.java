package org.attune.exchange.bulk.fhir;

import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attune.exchange.bulk.rules.ExportRefused;
import org.attune.exchange.bulk.rules.Preference;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;

/**
 * What a kick-off request says, wherever it says it.
 *
 * @param parameters values by name, of the address and of the body
 * @param post whether there is a body
 * @param accept the Accept header; empty if there is none
 * @param url address of the request
 */
record KickOffRequest(
    Map<String, List<String>> parameters,
    boolean post,
    String accept,
    Preference preference,
    String url) {

  /**
   * Reads the request.
   *
   * @throws ExportRefused if the body is not a Parameters resource of simple values
   */
  static KickOffRequest of(ServletRequestDetails request) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    request
        .getParameters()
        .forEach((name, values) -> parameters.put(name, new ArrayList<>(Arrays.asList(values))));
    boolean post = request.getRequestType() == RequestTypeEnum.POST;
    if (post) {
      if (!(request.getResource() instanceof Parameters body)) {
        throw new ExportRefused("The body must be a Parameters resource");
      }
      for (ParametersParameterComponent parameter : body.getParameter()) {
        parameters
            .computeIfAbsent(parameter.getName(), name -> new ArrayList<>())
            .add(value(parameter));
      }
    }
    return new KickOffRequest(
        parameters,
        post,
        String.join(",", request.getHeaders("Accept")),
        Preference.of(request.getHeaders("Prefer")),
        url(request));
  }

  private static String value(ParametersParameterComponent parameter) {
    Base value = parameter.getValue();
    if (value instanceof Reference reference && reference.hasReference()) {
      return reference.getReference();
    }
    if (value == null || !value.isPrimitive() || value.primitiveValue() == null) {
      throw new ExportRefused("Each parameter of the body must have a simple value or a reference");
    }
    return value.primitiveValue();
  }

  private static String url(ServletRequestDetails request) {
    String query = request.getServletRequest().getQueryString();
    return request.getFhirServerBase()
        + "/"
        + request.getRequestPath()
        + (query == null ? "" : "?" + query);
  }

  /** Whether the client takes JSON, in which problems are told. */
  boolean acceptsJson() {
    return accept.isBlank() || accept.contains("json") || accept.contains("*/*");
  }
}
