package org.attune.accounts.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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

/** What people do with their own account. */
@FhirIntegrationTest
class AccountPagesIT {

  private static final String SESSIONS = "/account/sessions";
  private static final String NEW = "a new and better one";

  private final TestPeople people;
  private final Account account;
  private final WebClient browser;

  AccountPagesIT(@Autowired FhirHttp http, @Autowired AccountDirectory directory) {
    this.people = new TestPeople(http, directory);
    this.account = people.person(AccountRole.CLIENT);
    this.browser = people.browser("192.0.2.41");
    browser.signIn(account.userName(), TestPeople.PASSWORD);
  }

  @Test
  void sessions_are_listed_with_where_they_began_and_one_can_be_ended() {
    WebClient other = people.browser("192.0.2.42");
    other.signIn(account.userName(), TestPeople.PASSWORD);
    WebClient stranger = people.browser();
    stranger.signIn(people.person(AccountRole.CLIENT).userName(), TestPeople.PASSWORD);

    Page page = browser.open(SESSIONS);
    assertThat(page.body())
        .contains("192.0.2.41", "192.0.2.42", "This browser", "WebClient of a test");
    String handle = page.find("name=\"handle\" value=\"([0-9a-f]+)\"");
    stranger.submit(SESSIONS, "/account/sessions/end", Map.of("handle", handle));
    assertThat(other.open("/account").path()).as("not by another person").isEqualTo("/account");

    Page after = browser.submit(SESSIONS, "/account/sessions/end", Map.of("handle", handle));

    assertThat(after.body()).contains("192.0.2.41").doesNotContain("192.0.2.42");
    assertThat(other.open("/account").path()).isEqualTo("/login");
    assertThat(browser.open("/account").path()).isEqualTo("/account");
  }

  @Test
  void signing_out_everywhere_ends_every_session() {
    WebClient other = people.browser();
    other.signIn(account.userName(), TestPeople.PASSWORD);

    Page page = other.submit(SESSIONS, "/account/sessions/end-all", Map.of());

    assertThat(page.body()).contains("You have signed out");
    assertThat(other.open("/account").path()).isEqualTo("/login");
    assertThat(browser.open("/account").path()).isEqualTo("/login");
  }

  @Test
  void a_new_password_needs_the_old_one_and_ends_every_session() {
    WebClient other = people.browser();
    other.signIn(account.userName(), TestPeople.PASSWORD);
    Page wrong = change("not the password", NEW, NEW);
    Page brief = change(TestPeople.PASSWORD, "short", "short");
    assertThat(wrong.status()).isEqualTo(403);
    assertThat(brief.status()).isEqualTo(422);

    Page page = change(TestPeople.PASSWORD, NEW, NEW);

    assertThat(page.body()).contains("Your password is set");
    assertThat(other.open("/account").path()).isEqualTo("/login");
    assertThat(browser.signIn(account.userName(), NEW).path()).isEqualTo("/account");
  }

  @Test
  void a_client_may_set_up_a_second_factor_too() {
    assertThat(
            browser
                .submit(
                    "/account/second-factor", "/account/second-factor", Map.of("current", "wrong"))
                .status())
        .isEqualTo(403);
    Page page =
        browser.submit(
            "/account/second-factor",
            "/account/second-factor",
            Map.of("current", TestPeople.PASSWORD));
    assertThat(page.path()).isEqualTo("/account/second-factor/enroll");
    byte[] secret = SecondFactorIT.decode(page.find("id=\"secret\">([A-Z2-7 ]+)<"));

    Page codes =
        browser.submit(page.path(), page.path(), Map.of("code", TestPeople.code(secret, 0)));

    assertThat(codes.body()).contains("recovery codes");
    assertThat(browser.open("/account").body()).contains("10</span> recovery codes left");
    assertThat(people.browser().signIn(account.userName(), TestPeople.PASSWORD).path())
        .isEqualTo("/login/code");
  }

  @Test
  void no_app_acts_for_anyone_unasked_and_an_unknown_one_is_not_taken_back() {
    assertThat(browser.open("/account/apps").status()).isEqualTo(200);
    assertThat(browser.submit("/account", "/account/apps/revoke", Map.of("app", "x")).status())
        .isEqualTo(200);
  }

  @Test
  void every_page_is_a_page_with_a_title_one_heading_and_labels() {
    for (String path :
        List.of(
            "/account",
            SESSIONS,
            "/account/apps",
            "/account/password",
            "/account/second-factor",
            "/account/none")) {
      Page page = browser.open(path);
      assertThat(page.status()).as(path).isEqualTo("/account/none".equals(path) ? 404 : 200);
      assertThat(page.find("<title>([^<]+) – Attune</title>")).isNotBlank();
      assertThat(page.body().split("<h1", -1)).as(path).hasSize(2);
      assertThat(page.body())
          .contains("<main id=\"content\"", "name=\"viewport\"", "href=\"#content\"")
          .doesNotContain("<script", "style=\"");
      java.util.regex.Pattern.compile("<input type=\"(?:text|password)\" id=\"([a-z]+)\"")
          .matcher(page.body())
          .results()
          .forEach(
              input -> assertThat(page.body()).contains("<label for=\"" + input.group(1) + "\""));
    }
  }

  @Test
  void a_client_does_not_get_to_the_accounts_of_others() {
    assertThat(browser.open("/admin/accounts").status()).isEqualTo(403);
    assertThat(browser.open("/account").body()).doesNotContain("/admin/accounts");
    assertThat(
            browser
                .submit(
                    "/account",
                    "/admin/accounts/" + account.id() + "/link",
                    Map.of("anything", "x"))
                .status())
        .isEqualTo(403);
  }

  private Page change(String current, String password, String repeated) {
    return browser.submit(
        "/account/password",
        "/account/password",
        Map.of("current", current, "password", password, "repeated", repeated));
  }
}
