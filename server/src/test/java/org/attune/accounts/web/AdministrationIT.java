package org.attune.accounts.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.attune.accounts.AccountRole;
import org.attune.accounts.DemoAccounts;
import org.attune.accounts.DemoAccounts.Person;
import org.attune.accounts.directory.Account;
import org.attune.accounts.directory.AccountDirectory;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.attune.testing.WebClient;
import org.attune.testing.WebClient.Page;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Keeping accounts: by pages for administrators, as JSON for the operator. */
@FhirIntegrationTest
class AdministrationIT {

  private static final String LIST = "/admin/accounts";

  private final TestPeople people;
  private final AccountDirectory directory;
  private final DemoAccounts demo;
  private final FhirHttp http;
  private final FhirClient operator;

  AdministrationIT(
      @Autowired FhirHttp http,
      @Autowired AccountDirectory directory,
      @Autowired DemoAccounts demo) {
    this.people = new TestPeople(http, directory);
    this.directory = directory;
    this.demo = demo;
    this.http = http;
    this.operator = http.client();
  }

  @Test
  void an_administrator_creates_links_changes_disables_and_enables() {
    WebClient admin = administrator();
    String name = "new-" + UUID.randomUUID().toString().substring(0, 8);
    Page made =
        admin.submit(
            LIST,
            LIST,
            Map.of(
                "userName",
                name,
                "reference",
                people.reference(AccountRole.BILLER),
                "role",
                "biller"));
    assertThat(made.path()).matches("/admin/accounts/[0-9a-f-]{36}");
    assertThat(made.body()).contains("Waiting for a password");
    Account account = directory.find(name).orElseThrow();

    Page linked = admin.submit(made.path(), made.path() + "/link", Map.of());
    String link = linked.find("id=\"link\">([^<]+)<");
    assertThat(link).startsWith(http.root() + "/login/link/");
    Map<String, String> form =
        Map.of("password", TestPeople.PASSWORD, "repeated", TestPeople.PASSWORD);
    WebClient person = people.browser();
    String path = link.substring(http.root().length());
    assertThat(person.submit(path, path, form).body()).contains("Your password is set");
    assertThat(person.signIn(name, TestPeople.PASSWORD).path()).isEqualTo("/login/enroll");

    admin.submit(made.path(), made.path() + "/roles", Map.of("role", "front-desk"));
    assertThat(directory.find(name).orElseThrow().roles()).containsExactly(AccountRole.FRONT_DESK);
    admin.submit(made.path(), made.path() + "/disable", Map.of());
    assertThat(person.signIn(name, TestPeople.PASSWORD).status()).isEqualTo(403);
    admin.submit(made.path(), made.path() + "/enable", Map.of());
    assertThat(directory.find(account.id()).orElseThrow().disabled()).isFalse();
    assertThat(person.signIn(name, TestPeople.PASSWORD).path()).isEqualTo("/login/enroll");
  }

  @Test
  void an_account_that_cannot_be_is_refused_with_the_reason_at_its_field() {
    WebClient admin = administrator();

    Page noRole =
        admin.submit(LIST, LIST, Map.of("userName", "fine-name", "reference", "Patient/1"));
    Page wrongRole =
        admin.submit(
            LIST,
            LIST,
            Map.of(
                "userName", "fine-name",
                "reference", people.reference(AccountRole.CLIENT),
                "role", "clinician"));
    Page nobody =
        admin.submit(
            LIST,
            LIST,
            Map.of("userName", "fine-name", "reference", "Patient/none", "role", "client"));

    assertThat(noRole.status()).isEqualTo(422);
    assertThat(noRole.body()).contains("Choose at least one role", "role=\"alert\"");
    assertThat(wrongRole.body()).contains("does not fit the reference");
    assertThat(nobody.body())
        .contains("The record has no such resource", "aria-describedby=\"error hint-reference\"");
    assertThat(directory.find("fine-name")).isEmpty();
  }

