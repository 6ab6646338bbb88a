package org.attune.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attune.access.grants.Standings;
import org.attune.smart.AccessGrant;
import org.attune.smart.AccessTokens;
import org.attune.smart.Person;
import org.attune.store.Actor;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;
import org.springframework.stereotype.Component;

/**
 * Turns a bearer token into the actor that it stands for: the operator's token or a granted one.
 */
@Component
class TokenIntrospector implements OpaqueTokenIntrospector {

  /** Who may register clients and rotate keys. */
  static final String ADMINISTRATION = "ATTUNE_ADMINISTRATION";

  private static final String OPERATOR = "operator";

  private final OperatorToken operatorToken;
  private final AccessTokens tokens;
  private final PatientLinks links;
  private final Standings standings;

  /** What follows from a grant is worked out once, as long as the grant is remembered. */
  private final Cache<AccessGrant, TokenAccess> known = Caffeine.newBuilder().weakKeys().build();

  TokenIntrospector(
      OperatorToken operatorToken, AccessTokens tokens, PatientLinks links, Standings standings) {
    this.operatorToken = operatorToken;
    this.tokens = tokens;
    this.links = links;
    this.standings = standings;
  }

  @Override
  public OAuth2AuthenticatedPrincipal introspect(String token) {
    if (operatorToken.matches(token)) {
      return new ActorPrincipal(
          new Actor(OPERATOR, Actor.Kind.OPERATOR, Set.of(Actor.Right.CHOOSE_IDS)),
          List.of(new SimpleGrantedAuthority(ADMINISTRATION)));
    }
    AccessGrant grant =
        tokens.find(token).orElseThrow(() -> new BadOpaqueTokenException("The token is not valid"));
    TokenAccess access = known.get(grant, fresh -> new TokenAccess(fresh, links, standings));
    return new ActorPrincipal(actor(grant, access), List.of());
  }

  private static Actor actor(AccessGrant grant, TokenAccess access) {
    Optional<Person> person = grant.onBehalfOf();
    return person
        .map(who -> new Actor(who.accountId().toString(), Actor.Kind.USER, Set.of(), access))
        .orElseGet(
            () ->
                new Actor(
                    grant.clientId(),
                    Actor.Kind.CLIENT_SYSTEM,
                    grant.organization() == null ? Set.of(Actor.Right.CHOOSE_IDS) : Set.of(),
                    access));
  }

  /** A principal that carries its actor. */
  record ActorPrincipal(Actor actor, List<GrantedAuthority> authorities)
      implements OAuth2AuthenticatedPrincipal {

    @Override
    public Map<String, Object> getAttributes() {
      return Map.of();
    }

    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
      return authorities;
    }

    @Override
    public String getName() {
      return actor.id();
    }
  }
}
