package org.attune.smart.assertion;

import com.nimbusds.jwt.SignedJWT;
import jakarta.servlet.http.HttpServletRequest;
import java.text.ParseException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Takes a signed client assertion from a request, with or without {@code client_id}: RFC 7521 §4.2
 * makes it optional and SMART clients leave it out. The client is then the one that the assertion's
 * {@code sub} names; whether it signed it is checked later.
 */
public final class AssertionConverter implements AuthenticationConverter {

  static final ClientAuthenticationMethod METHOD =
      new ClientAuthenticationMethod("urn:ietf:params:oauth:client-assertion-type:jwt-bearer");

  @Override
  public @Nullable Authentication convert(HttpServletRequest request) {
    String type = single(request, OAuth2ParameterNames.CLIENT_ASSERTION_TYPE);
    String assertion = single(request, OAuth2ParameterNames.CLIENT_ASSERTION);
    if (type == null && assertion == null) {
      return null;
    }
    if (!METHOD.getValue().equals(type)) {
      throw invalid("client_assertion_type must be " + METHOD.getValue());
    }
    if (assertion == null || assertion.isBlank()) {
      throw invalid("client_assertion is missing");
    }
    String subject = subject(assertion);
    String clientId = single(request, OAuth2ParameterNames.CLIENT_ID);
    if (clientId != null && !clientId.equals(subject)) {
      throw invalid("client_id is not the sub of client_assertion");
    }
    return new OAuth2ClientAuthenticationToken(subject, METHOD, assertion, codeGrant(request));
  }

  /** What the check of the code verifier needs, as the library's own converters hand it on. */
  static Map<String, Object> codeGrant(HttpServletRequest request) {
    Map<String, Object> parameters = new HashMap<>();
    for (String name :
        new String[] {
          OAuth2ParameterNames.GRANT_TYPE, OAuth2ParameterNames.CODE, "code_verifier"
        }) {
      String value = single(request, name);
      if (value != null) {
        parameters.put(name, value);
      }
    }
    return parameters;
  }

  /**
   * A parameter's one value.
   *
   * @throws OAuth2AuthenticationException if it is given twice (RFC 6749 §3.2)
   */
  static @Nullable String single(HttpServletRequest request, String name) {
    String[] values = request.getParameterValues(name);
    if (values == null) {
      return null;
    }
    if (values.length > 1) {
      throw new OAuth2AuthenticationException(
          new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST, name + " is given twice", null));
    }
    return values[0];
  }

  private static String subject(String assertion) {
    try {
      String subject = SignedJWT.parse(assertion).getJWTClaimsSet().getSubject();
      if (subject == null || subject.isBlank()) {
        throw invalid("client_assertion has no sub");
      }
      return subject;
    } catch (ParseException broken) {
      throw invalid("client_assertion is no signed JWT");
    }
  }

  private static OAuth2AuthenticationException invalid(String description) {
    return new OAuth2AuthenticationException(
        new OAuth2Error(OAuth2ErrorCodes.INVALID_CLIENT, description, null));
  }
}
