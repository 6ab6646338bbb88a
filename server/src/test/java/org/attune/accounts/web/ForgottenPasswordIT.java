package org.attune.accounts.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.UUID;
import org.attune.accounts.AccountRole;
import org.attune.accounts.directory.Account;
import org.attune.accounts.directory.AccountDirectory;
import org.attune.accounts.directory.LinkRequests;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.attune.testing.WebClient;
import org.attune.testing.WebClient.Page;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Whoever forgot the password asks for a link, and an administrator hands it over. */
@FhirIntegrationTest
class ForgottenPasswordIT {

  private static final String FORGOT = "/login/forgot";
  private static final String NEW = "a new and better one";

  private final FhirHttp http;
  private final TestPeople people;
  private final AccountDirectory directory;
  private final LinkRequests requests;

  ForgottenPasswordIT(
      @Autowired FhirHttp http,
      @Autowired AccountDirectory directory,
      @Autowired LinkRequests requests) {
    this.http = http;
    this.people = new TestPeople(http, directory);
    this.directory = directory;
    this.requests = requests;
  }

  private Page ask(String name) {
    return people.browser().submit(FORGOT, FORGOT, Map.of("username", name));
  }

  private void awaitRequest(Account account) {
    await().until(() -> requests.waiting().containsKey(account.id()));
  }

  @Test
  void a_person_asks_an_administrator_hands_the_link_over_and_the_request_is_done() {
    Account account = people.person(AccountRole.CLIENT);
    assertThat(people.browser().open("/login").body()).contains("href=\"" + FORGOT + "\"");
    ask(" " + account.userName().toUpperCase(java.util.Locale.ROOT));
    awaitRequest(account);

    WebClient admin = people.signedIn(people.person(AccountRole.ADMINISTRATOR));
    String page = "/admin/accounts/" + account.id();
    assertThat(admin.open("/admin/accounts").find("id=\"waiting\"(.*?)</ul>"))
        .contains(account.userName(), page);
    assertThat(admin.open(page).body()).contains("asked for a link");
    String link =
        admin
            .submit(page, page + "/link", Map.of())
            .find("id=\"link\">" + http.root() + "([^<]+)<");

    assertThat(requests.waiting()).doesNotContainKey(account.id());
    assertThat(admin.open(page).body()).doesNotContain("asked for a link");
    WebClient person = people.browser();
    person.submit(link, link, Map.of("password", NEW, "repeated", NEW));
    assertThat(person.signIn(account.userName(), NEW).path()).isEqualTo("/account");
  }

  @Test
  void the_answer_does_not_say_whether_there_is_such_an_account() {
    Account account = people.person(AccountRole.CLIENT);
    Account disabled = people.person(AccountRole.CLIENT);
    directory.disable(disabled.id());

    Page known = ask(account.userName());
    Page unknown = ask("nobody-" + UUID.randomUUID().toString().substring(0, 8));

    assertThat(known.status()).isEqualTo(200);
    assertThat(known.body()).contains("role=\"status\"").doesNotContain(account.userName());
    assertThat(unknown.status()).isEqualTo(known.status());
    assertThat(unknown.body()).isEqualTo(known.body());
    assertThat(ask(disabled.userName()).body()).isEqualTo(known.body());
    assertThat(ask("").body()).isEqualTo(known.body());
    awaitRequest(account);
    assertThat(requests.waiting()).doesNotContainKey(disabled.id());
  }

  @Test
  void asking_in_the_name_of_another_takes_nothing_away() {
    Account account = people.person(AccountRole.CLIENT);
    WebClient person = people.browser();
    person.signIn(account.userName(), TestPeople.PASSWORD);
    String link = directory.link(account.id());

    ask(account.userName());
    awaitRequest(account);
    var since = requests.waiting().get(account.id());
    ask(account.userName());

    assertThat(person.open("/account").path()).as("the session goes on").isEqualTo("/account");
    assertThat(people.browser().open(link).status()).as("the link is good").isEqualTo(200);
    assertThat(people.browser().signIn(account.userName(), TestPeople.PASSWORD).path())
        .as("the password holds")
        .isEqualTo("/account");
    assertThat(requests.waiting().get(account.id())).isEqualTo(since);
  }

  @Test
  void a_request_comes_from_the_page_itself() {
    Account account = people.person(AccountRole.CLIENT);

    Page forged = people.browser().postForm(FORGOT, "username=" + account.userName());

    assertThat(forged.status()).isEqualTo(403);
    assertThat(requests.waiting()).doesNotContainKey(account.id());
  }
}
