package org.attune.smart;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.attune.accounts.AccountPrincipal;
import org.attune.accounts.AccountRole;
import org.jspecify.annotations.Nullable;

/**
 * The person who authorized a client, as known at that moment.
 *
 * @param accountId the account
 * @param fhirUser the account's resource as a relative reference
 * @param patient id of the patient whose account it is, or for whom a proxy acts
 * @param practice whether the person sees records as staff of the practice
 * @param authenticatedAt when they signed in, in seconds since 1970
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Person(
    @JsonProperty("account") UUID accountId,
    @JsonProperty("fhir_user") String fhirUser,
    @JsonProperty("patient") @Nullable String patient,
    @JsonProperty("practice") boolean practice,
    @JsonProperty("auth_time") long authenticatedAt) {

  /** What the session knows of the person. */
  public static Person of(AccountPrincipal account) {
    boolean practice =
        account.roles().stream()
            .anyMatch(role -> role.staff() && role != AccountRole.ADMINISTRATOR);
    return new Person(
        account.accountId(),
        account.fhirUser(),
        account.patient().orElse(null),
        practice,
        account.authenticatedAt().getEpochSecond());
  }

  /** The one patient whom the person may see, if they are no staff. */
  @JsonIgnore
  public Optional<String> ownPatient() {
    return practice ? Optional.empty() : Optional.ofNullable(patient);
  }

  /** When they signed in. */
  @JsonIgnore
  public Instant signedInAt() {
    return Instant.ofEpochSecond(authenticatedAt);
  }
}
