package org.attune.accounts.session;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.attune.accounts.AccountPrincipal;
import org.attune.accounts.AccountRole;
import org.attune.accounts.directory.Account;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * The principal as the session keeps it. It is Java-serialized into sessions and can be written as
 * JSON, for an authorization server that keeps who authorized.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
public final class SignedInAccount implements AccountPrincipal, Serializable {

  private static final long serialVersionUID = 1L;

  private final String id;
  private final String fhirUser;
  private final ArrayList<String> roles;
  private final @Nullable String patient;
  private final String authenticated;

  /** All parts as texts: the id, the reference, codes of roles, the patient, the instant. */
  @JsonCreator
  public SignedInAccount(
      @JsonProperty("id") String id,
      @JsonProperty("fhirUser") String fhirUser,
      @JsonProperty("roles") List<String> roles,
      @JsonProperty("patient") @Nullable String patient,
      @JsonProperty("authenticated") String authenticated) {
    this.id = id;
    this.fhirUser = fhirUser;
    this.roles = new ArrayList<>(roles);
    this.patient = patient;
    this.authenticated = authenticated;
  }

  /** The principal of an account. */
  public static SignedInAccount of(Account account, Optional<String> patient, Instant now) {
    return new SignedInAccount(
        account.id().toString(),
        account.reference(),
        account.roles().stream().sorted().map(AccountRole::code).toList(),
        patient.orElse(null),
        now.toString());
  }

  /** The authentication that holds this principal, with an authority {@code ROLE_…} a role. */
  public Authentication authentication() {
    return UsernamePasswordAuthenticationToken.authenticated(
        this,
        "",
        roles().stream().map(role -> new SimpleGrantedAuthority("ROLE_" + role.name())).toList());
  }

  @Override
  @JsonProperty("id")
  public String getName() {
    return id;
  }

  @Override
  public UUID accountId() {
    return UUID.fromString(id);
  }

  @Override
  @JsonProperty("fhirUser")
  public String fhirUser() {
    return fhirUser;
  }

  @Override
  public Set<AccountRole> roles() {
    Set<AccountRole> found = EnumSet.noneOf(AccountRole.class);
    roles.forEach(code -> AccountRole.of(code).ifPresent(found::add));
    return Collections.unmodifiableSet(found);
  }

  @JsonProperty("roles")
  List<String> roleCodes() {
    return Collections.unmodifiableList(roles);
  }

  @Override
  public Optional<String> patient() {
    return Optional.ofNullable(patient);
  }

  @JsonProperty("patient")
  @Nullable String patientOrNull() {
    return patient;
  }

  @Override
  public Instant authenticatedAt() {
    return Instant.parse(authenticated);
  }

  @JsonProperty("authenticated")
  String authenticated() {
    return authenticated;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SignedInAccount that
        && id.equals(that.id)
        && fhirUser.equals(that.fhirUser)
        && roles.equals(that.roles)
        && patient().equals(that.patient())
        && authenticated.equals(that.authenticated);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return "SignedInAccount[" + id + "]";
  }
}
