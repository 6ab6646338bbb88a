package org.attune.smart;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
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
 * @param practice whether the person acts as staff of the practice
 * @param roles in which the person acts now
 * @param authenticatedAt when they signed in, in seconds since 1970
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Person(
    @JsonProperty("account") UUID accountId,
    @JsonProperty("fhir_user") String fhirUser,
    @JsonProperty("patient") @Nullable String patient,
    @JsonProperty("practice") boolean practice,
    @JsonProperty("auth_time") long authenticatedAt,
    @JsonIgnore Set<AccountRole> roles) {

  /** Keeps its own copy of the roles, which are not kept with a grant: the account has them. */
  public Person {
    roles = roles == null ? Set.of() : Set.copyOf(roles);
  }

  /** What the session knows of the person. */
  public static Person of(AccountPrincipal account) {
    return new Person(
        account.accountId(),
        account.fhirUser(),
        account.patient().orElse(null),
        practice(account.roles()),
        account.authenticatedAt().getEpochSecond(),
        account.roles());
  }

  /** The same person in the roles that the account has by now. */
  public Person in(Set<AccountRole> current) {
    return new Person(accountId, fhirUser, patient, practice(current), authenticatedAt, current);
  }

  private static boolean practice(Set<AccountRole> roles) {
    return roles.stream().anyMatch(role -> role.staff() && role != AccountRole.ADMINISTRATOR);
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
