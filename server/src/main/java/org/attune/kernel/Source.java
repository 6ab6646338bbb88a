package org.attune.kernel;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * From where an attempt comes, as far as it counts for throttling: an IPv4 address, or the first 64
 * bits of an IPv6 address, for a single subscriber holds all addresses below them.
 */
public final class Source {

  private static final Pattern IPV4_IN_IPV6 = Pattern.compile("(?i)^(?:0*:)*:?ffff:([0-9.]+)$");
  private static final int GROUPS = 8;
  private static final int PREFIX_GROUPS = 4;

  private Source() {}

  /**
   * The source of an address.
   *
   * @param address as the servlet container gives it: numeric, never a name to look up
   */
  public static String of(String address) {
    var mapped = IPV4_IN_IPV6.matcher(address);
    if (mapped.matches()) {
      return mapped.group(1);
    }
    int zone = address.indexOf('%');
    String numeric = zone < 0 ? address : address.substring(0, zone);
    return numeric.indexOf(':') < 0 ? numeric : prefix(numeric);
  }

  private static String prefix(String address) {
    String[] halves = address.split("::", 2);
    String[] groups = new String[GROUPS];
    Arrays.fill(groups, "0");
    int index = 0;
    for (String group : halves[0].split(":", -1)) {
      if (index < GROUPS && !group.isEmpty()) {
        groups[index++] = group;
      }
    }
    if (halves.length == 2) {
      String[] tail = halves[1].split(":", -1);
      for (int back = 0; back < tail.length && back < GROUPS; back++) {
        groups[GROUPS - 1 - back] = tail[tail.length - 1 - back];
      }
    }
    StringBuilder text = new StringBuilder();
    for (int group = 0; group < PREFIX_GROUPS; group++) {
      text.append(groups[group].replaceFirst("^0+(?=.)", "")).append(':');
    }
    return text.append(":/64").toString().toLowerCase(java.util.Locale.ROOT);
  }
}
