package org.attune.smart.keys;

import org.attune.smart.Person;
import org.attune.smart.token.PersonAuthentication;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.stereotype.Component;

/** Adds to id tokens who the person is in the record, as far as the app may know. */
@Component
public final class IdTokens implements OAuth2TokenCustomizer<JwtEncodingContext> {

  private final SigningKeys keys;

  IdTokens(SigningKeys keys) {
    this.keys = keys;
  }

  @Override
  public void customize(JwtEncodingContext context) {
    context.getJwsHeader().keyId(keys.current());
    Person person = PersonAuthentication.personOf(context.getPrincipal());
    if (person == null) {
      return;
    }
    String resource =
        context.getAuthorizationServerContext().getIssuer() + "/fhir/" + person.fhirUser();
    context.getClaims().claim("auth_time", person.authenticatedAt());
    if (context.getAuthorizedScopes().contains("fhirUser")) {
      context.getClaims().claim("fhirUser", resource);
    }
    if (context.getAuthorizedScopes().contains("profile")) {
      context.getClaims().claim("profile", resource);
    }
  }
}
