package org.attune.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.web.AuthenticationEntryPoint;

/**
 * Answers a request without a valid token with 401, the challenge of RFC 6750 §3 and an
 * OperationOutcome that does not tell an unknown token from a missing one.
 */
final class OperationOutcomeEntryPoint implements AuthenticationEntryPoint {

  private static final String BODY =
      """
      {"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"login",\
      "details":{"coding":[{"system":"https://attune.org/fhir/CodeSystem/error",\
      "code":"authentication-required"}],"text":"A valid bearer token is required"},\
      "diagnostics":"Send the header Authorization: Bearer with a token of this server"}]}""";

  private final AuthenticationEntryPoint challenge = new BearerTokenAuthenticationEntryPoint();

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException, jakarta.servlet.ServletException {
    challenge.commence(request, response, failure);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.setContentType("application/fhir+json;charset=UTF-8");
    response.getOutputStream().write(BODY.getBytes(StandardCharsets.UTF_8));
  }
}
