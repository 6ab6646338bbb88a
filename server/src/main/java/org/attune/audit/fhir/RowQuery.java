package org.attune.audit.fhir;

import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.rest.param.DateParam;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.param.ParamPrefixEnum;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A search of AuditEvents as SQL. Newest first, or oldest first with {@code _sort=date}; a page
 * goes on behind the last row of the one before, so rows that come meanwhile shift nothing.
 */
final class RowQuery {

  static final String CURSOR = "_cursor";
  private static final int DEFAULT_COUNT = 50;
  private static final int MOST = 500;

  private static final Set<String> IGNORED =
      Set.of("_format", "_pretty", "_summary", "_elements", "_total");

  private static final Set<String> SEARCHED =
      Set.of(
          "_id",
          "_lastUpdated",
          "date",
          "patient",
          "entity",
          "agent",
          "altid",
          "address",
          "outcome",
          "action",
          "type",
          "subtype",
          "purpose",
          "request");

  private final List<String> conditions = new ArrayList<>();
  private final List<Object> values = new ArrayList<>();
  private int count = DEFAULT_COUNT;
  private boolean oldestFirst;
  private @Nullable String cursor;

  /**
   * Reads the parameters.
   *
   * @throws InvalidRequestException for one that there is not, or a value that makes no sense
   */
  static RowQuery of(Map<String, String[]> parameters) {
    RowQuery query = new RowQuery();
    parameters.forEach((name, given) -> Arrays.stream(given).forEach(v -> query.add(name, v)));
    query.page();
    return query;
  }

  private void add(String name, String value) {
    switch (name) {
      case "_count" -> count = Math.min(MOST, number(value));
      case "_sort" -> oldestFirst = ascending(value);
      case CURSOR -> cursor = value;
      default -> {
        if (!IGNORED.contains(name)) {
          condition(name, value);
        }
      }
    }
  }

  private void condition(String name, String value) {
    List<String> choices = Arrays.stream(value.split(",")).filter(v -> !v.isBlank()).toList();
    if (choices.isEmpty()) {
      throw new InvalidRequestException("The search parameter " + name + " has no value");
    }
    switch (name) {
      case "date", "_lastUpdated" -> date(value);
      case "_id" -> any("id = ?", choices.stream().map(RowQuery::uuid).toList());
      case "patient", "patient:Patient" -> overlap("patients", tails(choices));
      case "entity" -> overlap("entities", choices.stream().map(RowQuery::reference).toList());
      case "agent", "altid", "agent:identifier" -> any("(actor = ? or client = ?)", codes(choices));
      case "address" -> any("address = ?", choices);
      case "outcome" ->
          any(
              "(case when status < 400 then '0' when status < 500 then '4'" + " else '8' end) = ?",
              codes(choices));
      case "action" -> any("action = ?", codes(choices));
      case "type" -> any("'rest' = ?", codes(choices));
      case "subtype" -> any("interaction = ?", codes(choices));
      case "purpose" -> overlap("purposes", codes(choices));
      case "request" -> any("request_id = ?", choices);
      default ->
          throw new InvalidRequestException(
              "AuditEvent is not searched by this parameter; there are " + new TreeSet<>(SEARCHED));
    }
  }

  private static List<String> codes(List<String> tokens) {
    return AuditEvents.codes(tokens);
  }

  private static List<String> tails(List<String> references) {
    return references.stream().map(each -> each.substring(each.lastIndexOf('/') + 1)).toList();
  }

  /** Type and id, whatever else the reference has. */
  private static String reference(String given) {
    String[] parts = given.split("/_history/", -1)[0].split("/", -1);
    if (parts.length < 2) {
      throw new InvalidRequestException("The search parameter entity takes Type/id");
    }
    return parts[parts.length - 2] + "/" + parts[parts.length - 1];
  }

  private static UUID uuid(String value) {
    try {
      return UUID.fromString(value);
    } catch (IllegalArgumentException other) {
      // No row has such an id.
      return new UUID(0, 0);
    }
  }

