package org.attune.leak;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.attune.testing.FhirClient.Answer;

/**
 * Brings the answers of both servers into one form. What differs without telling anything is
 * replaced: the declared list is {@link #VOLATILE}, the address of the server, and ids that a
 * server gave, which get the same alias on both sides.
 */
final class Normal {

  /** Headers that are compared; Date, Content-Length and X-Request-ID are not. */
  private static final List<String> HEADERS =
      List.of(
          "Content-Type",
          "Location",
          "Content-Location",
          "ETag",
          "Last-Modified",
          "WWW-Authenticate",
          "Retry-After",
          "Cache-Control",
          "Vary",
          "Allow");

  /** Moments with a time of day, durations, correlation ids. */
  private static final Map<Pattern, String> VOLATILE =
      Map.of(
          Pattern.compile(
              "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)"),
          "<time>",
          Pattern.compile(
              "(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT"),
          "<time>",
          Pattern.compile("\\b\\d+ ?ms\\b"),
          "<duration>",
          Pattern.compile("Correlation id: [A-Za-z0-9-]+"),
          "<correlation>",
          Pattern.compile("\"source\": ?\"#[A-Za-z0-9]+\""),
          "\"source\":\"<request>\"");

  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}[0-9A-Za-z_-]*");
  private static final Pattern ALIAS = Pattern.compile("~id\\d+~");

  private final Map<String, String> aliases = new HashMap<>();
  private final Map<String, String> actual = new HashMap<>();
  private final String root;

  Normal(String root) {
    this.root = root;
  }

  /**
   * An answer in the common form.
   *
   * @param text status, headers and body
   * @param fresh ids that have no alias yet, in the order of their first appearance
   */
  record Form(String text, List<String> fresh) {}

  Form of(Answer answer) {
    StringBuilder text = new StringBuilder().append(answer.status()).append('\n');
    for (String header : HEADERS) {
      if (!answer.header(header).isEmpty()) {
        text.append(header).append(": ").append(answer.header(header)).append('\n');
      }
    }
    return of(text.append(answer.body()).toString());
  }

  private Form of(String said) {
    String text = said.replace(root, "http://server");
    for (Map.Entry<Pattern, String> rule : VOLATILE.entrySet()) {
      text = rule.getKey().matcher(text).replaceAll(rule.getValue());
    }
    List<String> fresh = new ArrayList<>();
    String common =
        UUID.matcher(text)
            .replaceAll(
                found -> {
                  String known = aliases.get(found.group());
                  if (known == null && !fresh.contains(found.group())) {
                    fresh.add(found.group());
                  }
                  return known == null ? "<new " + fresh.indexOf(found.group()) + ">" : known;
                });
    return new Form(Included.sorted(common), fresh);
  }

  void learn(String alias, String id) {
    aliases.put(id, alias);
    actual.put(alias, id);
  }

  /** Puts this server's ids in the place of aliases. */
  String concrete(String text) {
    return ALIAS
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(actual.getOrDefault(found.group(), "none")));
  }
}
