package org.attune.access;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.attune.access.rules.Role;
import org.attune.access.rules.Standing;
import org.attune.accounts.AccountRole;
import org.attune.smart.Person;

/** In which capacities a person looks at the record, and at whom in each. */
final class Capacities {

  private Capacities() {}

  static Map<Role, Set<String>> of(Person person, Standing standing) {
    Map<Role, Set<String>> capacities = new EnumMap<>(Role.class);
    for (AccountRole account : person.roles()) {
      Role role = Role.of(account.code()).orElseThrow();
      capacities.put(role, patients(role, person, standing));
    }
    if (!standing.opened().isEmpty()) {
      capacities.put(Role.ON_CALL, standing.opened());
    }
    return capacities;
  }

  private static Set<String> patients(Role role, Person person, Standing standing) {
    return switch (role) {
      case CLIENT -> person.ownPatient().map(Set::of).orElse(Set.of());
      case PROXY -> standing.actsFor();
      case SUPERVISOR -> both(standing.caseload(), standing.supervised());
      default -> standing.caseload();
    };
  }

  private static Set<String> both(Set<String> some, Set<String> others) {
    Set<String> all = new HashSet<>(some);
    all.addAll(others);
    return all;
  }
}
