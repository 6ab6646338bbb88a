package org.attune.smart;

import java.util.Set;
import org.attune.accounts.AccountRole;
import org.attune.accounts.directory.Account;
import org.attune.accounts.directory.AccountDirectory;
import org.attune.accounts.directory.NewAccount;
import org.attune.accounts.web.TestPeople;
import org.attune.testing.FhirHttp;
import org.attune.testing.WebClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** Access tokens of people whose resources are in the record already, and of back-end systems. */
public final class PersonTokens {

  private static final String HASH = new BCryptPasswordEncoder(4).encode(TestPeople.PASSWORD);

  private final TestApps apps;
  private final TestPeople people;
  private final AccountDirectory directory;

  /** Tokens of the server that {@code http} reaches. */
  public PersonTokens(FhirHttp http, AccountDirectory directory) {
    this.apps = new TestApps(http);
    this.people = new TestPeople(http, directory);
    this.directory = directory;
  }

  /**
   * A token that a client of the practice gives an app.
   *
   * @param reference the person's Patient
   * @param scopes scopes about resources
   */
  public String ofPatient(String reference, String scopes) {
    Account account =
        directory.create(
            new NewAccount(
                "user-" + TestApps.unique().substring(0, 13),
                reference,
                Set.of(AccountRole.CLIENT)));
    directory.setPassword(account.id(), HASH);
    WebClient browser = people.browser();
    browser.signIn(account.userName(), TestPeople.PASSWORD);
    String scope = "launch/patient " + scopes;
    String client = AppFlow.publicApp(apps, scope);
    return new AppFlow(apps, client, scope).token(browser).path("access_token").asText();
  }

  /** A token of a back-end system of the practice. */
  public String ofBackend(String scopes) {
    return apps.backendToken(scopes);
  }
}