  @Test
  void an_administrator_cannot_disable_the_own_account() {
    Account account = people.person(AccountRole.ADMINISTRATOR);
    WebClient admin = signedIn(account);

    Page page = admin.submit(LIST, LIST + "/" + account.id() + "/disable", Map.of());

    assertThat(page.status()).isEqualTo(409);
    assertThat(directory.find(account.id()).orElseThrow().disabled()).isFalse();
  }

  @Test
  void an_administrator_takes_a_lost_second_factor_off_and_its_sessions_end() {
    Account account = people.person(AccountRole.ADMINISTRATOR);
    WebClient person = signedIn(account);

    WebClient admin = administrator();
    admin.submit(LIST, LIST + "/" + account.id() + "/remove-second-factor", Map.of());

    assertThat(person.open("/account").path()).isEqualTo("/login");
    assertThat(person.signIn(account.userName(), TestPeople.PASSWORD).path())
        .isEqualTo("/login/enroll");
  }

  @Test
  void the_operator_makes_the_first_account_with_a_link() {
    String name = "first-" + UUID.randomUUID().toString().substring(0, 8);
    Answer made = post("/accounts", json(name, people.reference(AccountRole.ADMINISTRATOR)));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    assertThat(made.body()).contains("\"roles\":[\"administrator\"]", "\"passwordSet\":false");
    String link = made.body().replaceFirst("(?s).*\"passwordLink\":\"([^\"]+)\".*", "$1");
    assertThat(people.browser().open(link).body()).contains(name);

    Answer again = post("/accounts", json(name, people.reference(AccountRole.ADMINISTRATOR)));
    assertThat(again.status()).isEqualTo(422);
    assertThat(again.body()).contains("\"field\":\"userName\"");
    Answer unknown = post("/accounts", json("x-" + name, "Patient/1").replace("admini", "super"));
    assertThat(unknown.status()).isEqualTo(422);
    assertThat(unknown.body()).contains("A role is one of clinician");
    String id = String.valueOf(directory.find(name).orElseThrow().id());
    assertThat(post("/accounts/" + id + "/disable", "").body()).contains("\"disabled\":true");
    assertThat(people.browser().open(link).status()).isEqualTo(404);
    assertThat(post("/accounts/" + UUID.randomUUID() + "/disable", "").status()).isEqualTo(404);
  }

  @Test
  void the_operators_paths_are_closed_to_everyone_else() {
    WebClient admin = administrator();

    assertThat(admin.get("/accounts").status()).isEqualTo(401);
    assertThat(operator.send(operator.anonymous(http.root() + "/accounts").GET()).status())
        .isEqualTo(401);
    assertThat(admin.get("/fhir/Patient").status())
        .as("a session opens nothing but pages")
        .isEqualTo(401);
  }

  @Test
  void an_account_of_the_demonstration_is_of_no_use_where_none_runs() {
    String name = "demo-" + UUID.randomUUID().toString().substring(0, 8);
    Person person =
        new Person(name, people.reference(AccountRole.CLIENT), Set.of(AccountRole.CLIENT));

    String password = demo.provide(Set.of(person), "").orElseThrow();

    assertThat(password).hasSize(24);
    assertThat(demo.provide(Set.of(person), "")).as("shown once").isEmpty();
    assertThat(people.browser().signIn(name, password).status()).isEqualTo(403);
    directory.disable(directory.find(name).orElseThrow().id());
  }

  private WebClient administrator() {
    return signedIn(people.person(AccountRole.ADMINISTRATOR));
  }

  private WebClient signedIn(Account account) {
    return people.signedIn(account);
  }

  private Answer post(String path, String body) {
    return operator.send(
        operator
            .request(http.root() + path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static String json(String name, String reference) {
    return "{\"userName\":\"%s\",\"reference\":\"%s\",\"roles\":[\"administrator\"]}"
        .formatted(name, reference);
  }
}
