package org.attune.smart.address.rules;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** IP addresses as text, in their usual form only. Nothing here looks a name up. */
final class Literal {

  private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
  private static final Pattern IPV4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");
  private static final Pattern IPV6 = Pattern.compile("(?=[^:]*:)[0-9a-fA-F:][0-9a-fA-F:.]*");

  /**
   * What a lookup may take for a number though it is not in the usual form: octal, hexadecimal,
   * fewer than four parts. Browsers go by the last label (WHATWG URL, "ends in a number").
   */
  private static final Pattern NUMBER =
      Pattern.compile("(?:.*\\.)?(?:[0-9]+|0[xX][0-9a-fA-F]*)\\.?");

  private Literal() {}

  /** The bytes of an address; IPv4 within IPv6 comes out as IPv4. Absent for names. */
  static Optional<byte[]> bytes(String text) {
    if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text).getAddress());
    } catch (UnknownHostException broken) {
      return Optional.empty();
    }
  }

  /** Whether a text is neither a name nor an address in its usual form. */
  static boolean ambiguous(String text) {
    return bytes(text).isEmpty() && (text.indexOf(':') >= 0 || NUMBER.matcher(text).matches());
  }
}
