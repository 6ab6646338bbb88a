package org.attune.access;

import ca.uhn.fhir.util.UrlUtil;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.attune.access.grants.Standings;
import org.attune.access.rules.Reach;
import org.attune.smart.AccessGrant;
import org.attune.smart.scope.Permission;
import org.attune.smart.scope.ResourceScope;
import org.attune.smart.scope.ScopeSet;
import org.attune.store.Actor;
import org.attune.store.BulkAccess;
import org.hl7.fhir.r4.model.Coding;
import org.springframework.stereotype.Component;

/**
 * What the token of a back-end system lets leave in bulk: the types that its system scopes let be
 * read and searched, within their categories, and never psychotherapy notes.
 */
@Component
final class BulkScopes implements BulkAccess {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final PatientLinks links;
  private final Standings standings;

  BulkScopes(PatientLinks links, Standings standings) {
    this.links = links;
    this.standings = standings;
  }

  /** What is kept of a token: by whom and what for, and nothing that could be presented. */
  private record Kept(
      @JsonProperty("client_id") String clientId, @JsonProperty("scope") String scope) {}

  /** Whether the token may start exports: a system's that acts for the practice. */
  static boolean mayExport(TokenAccess token) {
    AccessGrant grant = token.grant();
    return grant.onBehalfOf().isEmpty()
        && grant.organization() == null
        && grant.scopes().resources().stream()
            .anyMatch(scope -> scope.level() == ResourceScope.Level.SYSTEM && looks(scope));
  }

  private static boolean looks(ResourceScope scope) {
    return scope.permissions().contains(Permission.READ)
        && scope.permissions().contains(Permission.SEARCH);
  }

  @Override
  public Optional<String> narrowing(Actor actor, String type) {
    if (!(actor.token() instanceof TokenAccess token)) {
      return actor.token() == null ? Optional.of("") : Optional.empty();
    }
    Optional<Reach.Part> read = token.reach(Permission.READ, type).single();
    Optional<Reach.Part> search = token.reach(Permission.SEARCH, type).single();
    if (read.isEmpty() || search.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Stream.of(read.get(), search.get())
            .map(part -> PatientLinks.query(type, part))
            .filter(query -> !query.isEmpty())
            .distinct()
            .collect(Collectors.joining("&")));
  }

  @Override
  public Set<Coding> withheld(Actor actor) {
    return actor.token() == null ? Set.of() : Set.of(TokenAccess.psychotherapyNote());
  }

  @Override
  public void check(Actor actor, String type, String query) {
    if (actor.token() instanceof TokenAccess token) {
      SearchScreen.check(token, type, UrlUtil.parseQueryString(query));
    }
  }

  @Override
  public Optional<String> keep(Actor actor) {
    return actor
        .limits()
        .map(token -> write(new Kept(token.clientId(), String.join(" ", token.scopes()))));
  }

  /** What was started by a token and has lost its limits reaches nothing. */
  @Override
  public Actor resume(String id, Actor.Kind kind, Optional<String> kept) {
    if (kept.isEmpty() && kind == Actor.Kind.OPERATOR) {
      return new Actor(id, kind);
    }
    Kept limits = kept.map(BulkScopes::read).orElseGet(() -> new Kept(id, ""));
    AccessGrant grant =
        new AccessGrant(
            "", limits.clientId(), null, null, null, ScopeSet.parse(limits.scope()), Instant.MAX);
    return new Actor(id, kind, Set.of(), new TokenAccess(grant, links, standings));
  }

  @Override
  public boolean covers(Actor actor, Optional<String> kept) {
    if (!(actor.token() instanceof TokenAccess token)) {
      return actor.token() == null;
    }
    return kept.map(BulkScopes::read)
        .filter(
            limits ->
                token.grant().scopes().uncovered(ScopeSet.parse(limits.scope()).texts()).isEmpty())
        .isPresent();
  }

  private static String write(Kept kept) {
    try {
      return JSON.writeValueAsString(kept);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("The limits of a token cannot be written", impossible);
    }
  }

  private static Kept read(String kept) {
    try {
      return JSON.readValue(kept, Kept.class);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("The limits of a token cannot be read", broken);
    }
  }
}
