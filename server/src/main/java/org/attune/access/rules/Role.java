package org.attune.access.rules;

import java.util.Optional;

/** A column of the {@link RoleMatrix}: in which capacity somebody looks at the record. */
public enum Role {
  CLINICIAN("clinician"),
  PRESCRIBER("prescriber"),
  ASSOCIATE("associate"),
  SUPERVISOR("supervisor"),
  FRONT_DESK("front-desk"),
  BILLER("biller"),
  PRACTICE_OWNER("practice-owner"),
  /** Keeps accounts and settings. */
  ADMINISTRATOR("administrator"),
  CLIENT("client"),
  PROXY("proxy"),
  /** Whoever has opened a chart in an emergency, for the charts so opened. */
  ON_CALL("on-call"),
  /** A provider outside the practice, for clients whom they referred or share. */
  REFERRING_PROVIDER("referring-provider"),
  /** A system of another organization, such as a payer. */
  ORGANIZATION("organization");

  private final String code;

  Role(String code) {
    this.code = code;
  }

  /** The role as accounts and the table name it. */
  public String code() {
    return code;
  }

  /** The role of that code, if there is one. */
  public static Optional<Role> of(String code) {
    for (Role role : values()) {
      if (role.code.equals(code)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}
