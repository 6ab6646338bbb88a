package org.attune.accounts;

import java.util.Optional;

/**
 * What a person is in the practice. To be on call is a state of a clinician, not a role. Rights
 * follow from roles elsewhere; here a role only decides which resource an account is tied to and
 * whether the account counts as staff.
 */
public enum AccountRole {
  /** Treats clients under an own licence. */
  CLINICIAN("clinician", Kind.STAFF),
  /** Treats clients and prescribes medication. */
  PRESCRIBER("prescriber", Kind.STAFF),
  /** Treats clients under supervision; another signs as well. */
  ASSOCIATE("associate", Kind.STAFF),
  /** Answers for the work of associates. */
  SUPERVISOR("supervisor", Kind.STAFF),
  /** Books, greets, answers the telephone. */
  FRONT_DESK("front-desk", Kind.STAFF),
  /** Sends claims and posts payments. */
  BILLER("biller", Kind.STAFF),
  /** Owns the practice. */
  PRACTICE_OWNER("practice-owner", Kind.STAFF),
  /** A client of the practice. */
  CLIENT("client", Kind.PATIENT),
  /** Acts for a client, such as a parent or guardian. */
  PROXY("proxy", Kind.RELATED_PERSON),
  /** Keeps accounts and settings; sees no record by this role. */
  ADMINISTRATOR("administrator", Kind.STAFF),
  /** A provider outside the practice who refers clients. */
  REFERRING_PROVIDER("referring-provider", Kind.OUTSIDE);

  private enum Kind {
    STAFF,
    OUTSIDE,
    PATIENT,
    RELATED_PERSON
  }

  private final String code;
  private final Kind kind;

  AccountRole(String code, Kind kind) {
    this.code = code;
    this.kind = kind;
  }

  /** The role as texts, requests and the database name it. */
  public String code() {
    return code;
  }

  /** Whether the role is one of the practice's staff. */
  public boolean staff() {
    return kind == Kind.STAFF;
  }

  /** Whether the role sees other people's records, as staff or from outside. */
  public boolean professional() {
    return kind == Kind.STAFF || kind == Kind.OUTSIDE;
  }

  /**
   * Whether an account with this role may be tied to a resource of that type.
   *
   * @param resourceType FHIR resource type
   */
  public boolean allows(String resourceType) {
    return switch (kind) {
      case STAFF, OUTSIDE ->
          "PractitionerRole".equals(resourceType) || "Practitioner".equals(resourceType);
      case PATIENT -> "Patient".equals(resourceType);
      case RELATED_PERSON -> "RelatedPerson".equals(resourceType);
    };
  }

  /** The role of that code, if there is one. */
  public static Optional<AccountRole> of(String code) {
    for (AccountRole role : values()) {
      if (role.code.equals(code)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}
