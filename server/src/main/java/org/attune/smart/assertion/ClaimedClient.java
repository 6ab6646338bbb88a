package org.attune.smart.assertion;

import com.nimbusds.jwt.SignedJWT;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Base64;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;

/**
 * Which client a request to a token endpoint says that it comes from; nothing is proved by that.
 */
public final class ClaimedClient {

  private static final String BASIC = "Basic ";

  private ClaimedClient() {}

  /** The client's id, by whichever means a client may name itself. */
  public static Optional<String> of(HttpServletRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header != null && header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      return basic(header.substring(BASIC.length()).strip());
    }
    String named = request.getParameter(OAuth2ParameterNames.CLIENT_ID);
    return named != null
        ? Optional.of(named)
        : Optional.ofNullable(request.getParameter(OAuth2ParameterNames.CLIENT_ASSERTION))
            .flatMap(ClaimedClient::subject);
  }

  /** RFC 6749 §2.3.1: the id is form-encoded before it is put into the header. */
  private static Optional<String> basic(String credentials) {
    try {
      String text = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
      int colon = text.indexOf(':');
      return colon < 0
          ? Optional.empty()
          : Optional.of(URLDecoder.decode(text.substring(0, colon), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException broken) {
      return Optional.empty();
    }
  }

  private static Optional<String> subject(String assertion) {
    try {
      return Optional.ofNullable(SignedJWT.parse(assertion).getJWTClaimsSet().getSubject());
    } catch (ParseException broken) {
      return Optional.empty();
    }
  }
}
