package org.attune.rest.error;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes internals and values out of the messages of libraries. */
final class Diagnostics {

  private static final int LONGEST = 2000;

  private static final Pattern PREFIX = Pattern.compile("\\bHAPI-\\d+: ?");

  /** Signs that a text comes from below: then none of it is kept. */
  private static final Pattern INTERNAL =
      Pattern.compile(
          "insert into|\\bselect\\s|\\bupdate \\w+ set|delete from|batch entry|detail: |"
              + "could not (execute|extract)|jdbc|\\bsql|hfj_|\\bconstraint \\[|"
              + "(?<![\\w./:])(?:org|java|javax|jakarta|ca|com|net|sun)\\.[a-z]|"
              + "exception|hibernate|postgres|\\n\\s*at |null pointer|because \"",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern DOUBLE_QUOTED = Pattern.compile("\"[^\"]*\"");
  private static final Pattern SINGLE_QUOTED = Pattern.compile("(?<!\\w)'[^']*'(?!\\w)");
  private static final Pattern PARAMETER =
      Pattern.compile(
          "[Pp]arameter (?:value )?\"([^\"]{0,200})\" for resource type \"([A-Za-z]{1,64})\".*?"
              + "(?:this search are: )\\[([A-Za-z0-9_, .:-]*)\\]",
          Pattern.DOTALL);
  private static final Pattern ENTRY =
      Pattern.compile("(?i)entry(?:\\[|\\(| at index | index | )(\\d{1,6})\\b");

  private Diagnostics() {}

  /** The message without prefix, internals and quoted values; the fallback when none is left. */
  static String clean(@Nullable String message, String fallback) {
    if (message == null || INTERNAL.matcher(message).find()) {
      return fallback;
    }
    String text = PREFIX.matcher(message).replaceAll("");
    text = DOUBLE_QUOTED.matcher(text).replaceAll("(value left out)");
    text = SINGLE_QUOTED.matcher(text).replaceAll("(value left out)");
    int open = text.indexOf('"');
    if (open >= 0) {
      text = text.substring(0, open) + "(rest left out)";
    }
    text = text.strip();
    return text.isEmpty() ? fallback : cut(text);
  }

  /** Which parameter is unknown and which exist: names only, so they may be repeated. */
  static String parameters(@Nullable String message, String fallback) {
    Matcher matcher = PARAMETER.matcher(message == null ? "" : message);
    if (!matcher.find()) {
      return fallback;
    }
    String name = matcher.group(1).replaceAll("[^A-Za-z0-9_.:-]", "");
    return cut(
        "%s has no search parameter '%s'. It has: %s"
            .formatted(
                matcher.group(2),
                name.length() > 64 ? name.substring(0, 64) : name,
                matcher.group(3)));
  }

  /** The bundle entry that a message speaks of, or null. */
  static @Nullable Integer entry(@Nullable String message) {
    Matcher matcher = ENTRY.matcher(message == null ? "" : message);
    return matcher.find() ? Integer.valueOf(matcher.group(1)) : null;
  }

  static String cut(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
  }
}
