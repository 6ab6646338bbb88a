package org.attune.smart;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import org.attune.accounts.AccountRole;
import org.attune.accounts.directory.Account;
import org.attune.accounts.directory.AccountDirectory;
import org.attune.accounts.rules.Totp;
import org.attune.accounts.web.TestPeople;
import org.attune.testing.FhirHttp;
import org.attune.testing.WebClient;
import org.attune.testing.WebClient.Page;

/** People who have signed in, with the second factor where it is asked for. */
final class SignIn {

  private static final String ENROLL = "/login/enroll";
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private final TestPeople people;

  SignIn(FhirHttp http, AccountDirectory directory) {
    this.people = new TestPeople(http, directory);
  }

  /** A person at their browser. */
  record Someone(Account account, WebClient browser) {

    /** Id of the resource that the account is tied to. */
    String id() {
      return account.reference().substring(account.reference().indexOf('/') + 1);
    }
  }

  Someone clinician() {
    return in(people.person(AccountRole.CLINICIAN));
  }

  Someone administrator() {
    return in(people.person(AccountRole.ADMINISTRATOR));
  }

  Someone patient() {
    return in(people.person(AccountRole.CLIENT));
  }

  /** Someone who has an account and has not signed in yet. */
  Someone stranger() {
    return new Someone(people.person(AccountRole.CLIENT), people.browser());
  }

  private Someone in(Account account) {
    WebClient browser = people.browser();
    Page page = browser.signIn(account.userName(), TestPeople.PASSWORD);
    if (page.path().equals(ENROLL)) {
      byte[] secret = decode(page.find("id=\"secret\">([A-Z2-7 ]+)<"));
      String code = Totp.code(secret, Totp.step(ClientKeyPair.now()), 6);
      browser.submit(ENROLL, ENROLL, Map.of("code", code));
    }
    return new Someone(account, browser);
  }

  private static byte[] decode(String base32) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int buffer = 0;
    int bits = 0;
    for (char letter : base32.replace(" ", "").toCharArray()) {
      buffer = (buffer << 5) | ALPHABET.indexOf(letter);
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes.write(buffer >> bits);
      }
    }
    return bytes.toByteArray();
  }
}
