package org.attune.accounts.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRuleTest {

  @ParameterizedTest
  @ValueSource(strings = {"correct horse", "123456789abc", "пароль-пароль", "     a b c d e f"})
  void aLongPasswordOfAnyCharactersIsTaken(String password) {
    assertThat(PasswordRule.problem(password, "okafor")).isEmpty();
  }

  @Test
  void seventyTwoBytesAreTakenAndNotOneMore() {
    assertThat(PasswordRule.problem("abcdefgh".repeat(9), "okafor")).isEmpty();
    assertThat(PasswordRule.problem("abcdefgh".repeat(9) + "i", "okafor")).isPresent();
    assertThat(PasswordRule.problem("äbcdefgh".repeat(9), "okafor")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "elevenchars",
        "🔑🔑🔑🔑🔑🔑",
        "aaaaaaaaaaaaaaa",
        "abababababab",
        "My Okafor secret"
      })
  void aShortUniformOrTellingPasswordIsRefusedWithASentence(String password) {
    assertThat(PasswordRule.problem(password, "okafor")).get().asString().endsWith(".");
  }

  @ParameterizedTest
  @CsvSource({
    "' Okafor ', okafor, true",
    "m.okafor@example.com, m.okafor@example.com, true",
    "ab, ab, false",
    "-abc, -abc, false",
    "'a bc', 'a bc', false",
    "оkafor, оkafor, false"
  })
  void namesAreComparedWithoutCapitalsAndAreAscii(String typed, String canonical, boolean valid) {
    assertThat(UserName.canonical(typed)).isEqualTo(canonical);
    assertThat(UserName.valid(UserName.canonical(typed))).isEqualTo(valid);
  }

  @ParameterizedTest
  @CsvSource({
    "https://evil.example/oauth2/authorize?a=b%20c, /oauth2/authorize?a=b%20c",
    "http://127.0.0.1:8080/account, /account",
    "/account?x=1, /account?x=1",
    "http://host//evil.example/, ",
    "//evil.example, ",
    "/\\evil.example, ",
    "https://host/a\\b, ",
    "account, ",
    "mailto:a@example.com, ",
    "'http://host/a b', "
  })
  void onlyAPathOfThisServerIsKept(String address, String kept) {
    assertThat(OwnPath.of(address).orElse(null)).isEqualTo(kept);
  }
}
