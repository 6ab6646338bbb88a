package org.attune.rest.error;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.attune.rest.locate.LocatedProblem;

/** The table of errors, first matching row wins: what happened below HAPI goes before its mark. */
public final class ErrorTable {

  /** Code system of {@code details.coding}. */
  public static final String SYSTEM = "https://attune.org/fhir/CodeSystem/error";

  /** Code of the row of what a rule refuses; its issues bear the rule's own code. */
  static final String RULE_VIOLATION = "rule-violation";

  private static final List<ErrorRow> ROWS = rows();

  private ErrorTable() {}

  /** Every stable error code that a {@code details.coding} of the server itself may carry. */
  public static Set<String> codes() {
    Set<String> codes = new LinkedHashSet<>();
    ROWS.forEach(row -> codes.add(row.code()));
    for (LocatedProblem.Kind kind : LocatedProblem.Kind.values()) {
      codes.add(code(kind));
    }
    return codes;
  }

  static String code(LocatedProblem.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static ErrorRow find(Fault fault) {
    return ROWS.stream().filter(row -> row.when().test(fault)).findFirst().orElseThrow();
  }

  /** The row of what a rule refuses. */
  static ErrorRow ruleViolation() {
    return ROWS.stream().filter(row -> row.code().equals(RULE_VIOLATION)).findFirst().orElseThrow();
  }

  /** The plainest row of a status, for outcomes that HAPI wrote into a batch response. */
  static ErrorRow ofStatus(int status) {
    ErrorRow plainest = ROWS.get(ROWS.size() - (status >= 500 ? 1 : 2));
    for (ErrorRow row : ROWS) {
      plainest = row.status() == status ? row : plainest;
    }
    return plainest;
  }

  private static List<ErrorRow> rows() {
    return Stream.of(DatabaseRows.all(), ConflictRows.all(), RequestRows.all(), StatusRows.all())
        .flatMap(List::stream)
        .toList();
  }
}
