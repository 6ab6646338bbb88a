package org.attune.smart;

import java.time.Instant;
import java.util.Optional;
import org.attune.smart.scope.ScopeSet;
import org.jspecify.annotations.Nullable;

/**
 * What an access token stands for.
 *
 * @param grantId identifier of the grant
 * @param clientId the client that holds the token
 * @param organization id of the Organization that the client acts for; absent: the practice
 * @param person on whose behalf; absent for back-end systems
 * @param patient id of the patient in the launch context
 * @param scopes what is granted, no more than the client is registered for now
 * @param expiresAt when the token ends
 */
public record AccessGrant(
    String grantId,
    String clientId,
    @Nullable String organization,
    @Nullable Person person,
    @Nullable String patient,
    ScopeSet scopes,
    Instant expiresAt) {

  /** On whose behalf; absent for back-end systems. */
  public Optional<Person> onBehalfOf() {
    return Optional.ofNullable(person);
  }
}
