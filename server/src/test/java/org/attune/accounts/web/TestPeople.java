package org.attune.accounts.web;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.attune.accounts.AccountRole;
import org.attune.accounts.directory.Account;
import org.attune.accounts.directory.AccountDirectory;
import org.attune.accounts.directory.NewAccount;
import org.attune.accounts.rules.Totp;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirHttp;
import org.attune.testing.WebClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** People with accounts, for tests that sign in. */
public class TestPeople {

  /** The password of everyone here. */
  public static final String PASSWORD = "four plain words here";

  /** Cheap to compare, unlike the hashes that the server makes. */
  private static final String HASH = new BCryptPasswordEncoder(4).encode(PASSWORD);

  private final FhirHttp http;
  private final FhirClient fhir;
  private final AccountDirectory directory;

  /** People in the server that {@code http} reaches. */
  public TestPeople(FhirHttp http, AccountDirectory directory) {
    this.http = http;
    this.fhir = http.client();
    this.directory = directory;
  }

  /** A browser at an address of the documentation range that no other test uses. */
  public WebClient browser() {
    String digits = UUID.randomUUID().toString();
    return browser("2001:db8:" + digits.substring(0, 4) + ":" + digits.substring(4, 8) + "::7");
  }

  /** A browser at that address. */
  public WebClient browser(String address) {
    return new WebClient(http.root(), address);
  }

  /** A browser in which a member of staff has signed in, with a second step set up just now. */
  WebClient signedIn(Account account) {
    WebClient browser = browser();
    WebClient.Page page = browser.signIn(account.userName(), PASSWORD);
    byte[] secret = SecondFactorIT.decode(page.find("id=\"secret\">([A-Z2-7 ]+)<"));
    browser.submit(page.path(), page.path(), Map.of("code", code(secret, 0)));
    if (!browser.open("/account").path().equals("/account")) {
      throw new AssertionError("could not sign in");
    }
    return browser;
  }

  /** A new account with the password set; staff gets a Practitioner, a client a Patient. */
  public Account person(AccountRole... roles) {
    Account account =
        directory.create(
            new NewAccount(
                "user-" + UUID.randomUUID().toString().substring(0, 13),
                reference(roles[0]),
                Arrays.stream(roles).collect(Collectors.toSet())));
    directory.setPassword(account.id(), HASH);
    return directory.find(account.id()).orElseThrow();
  }

  /** A resource of the record that an account in this role may be tied to. */
  public String reference(AccountRole role) {
    if (role == AccountRole.CLIENT) {
      return "Patient/" + patient();
    }
    if (role == AccountRole.PROXY) {
      String body =
          """
          {"resourceType":"RelatedPerson","active":true,"patient":{"reference":"Patient/%s"},\
          "name":[{"family":"Tester","given":["Proxy"]}]}"""
              .formatted(patient());
      return "RelatedPerson/" + fhir.post("RelatedPerson", body).id();
    }
    String body =
        """
        {"resourceType":"Practitioner","active":true,\
        "identifier":[{"system":"urn:example:accounts","value":"%s"}],\
        "name":[{"family":"Tester","given":["Account"]}]}"""
            .formatted(UUID.randomUUID());
    return "Practitioner/" + fhir.post("Practitioner", body).id();
  }

  private String patient() {
    String body =
        """
        {"resourceType":"Patient","identifier":[{"system":"urn:example:accounts","value":"%s"}],\
        "name":[{"family":"Tester","given":["Client"]}],"gender":"unknown"}"""
            .formatted(UUID.randomUUID());
    return fhir.post("Patient", body).id();
  }

  /** The code that an app shows {@code steps} steps from now. */
  static String code(byte[] secret, int steps) {
    Instant now = Clock.systemUTC().instant();
    return Totp.code(secret, Totp.step(now) + steps, 6);
  }
}
