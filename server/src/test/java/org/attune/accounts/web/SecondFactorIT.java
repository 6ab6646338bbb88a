package org.attune.accounts.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Pattern;
import org.attune.accounts.AccountRole;
import org.attune.accounts.directory.Account;
import org.attune.accounts.directory.AccountDirectory;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.attune.testing.WebClient;
import org.attune.testing.WebClient.Page;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Staff need a second factor; codes are taken once. */
@FhirIntegrationTest
class SecondFactorIT {

  private static final String ENROLL = "/login/enroll";
  private static final String CODE = "/login/code";

  private final TestPeople people;
  private final JdbcTemplate jdbc;
  private final AccountDirectory directory;
  private Account account;
  private WebClient browser;
  private Page codes;

  SecondFactorIT(
      @Autowired FhirHttp http,
      @Autowired JdbcTemplate jdbc,
      @Autowired AccountDirectory directory) {
    this.people = new TestPeople(http, directory);
    this.jdbc = jdbc;
    this.directory = directory;
    this.account = people.person(AccountRole.CLINICIAN);
    this.browser = people.browser();
    this.codes = browser.open("/login");
  }

  @BeforeEach
  void enroll() {
    Page page = browser.signIn(account.userName(), TestPeople.PASSWORD);
    assertThat(page.path()).isEqualTo(ENROLL);
    assertThat(page.find("href=\"(otpauth://totp/Attune:[^\"]*)\"")).contains("secret=");
    assertThat(browser.open("/account").path()).as("not signed in yet").isEqualTo("/login");
    byte[] secret = decode(page.find("class=\"secret\" id=\"secret\">([A-Z2-7 ]+)<"));

    Page wrong = browser.submit(ENROLL, ENROLL, Map.of("code", "000000x"));
    assertThat(wrong.status()).isEqualTo(403);
    codes = browser.submit(ENROLL, ENROLL, Map.of("code", TestPeople.code(secret, 0)));

    assertThat(codes.status()).isEqualTo(200);
    assertThat(secret()).isEqualTo(secret);
  }

  @Test
  void whoever_set_it_up_is_signed_in_and_has_ten_recovery_codes() {
    assertThat(
            Pattern.compile("<li>([A-Z2-7]{4}-){3}[A-Z2-7]{4}</li>")
                .matcher(codes.body())
                .results())
        .hasSize(10);
    assertThat(browser.open("/account").path()).isEqualTo("/account");
  }

  @Test
  void the_next_sign_in_asks_for_a_code_and_takes_each_once() {
    WebClient other = people.browser();
    assertThat(other.signIn(account.userName(), TestPeople.PASSWORD).path()).isEqualTo(CODE);
    assertThat(other.open("/account").path()).isEqualTo("/login");
    other.signIn(account.userName(), TestPeople.PASSWORD);

    Page used = other.submit(CODE, CODE, Map.of("code", TestPeople.code(secret(), 0)));
    assertThat(used.status()).as("used when it was set up").isEqualTo(403);
    String next = TestPeople.code(secret(), 1);
    Page page = other.submit(CODE, CODE, Map.of("code", next));
    assertThat(page.path()).as("on to what was asked for").isEqualTo("/login/continue");
    assertThat(other.open("/account").path()).isEqualTo("/account");

    WebClient thief = people.browser();
    thief.signIn(account.userName(), TestPeople.PASSWORD);
    Page replayed = thief.submit(CODE, CODE, Map.of("code", next));
    assertThat(replayed.status()).isEqualTo(403);
    assertThat(replayed.body()).contains("role=\"alert\"");
  }

  @Test
  void a_recovery_code_is_good_once_however_it_is_typed() {
    String recovery = codes.find("<li>([A-Z2-7-]{19})</li>");
    WebClient other = people.browser();
    other.signIn(account.userName(), TestPeople.PASSWORD);
    Page page =
        other.submit(
            CODE,
            CODE,
            Map.of("code", " " + recovery.replace("-", " ").toLowerCase(java.util.Locale.ROOT)));
    assertThat(page.path()).isEqualTo("/account");

    WebClient again = people.browser();
    again.signIn(account.userName(), TestPeople.PASSWORD);
    assertThat(again.submit(CODE, CODE, Map.of("code", recovery)).status()).isEqualTo(403);
  }

  @Test
  void after_five_wrong_codes_the_password_is_asked_for_again() {
    WebClient other = people.browser();
    other.signIn(account.userName(), TestPeople.PASSWORD);
    for (int attempt = 0; attempt < 4; attempt++) {
      assertThat(other.submit(CODE, CODE, Map.of("code", "wrong")).status()).isEqualTo(403);
    }

    assertThat(other.submit(CODE, CODE, Map.of("code", "wrong")).path()).startsWith("/login?");
    assertThat(other.open(CODE).path()).startsWith("/login?");
  }

  @Test
  void the_code_page_is_closed_without_the_password() {
    WebClient stranger = people.browser();

    assertThat(stranger.open(CODE).path()).startsWith("/login?");
    assertThat(stranger.open(ENROLL).path()).startsWith("/login?");
    assertThat(stranger.submit("/login", CODE, Map.of("code", TestPeople.code(secret(), 1))).path())
        .startsWith("/login?");
  }

  @Test
  void an_account_that_is_disabled_between_the_steps_does_not_get_in() {
    WebClient other = people.browser();
    other.signIn(account.userName(), TestPeople.PASSWORD);
    directory.disable(account.id());

    Page page = other.submit(CODE, CODE, Map.of("code", TestPeople.code(secret(), 1)));

    assertThat(page.path()).startsWith("/login?");
    assertThat(browser.open("/account").path()).isEqualTo("/login");
  }

  private byte[] secret() {
    byte[] secret =
        jdbc.queryForObject(
            "select totp_secret from attune.account where id = ?", byte[].class, account.id());
    return java.util.Objects.requireNonNull(secret);
  }

  static byte[] decode(String shown) {
    java.math.BigInteger bits = java.math.BigInteger.ZERO;
    for (char character : shown.replace(" ", "").toCharArray()) {
      bits =
          bits.shiftLeft(5)
              .or(
                  java.math.BigInteger.valueOf(
                      "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(character)));
    }
    byte[] bytes = new byte[20];
    byte[] raw = bits.toByteArray();
    int length = Math.min(raw.length, bytes.length);
    System.arraycopy(raw, raw.length - length, bytes, bytes.length - length, length);
    return bytes;
  }
}