  private void any(String condition, List<?> choices) {
    conditions.add(
        choices.stream().map(each -> condition).collect(Collectors.joining(" or ", "(", ")")));
    int times = (int) condition.chars().filter(c -> c == '?').count();
    for (Object choice : choices) {
      for (int time = 0; time < times; time++) {
        values.add(choice);
      }
    }
  }

  private void overlap(String column, List<String> choices) {
    conditions.add(
        column
            + " && array["
            + choices.stream().map(each -> "?").collect(Collectors.joining(", "))
            + "]::text[]");
    values.addAll(choices);
  }

  private void date(String value) {
    try {
      DateParam given = new DateParam(value);
      ParamPrefixEnum prefix =
          given.getPrefix() == null ? ParamPrefixEnum.EQUAL : given.getPrefix();
      DateRangeParam range = new DateRangeParam(new DateParam(ParamPrefixEnum.EQUAL, strip(value)));
      OffsetDateTime from = range.getLowerBoundAsInstant().toInstant().atOffset(ZoneOffset.UTC);
      OffsetDateTime to = range.getUpperBoundAsInstant().toInstant().atOffset(ZoneOffset.UTC);
      switch (prefix) {
        case EQUAL -> between("recorded >= ? and recorded <= ?", from, to);
        case GREATERTHAN, STARTS_AFTER -> between("recorded > ?", to);
        case GREATERTHAN_OR_EQUALS -> between("recorded >= ?", from);
        case LESSTHAN, ENDS_BEFORE -> between("recorded < ?", from);
        case LESSTHAN_OR_EQUALS -> between("recorded <= ?", to);
        default -> throw new InvalidRequestException("date takes eq, gt, ge, lt, le, sa and eb");
      }
    } catch (DataFormatException | IllegalArgumentException wrong) {
      throw new InvalidRequestException("date takes a date or time such as ge2026-05-01");
    }
  }

  private static String strip(String value) {
    return value.length() > 2 && Character.isLetter(value.charAt(0)) ? value.substring(2) : value;
  }

  private void between(String condition, Object... bounds) {
    conditions.add("(" + condition + ")");
    values.addAll(Arrays.asList(bounds));
  }

  private static int number(String value) {
    if (!value.matches("\\d{1,6}")) {
      throw new InvalidRequestException("_count takes a number");
    }
    return Integer.parseInt(value);
  }

  private static boolean ascending(String value) {
    return switch (value) {
      case "date", "_lastUpdated" -> true;
      case "-date", "-_lastUpdated" -> false;
      default -> throw new InvalidRequestException("AuditEvent is sorted by date or -date");
    };
  }

  private void page() {
    if (cursor == null) {
      return;
    }
    try {
      String[] parts =
          new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII)
              .split(" ", -1);
      conditions.add("(recorded, id) " + (oldestFirst ? ">" : "<") + " (?, ?)");
      values.add(Instant.parse(parts[0]).atOffset(ZoneOffset.UTC));
      values.add(UUID.fromString(parts[1]));
    } catch (IllegalArgumentException | DateTimeException | IndexOutOfBoundsException wrong) {
      throw new InvalidRequestException("The page is not one that this server has offered");
    }
  }

  static String cursor(Instant recorded, UUID id) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((recorded + " " + id).getBytes(StandardCharsets.US_ASCII));
  }

  int count() {
    return count;
  }

  String where() {
    return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
  }

  String order() {
    return oldestFirst ? " order by recorded, id" : " order by recorded desc, id desc";
  }

  Object[] values() {
    return values.toArray();
  }

  /** Whether only the number is asked for. */
  static boolean counts(Map<String, String[]> parameters) {
    return Arrays.stream(parameters.getOrDefault("_summary", new String[0]))
        .anyMatch(value -> "count".equals(value.toLowerCase(Locale.ROOT)));
  }

  static boolean total(Map<String, String[]> parameters) {
    return Arrays.asList(parameters.getOrDefault("_total", new String[0])).contains("accurate");
  }
}
