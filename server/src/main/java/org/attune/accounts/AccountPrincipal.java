package org.attune.accounts;

import java.security.Principal;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The person who has signed in, as the HTTP session knows them. It is a snapshot of the moment of
 * signing in; when the account is disabled, or its roles or its reference change, its sessions end.
 *
 * <p>{@link #getName()} is the account's id, so that logs and sessions carry no name of a person.
 */
public interface AccountPrincipal extends Principal {

  /** The account. */
  UUID accountId();

  /**
   * The account's resource as a relative reference: {@code Practitioner/…}, {@code
   * PractitionerRole/…}, {@code Patient/…} or {@code RelatedPerson/…}.
   *
   * @see <a
   *     href="https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html">SMART
   *     App Launch 2.2, fhirUser</a>
   */
  String fhirUser();

  /** In which roles the person acts; never empty. */
  Set<AccountRole> roles();

  /** Logical id of the patient whose account this is, or for whom a proxy acts. */
  Optional<String> patient();

  /** When the person proved who they are, with the second factor if one was asked for. */
  Instant authenticatedAt();
}
