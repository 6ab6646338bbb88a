package org.attune.accounts.rules;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** User names: compared without regard to capitals, and without look-alikes beyond ASCII. */
public final class UserName {

  private static final Pattern VALID = Pattern.compile("[a-z0-9][a-z0-9._@+-]{2,63}");

  private UserName() {}

  /** The form in which a name is kept and looked up. */
  public static String canonical(String typed) {
    return Normalizer.normalize(typed.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }

  /** Whether a canonical name may be given to an account. */
  public static boolean valid(String canonical) {
    return VALID.matcher(canonical).matches();
  }
}
