package org.attune.access;

import java.time.Instant;
import java.util.Set;
import org.attune.access.grants.Standings;
import org.attune.smart.AccessGrant;
import org.attune.smart.Person;
import org.attune.smart.SessionActors;
import org.attune.smart.scope.ScopeSet;
import org.attune.store.Actor;
import org.springframework.stereotype.Component;

/** Gives pages the rights of whoever has signed in, as if they were an app that may look. */
@Component
final class SessionAccess implements SessionActors {

  private static final ScopeSet LOOK = ScopeSet.parse("user/*.rs");

  private final PatientLinks links;
  private final Standings standings;

  SessionAccess(PatientLinks links, Standings standings) {
    this.links = links;
    this.standings = standings;
  }

  @Override
  public Actor of(Person person) {
    AccessGrant looking = new AccessGrant("", "attune", null, person, null, LOOK, Instant.MAX);
    return new Actor(
        person.accountId().toString(),
        Actor.Kind.USER,
        Set.of(),
        new TokenAccess(looking, links, standings));
  }
}
