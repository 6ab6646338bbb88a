package org.attune.accounts.rules;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Which passwords are taken: long ones, of any characters (NIST SP 800-63B §5.1.1.2: length, no
 * rules of composition).
 */
public final class PasswordRule {

  /** Fewest characters. */
  public static final int SHORTEST = 12;

  /** Most bytes in UTF-8: bcrypt takes no more into account. */
  public static final int MOST_BYTES = 72;

  private static final int FEWEST_DIFFERENT = 5;

  private PasswordRule() {}

  /**
   * What is wrong with a password.
   *
   * @param userName the name of the account, which the password must not hold
   * @return a sentence for the person; empty if the password is taken
   */
  public static Optional<String> problem(String password, String userName) {
    if (password.codePointCount(0, password.length()) < SHORTEST) {
      return Optional.of("Use at least " + SHORTEST + " characters.");
    }
    if (password.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      return Optional.of(
          "Use at most " + MOST_BYTES + " characters; letters with accents count twice.");
    }
    if (password.codePoints().distinct().count() < FEWEST_DIFFERENT) {
      return Optional.of("Use more different characters.");
    }
    if (password.toLowerCase(Locale.ROOT).contains(userName)) {
      return Optional.of("Leave your user name out of the password.");
    }
    return Optional.empty();
  }
}
