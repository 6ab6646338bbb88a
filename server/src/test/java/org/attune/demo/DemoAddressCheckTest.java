package org.attune.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.attune.accounts.AccountRole;
import org.attune.accounts.DemoAccounts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.mock.env.MockEnvironment;

/** What the demonstration asks of its surroundings. */
class DemoAddressCheckTest {

  @ParameterizedTest
  @CsvSource({
    "true, 127.0.0.1, ''",
    "true, 127.8.8.8, short",
    "true, ::1, ''",
    "true, 0.0.0.0, sixteen-letters-",
    "true, '', sixteen-letters-",
    "false, 0.0.0.0, ''",
    "'', 0.0.0.0, ''"
  })
  void theStartGoesOn(String demo, String address, String password) {
    assertThatCode(() -> DemoAddressCheck.check(environment(demo, address, password)))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "true, 0.0.0.0, ''",
    "TRUE, 0.0.0.0, fifteen-letters",
    "true, 192.0.2.1, ''",
    "true, '', ''",
    "true, '::', ''",
    "true, no.such.host.invalid, fifteen-letters"
  })
  void aDemonstrationThatOthersReachIsRefused(String demo, String address, String password) {
    assertThatThrownBy(() -> DemoAddressCheck.check(environment(demo, address, password)))
        .isInstanceOf(DemoAddressException.class)
        .satisfies(
            refused -> {
              FailureAnalysis report = new DemoAddressFailureAnalyzer().analyze(refused);
              assertThat(report.getDescription()).contains("attune.demo.password", "16 characters");
              assertThat(report.getAction()).contains("127.0.0.1");
            });
  }

  @Test
  void thereIsSomeoneForEachRole() {
    Set<AccountRole> roles = EnumSet.noneOf(AccountRole.class);
    DemoPeople.all().forEach(person -> roles.addAll(person.roles()));

    assertThat(roles).containsExactlyInAnyOrderElementsOf(Arrays.asList(AccountRole.values()));
  }

  @Test
  void aPasswordThatWasMadeUpIsPrintedAndAGivenOneIsNot() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    DemoAccounts accounts =
        (people, password) -> password.isEmpty() ? Optional.of("MADEUP") : Optional.empty();

    new DemoPeople(accounts, "given by the operator", stream).provide();
    assertThat(out.size()).isZero();
    new DemoPeople(accounts, "", stream).provide();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("MADEUP");
  }

  @Test
  void thePasswordDoesNotShowInTheSettingsAsText() {
    assertThat(new DemoPasswordProperties("secret-secret").toString()).doesNotContain("secret");
  }

  private static MockEnvironment environment(String demo, String address, String password) {
    return new MockEnvironment()
        .withProperty("attune.demo", demo)
        .withProperty("server.address", address)
        .withProperty("attune.demo.password", password);
  }
}
