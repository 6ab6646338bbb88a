package org.attune.database.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.attune.database.DatabaseStartException;
import org.junit.jupiter.api.Test;

class PrivilegesTest {
  private static final String SETPRIV = "setpriv --reuid=65534 --regid=65534 --clear-groups id -u";

  @Test
  void ordinaryUserRunsThePlainCommand() {
    Privileges privileges = choose(Map.of("id -u", "1000"));
    assertThat(privileges.wrap(List.of("postgres", "-D", "x")))
        .containsExactly("postgres", "-D", "x");
    assertThat(privileges.owner()).isEmpty();
  }

  @Test
  void rootHidesInAUserNamespaceWhereThatIsAllowed() {
    Privileges privileges =
        choose(Map.of("id -u", "0", "unshare -U id -u", "65534", SETPRIV, "65534"));
    assertThat(privileges.wrap(List.of("postgres"))).containsExactly("unshare", "-U", "postgres");
    assertThat(privileges.owner()).isEqualTo(OptionalInt.of(0));
  }

  @Test
  void rootChangesUserWhereNamespacesAreForbidden() {
    Privileges privileges = choose(Map.of("id -u", "0", SETPRIV, "65534"));
    assertThat(privileges.prefix()).startsWith("setpriv");
    assertThat(privileges.owner()).isEqualTo(OptionalInt.of(65534));
  }

  @Test
  void namespaceInWhichWeAreStillRootIsOfNoUse() {
    Privileges privileges = choose(Map.of("id -u", "0", "unshare -U id -u", "0", SETPRIV, "65534"));
    assertThat(privileges.prefix()).startsWith("setpriv");
  }

  @Test
  void runuserIsTheLastResortAndItsUserOwnsTheFiles() {
    Privileges privileges = choose(Map.of("id -u", "0", "runuser -u nobody -- id -u", "99"));
    assertThat(privileges.prefix()).containsExactly("runuser", "-u", "nobody", "--");
    assertThat(privileges.owner()).isEqualTo(OptionalInt.of(99));
  }

  @Test
  void rootWithNoWayOutIsToldWhatToDo() {
    assertThatThrownBy(() -> choose(Map.of("id -u", "0")))
        .isInstanceOfSatisfying(
            DatabaseStartException.class,
            refusal -> assertThat(refusal.action()).contains("another user", "--attune.db.url"));
  }

  private static Privileges choose(Map<String, String> answers) {
    return Privileges.choose(
        command -> Optional.ofNullable(answers.get(String.join(" ", command))));
  }
}
