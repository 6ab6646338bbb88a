package org.attune.smart.internal;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/** Error answers of the token endpoints (RFC 6749 §5.2): a code and what to do about it. */
final class OAuthErrors implements AuthenticationFailureHandler, AuthenticationEntryPoint {

  private final ObjectMapper json = new ObjectMapper();

  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    OAuth2Error error =
        failure instanceof OAuth2AuthenticationException oauth
            ? oauth.getError()
            : new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST);
    String description =
        failure.getCause() instanceof JwtException jwt
            ? "client_assertion: " + jwt.getMessage()
            : error.getDescription();
    write(request, response, error.getErrorCode(), description);
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    write(
        request,
        response,
        OAuth2ErrorCodes.INVALID_CLIENT,
        "the client must authenticate as it is registered");
  }

  /** The error of RFC 8628 §3.5 for who asks too often. */
  void tooMany(HttpServletResponse response) throws IOException {
    response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
    response.setContentType("application/json");
    response
        .getOutputStream()
        .write(
            json.writeValueAsBytes(
                Map.of(
                    "error",
                    "slow_down",
                    "error_description",
                    "too many requests; wait for the seconds of Retry-After")));
  }

  private void write(
      HttpServletRequest request,
      HttpServletResponse response,
      String code,
      @Nullable String description)
      throws IOException {
    boolean client = OAuth2ErrorCodes.INVALID_CLIENT.equals(code);
    response.setStatus(
        client ? HttpServletResponse.SC_UNAUTHORIZED : HttpServletResponse.SC_BAD_REQUEST);
    if (client) {
      String header = request.getHeader(HttpHeaders.AUTHORIZATION);
      boolean bearer = header != null && header.regionMatches(true, 0, "Bearer", 0, 6);
      response.setHeader(
          HttpHeaders.WWW_AUTHENTICATE,
          bearer ? "Bearer error=\"invalid_token\"" : "Basic realm=\"attune\"");
    }
    Map<String, String> body = new LinkedHashMap<>();
    body.put("error", code);
    if (description != null) {
      body.put("error_description", description.replaceAll("[^\\x20-\\x7e]|[\"\\\\]", "?"));
    }
    response.setContentType("application/json");
    response.getOutputStream().write(json.writeValueAsBytes(body));
  }
}
