package org.attune.accounts.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
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

/** A link sets a password once. */
@FhirIntegrationTest
class PasswordLinkIT {

  private static final String NEW = "a new and better one";
  private static final Map<String, String> FORM = Map.of("password", NEW, "repeated", NEW);

  private final TestPeople people;
  private final AccountDirectory directory;
  private final JdbcTemplate jdbc;

  PasswordLinkIT(
      @Autowired FhirHttp http,
      @Autowired AccountDirectory directory,
      @Autowired JdbcTemplate jdbc) {
    this.people = new TestPeople(http, directory);
    this.directory = directory;
    this.jdbc = jdbc;
  }

  @Test
  void a_link_sets_the_password_ends_all_sessions_and_is_then_void() {
    Account account = people.person(AccountRole.CLIENT);
    WebClient elsewhere = people.browser();
    elsewhere.signIn(account.userName(), TestPeople.PASSWORD);
    String link = directory.link(account.id());
    WebClient browser = people.browser();
    assertThat(browser.open(link).body()).contains(account.userName());
    assertThat(browser.open(link).status()).as("looking does not use it up").isEqualTo(200);

    Page page = browser.submit(link, link, FORM);

    assertThat(page.body()).contains("Your password is set");
    assertThat(elsewhere.open("/account").path()).isEqualTo("/login");
    assertThat(browser.open(link).status()).isEqualTo(404);
    assertThat(browser.signIn(account.userName(), TestPeople.PASSWORD).status()).isEqualTo(403);
    assertThat(browser.signIn(account.userName(), NEW).path()).isEqualTo("/account");
  }

  @Test
  void of_two_who_use_a_link_at_once_one_succeeds() throws Exception {
    Account account = people.person(AccountRole.CLIENT);
    String link = directory.link(account.id());
    List<Callable<Page>> both =
        Stream.generate(people::browser)
            .limit(2)
            .map(browser -> (Callable<Page>) () -> browser.post(link, link, FORM))
            .toList();
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      List<Integer> statuses = new java.util.ArrayList<>();
      for (Future<Page> page : pool.invokeAll(both)) {
        statuses.add(page.get().status());
      }
      assertThat(statuses).containsExactlyInAnyOrder(302, 404);
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void a_link_that_is_too_old_replaced_or_invented_opens_nothing() {
    Account account = people.person(AccountRole.CLIENT);
    String old = directory.link(account.id());
    String replaced = directory.link(account.id());
    assertThat(people.browser().open(old).status()).isEqualTo(404);
    jdbc.update(
        "update attune.account_link set expires_at = now() - interval '1 second'"
            + " where account_id = ?",
        account.id());

    assertThat(people.browser().open(replaced).status()).isEqualTo(404);
    assertThat(people.browser().open("/login/link/invented").status()).isEqualTo(404);
    assertThat(people.browser().submit("/login", replaced, FORM).status()).isEqualTo(404);
    assertThat(people.browser().signIn(account.userName(), NEW).status()).isEqualTo(403);
  }

  @Test
  void a_link_of_a_disabled_account_opens_nothing() {
    Account account = people.person(AccountRole.CLIENT);
    String link = directory.link(account.id());
    directory.disable(account.id());

    assertThat(people.browser().open(link).status()).isEqualTo(404);
  }

  @Test
  void a_bad_password_is_refused_and_the_link_stays_good() {
    Account account = people.person(AccountRole.CLIENT);
    String link = directory.link(account.id());
    WebClient browser = people.browser();

    Page brief = browser.submit(link, link, Map.of("password", "short", "repeated", "short"));
    Page different = browser.submit(link, link, Map.of("password", NEW, "repeated", NEW + "x"));

    assertThat(brief.status()).isEqualTo(422);
    assertThat(brief.body()).contains("role=\"alert\"", "at least 12 characters");
    assertThat(different.status()).isEqualTo(422);
    assertThat(browser.submit(link, link, FORM).body()).contains("Your password is set");
  }

  @Test
  void the_database_knows_only_the_hash_of_a_link() {
    Account account = people.person(AccountRole.CLIENT);
    String token = directory.link(account.id()).substring("/login/link/".length());

    assertThat(
            jdbc.queryForObject(
                "select count(*) from attune.account_link where token_hash = sha256(?::bytea)",
                Integer.class,
                token.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .isEqualTo(1);
  }
}
