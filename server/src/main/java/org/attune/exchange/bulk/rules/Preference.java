package org.attune.exchange.bulk.rules;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the Prefer header asks for.
 *
 * @param respondAsync whether the answer may come later
 * @param lenient whether parameters that are not supported may be ignored
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7240">RFC 7240</a>
 */
public record Preference(boolean respondAsync, boolean lenient) {

  /** Reads all headers of that name. */
  public static Preference of(List<String> headers) {
    Set<String> wishes = new TreeSet<>();
    for (String header : headers) {
      for (String wish : header.split("[,;]", -1)) {
        wishes.add(wish.replace(" ", "").toLowerCase(Locale.ROOT));
      }
    }
    return new Preference(
        wishes.contains("respond-async"),
        wishes.contains("handling=lenient") && !wishes.contains("handling=strict"));
  }
}
