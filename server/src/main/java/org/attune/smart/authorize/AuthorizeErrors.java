package org.attune.smart.authorize;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * Answers an authorization request that fails: to the app if its address is known to be its own,
 * else by a page.
 */
public final class AuthorizeErrors implements AuthenticationFailureHandler {

  /** Request attribute with the text of the page. */
  static final String TEXT = "attune.refusal";

  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException, ServletException {
    OAuth2Error error =
        failure instanceof OAuth2AuthenticationException oauth
            ? oauth.getError()
            : new OAuth2Error("invalid_request");
    OAuth2AuthorizationCodeRequestAuthenticationToken authorization =
        failure instanceof OAuth2AuthorizationCodeRequestAuthenticationException exception
            ? exception.getAuthorizationCodeRequestAuthentication()
            : null;
    String address = authorization == null ? null : authorization.getRedirectUri();
    if (authorization == null || address == null || address.isBlank()) {
      request.setAttribute(TEXT, text(error));
      request.getRequestDispatcher(AuthorizePages.REFUSED).forward(request, response);
      return;
    }
    response.sendRedirect(location(address, error, authorization.getState()));
  }

  /** Names the parameter in words where the library says no more than its name. */
  private static String text(OAuth2Error error) {
    String description = error.getDescription();
    if (description == null || description.isBlank()) {
      return error.getErrorCode();
    }
    return switch (description) {
      case "OAuth 2.0 Parameter: client_id" ->
          "The app is not registered with this server (client_id).";
      case "OAuth 2.0 Parameter: redirect_uri" ->
          "The app asks to be answered at an address that it is not registered with"
              + " (redirect_uri).";
      default -> description;
    };
  }

  private static String location(String address, OAuth2Error error, @Nullable String state) {
    UriComponentsBuilder location =
        UriComponentsBuilder.fromUriString(address).queryParam("error", error.getErrorCode());
    add(location, "error_description", error.getDescription());
    add(location, "state", state);
    return location.build(true).toUriString();
  }

  private static void add(UriComponentsBuilder location, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      location.queryParam(name, UriUtils.encode(value, StandardCharsets.UTF_8));
    }
  }
}
