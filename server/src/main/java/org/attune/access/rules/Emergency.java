package org.attune.access.rules;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who may open a chart in an emergency, and what they must say. */
public final class Emergency {

  private static final Set<Role> CLINICAL =
      EnumSet.of(Role.CLINICIAN, Role.PRESCRIBER, Role.ASSOCIATE, Role.SUPERVISOR);

  /** Codes of v3-ActReason: break the glass, emergency treatment. */
  private static final Set<String> PURPOSES = Set.of("BTG", "ETREAT");

  private static final int SHORTEST = 10;
  private static final int LONGEST = 1_000;

  private Emergency() {}

  /** Whether somebody in one of these roles may. */
  public static boolean may(Set<Role> roles) {
    return !Collections.disjoint(roles, CLINICAL);
  }

  /** Whether one of the stated purposes of use is an emergency. */
  public static boolean stated(Set<String> purposes) {
    return !Collections.disjoint(purposes, PURPOSES);
  }

  /** The reason without white space around it; empty if it is none. */
  public static String reason(@Nullable String given) {
    String reason = given == null ? "" : given.strip();
    return reason.length() < SHORTEST || reason.length() > LONGEST ? "" : reason;
  }
}
