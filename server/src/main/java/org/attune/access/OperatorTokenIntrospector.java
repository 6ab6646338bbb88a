package org.attune.access;

import java.util.List;
import java.util.Map;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.DefaultOAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;
import org.springframework.stereotype.Component;

/** Accepts the operator's token and no other. */
@Component
class OperatorTokenIntrospector implements OpaqueTokenIntrospector {

  /** Name of the one principal that exists until people have accounts. */
  static final String OPERATOR = "operator";

  /** What lets one use the operator's own paths; no other token has it. */
  static final GrantedAuthority OPERATOR_AUTHORITY = new SimpleGrantedAuthority("operator");

  private final OperatorToken operatorToken;

  OperatorTokenIntrospector(OperatorToken operatorToken) {
    this.operatorToken = operatorToken;
  }

  @Override
  public OAuth2AuthenticatedPrincipal introspect(String token) {
    if (!operatorToken.matches(token)) {
      throw new BadOpaqueTokenException("The token is not known");
    }
    return new DefaultOAuth2AuthenticatedPrincipal(
        OPERATOR, Map.of("sub", OPERATOR), List.of(OPERATOR_AUTHORITY));
  }
}
