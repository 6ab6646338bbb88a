package org.attune.accounts.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.attune.accounts.AccountRole;
import org.attune.accounts.directory.Account;
import org.attune.accounts.directory.AccountDirectory;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.attune.testing.WebClient;
import org.attune.testing.WebClient.Page;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Signing in with name and password. */
@FhirIntegrationTest
class SignInIT {

  private final FhirHttp http;
  private final TestPeople people;
  private final AccountDirectory directory;
  private final JdbcTemplate jdbc;

  SignInIT(
      @Autowired FhirHttp http,
      @Autowired AccountDirectory directory,
      @Autowired JdbcTemplate jdbc) {
    this.http = http;
    this.people = new TestPeople(http, directory);
    this.directory = directory;
    this.jdbc = jdbc;
  }

  @Test
  void a_client_signs_in_with_name_and_password_and_out_again() {
    Account account = people.person(AccountRole.CLIENT);
    WebClient browser = people.browser();

    Page page =
        browser.signIn(
            " " + account.userName().toUpperCase(java.util.Locale.ROOT), TestPeople.PASSWORD);

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.path()).isEqualTo("/account");
    assertThat(page.body()).contains(account.userName());
    Page out = browser.submit("/account", "/logout", Map.of());
    assertThat(out.body()).contains("You have signed out");
    assertThat(browser.open("/account").path()).isEqualTo("/login");
  }

  @Test
  void the_page_that_was_asked_for_comes_after_signing_in() {
    Account account = people.person(AccountRole.CLIENT);
    WebClient browser = people.browser();
    assertThat(browser.open("/account/sessions?x=%2F1").path()).isEqualTo("/login");

    Page page = browser.signIn(account.userName(), TestPeople.PASSWORD);

    assertThat(page.path()).isEqualTo("/login/continue");
    assertThat(page.find("http-equiv=\"refresh\" content=\"0;url=([^\"]*)\""))
        .startsWith("/account/sessions?x=%2F1");
  }

  @Test
  void a_wrong_password_an_unknown_name_and_an_account_without_use_get_the_same_answer() {
    Account account = people.person(AccountRole.CLIENT);
    Account disabled = people.person(AccountRole.CLIENT);
    directory.disable(disabled.id());

    Page wrong = people.browser().signIn(account.userName(), "not the password");
    Page unknown = people.browser().signIn("nobody-of-that-name", TestPeople.PASSWORD);
    Page off = people.browser().signIn(disabled.userName(), TestPeople.PASSWORD);
    Account gone = people.person(AccountRole.CLIENT);
    assertThat(http.client().delete(gone.reference()).status()).isEqualTo(200);
    Page deleted = people.browser().signIn(gone.userName(), TestPeople.PASSWORD);

    assertThat(wrong.status()).isEqualTo(403);
    assertThat(wrong.body())
        .contains("role=\"alert\"", "aria-invalid=\"true\"", "aria-describedby=\"error\"");
    assertThat(plain(unknown)).isEqualTo(plain(wrong));
    assertThat(plain(off)).isEqualTo(plain(wrong));
    assertThat(plain(deleted)).isEqualTo(plain(wrong));
    assertThat(unknown.status()).isEqualTo(403);
    assertThat(off.status()).isEqualTo(403);
  }

  @Test
  void failures_delay_their_own_source_and_nobody_else() {
    Account account = people.person(AccountRole.CLIENT);
    WebClient attacker = people.browser();
    for (int attempt = 0; attempt < 6; attempt++) {
      assertThat(attacker.signIn(account.userName(), "guess number " + attempt).status())
          .isEqualTo(403);
      longer();
    }

    Page throttled = attacker.signIn(account.userName(), TestPeople.PASSWORD);

    assertThat(throttled.status()).isEqualTo(429);
    assertThat(Integer.parseInt(throttled.header("Retry-After"))).isBetween(1, 4 * 60);
    assertThat(throttled.body()).contains("Too many attempts").doesNotContain("is wrong");
    assertThat(people.browser().signIn(account.userName(), TestPeople.PASSWORD).path())
        .as("the owner at another address")
        .isEqualTo("/account");
  }

  @Test
  void a_browser_known_to_the_account_is_not_delayed_by_others_at_the_same_address() {
    Account account = people.person(AccountRole.CLIENT);
    String address = "198.51.100.77";
    WebClient owner = people.browser(address);
    assertThat(owner.signIn(account.userName(), TestPeople.PASSWORD).status()).isEqualTo(200);
    owner.submit("/account", "/logout", Map.of());
    WebClient attacker = people.browser(address);
    for (int attempt = 0; attempt < 6; attempt++) {
      attacker.signIn(account.userName(), "guess number " + attempt);
      longer();
    }
    assertThat(attacker.signIn(account.userName(), TestPeople.PASSWORD).status()).isEqualTo(429);

    assertThat(owner.signIn(account.userName(), TestPeople.PASSWORD).path()).isEqualTo("/account");
  }

  @Test
  void an_unknown_name_is_delayed_like_a_known_one() {
    WebClient attacker = people.browser();
    for (int attempt = 0; attempt < 6; attempt++) {
      attacker.signIn("nobody-at-all", "guess number " + attempt);
      longer();
    }

    assertThat(attacker.signIn("nobody-at-all", "guess").status()).isEqualTo(429);
  }

  @Test
  void many_names_from_one_source_are_delayed_in_the_end() {
    String address = "203.0.113.9";
    jdbc.update(
        "insert into attune.sign_in_throttle (key, failures, last_at, open_at)"
            + " values (?, 60, now(), now())",
        org.attune.accounts.directory.Secrets.hash("source " + address));
    WebClient attacker = people.browser(address);
    assertThat(attacker.signIn("name-one", "guess").status()).isEqualTo(403);

    assertThat(attacker.signIn("name-two", "guess").status()).isEqualTo(429);
  }

  @Test
  void a_session_id_from_before_is_worth_nothing_after_signing_in() {
    Account account = people.person(AccountRole.CLIENT);
    WebClient victim = people.browser();
    victim.open("/login");
    WebClient attacker = people.browser();
    attacker.copyCookies(victim);
    String before = victim.cookie("attune-session").orElseThrow();

    victim.signIn(account.userName(), TestPeople.PASSWORD);

    assertThat(victim.cookie("attune-session")).isPresent().get().isNotEqualTo(before);
    assertThat(attacker.open("/account").path()).isEqualTo("/login");
  }

  @Test
  void a_session_ends_when_it_is_too_old_however_busy() {
    Account account = people.person(AccountRole.CLIENT);
    WebClient browser = people.browser();
    browser.signIn(account.userName(), TestPeople.PASSWORD);
    assertThat(browser.open("/account").path()).isEqualTo("/account");

    int changed =
        jdbc.update(
            "update attune.spring_session set creation_time = creation_time - 12 * 3600 * 1000"
                + " where principal_name = ?",
            account.id().toString());

    assertThat(changed).isEqualTo(1);
    assertThat(browser.open("/account").path()).isEqualTo("/login");
  }

  @Test
  void a_form_without_its_token_is_refused() {
    Account account = people.person(AccountRole.CLIENT);
    WebClient browser = people.browser();
    browser.open("/login");

    Page page =
        browser.postForm(
            "/login", "username=" + account.userName() + "&password=four+plain+words+here");

    assertThat(page.status()).isEqualTo(403);
    assertThat(browser.open("/account").path()).isEqualTo("/login");
  }

  @Test
  void pages_carry_the_headers_that_browsers_defend_them_by() {
    Page page = people.browser().open("/login");

    assertThat(page.header("Content-Security-Policy"))
        .isEqualTo(
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
                + " frame-ancestors 'none'; base-uri 'none'");
    assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(page.header("Referrer-Policy")).isEqualTo("same-origin");
    assertThat(page.header("Cache-Control")).contains("no-store");
    assertThat(page.header("Set-Cookie"))
        .contains("attune-session=", "HttpOnly", "SameSite=Lax")
        .doesNotContain("Secure");
    assertThat(page.body()).doesNotContain("<script", "style=\"", " on").contains("lang=\"en\"");
  }

  @Test
  void the_style_sheet_is_open_and_makes_no_session() {
    Page page = people.browser().open("/assets/attune.css");

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Type")).startsWith("text/css");
    assertThat(page.header("Set-Cookie")).isEmpty();
    assertThat(page.header("Cache-Control")).contains("max-age");
  }

  /** Makes the delay after the sixth failure one that outlasts the test, on a slow machine too. */
  private void longer() {
    jdbc.update("update attune.sign_in_throttle set failures = 11 where failures = 5");
  }

  private static String plain(Page page) {
    return page.body().replaceAll("value=\"[^\"]*\"", "");
  }
}
