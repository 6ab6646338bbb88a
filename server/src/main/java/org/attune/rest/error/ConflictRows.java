package org.attune.rest.error;

import static org.hl7.fhir.r4.model.OperationOutcome.IssueType.BUSINESSRULE;
import static org.hl7.fhir.r4.model.OperationOutcome.IssueType.CONFLICT;
import static org.hl7.fhir.r4.model.OperationOutcome.IssueType.DUPLICATE;
import static org.hl7.fhir.r4.model.OperationOutcome.IssueType.MULTIPLEMATCHES;

import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.attune.rest.error.ErrorRow.Words;
import org.attune.store.RuleViolationException;

/** Rows for writes that rules, unique values or other writers refuse. */
final class ConflictRows {

  private static final Pattern MATCHES =
      Pattern.compile("matched \\d+ resources|[Mm]ultiple resources match");
  private static final Pattern UNIQUE =
      Pattern.compile(
          "unique index constraint failure|conditional constraint failure|duplicate uni");
  private static final Pattern VERSION =
      Pattern.compile("version constraint failure|(?i:idx_resver_id_ver)");
  private static final Pattern REFERENCED = Pattern.compile("Unable to delete|has a reference to");

  private ConflictRows() {}

  static List<ErrorRow> all() {
    return Stream.of(valueRows(), versionRows()).flatMap(List::stream).toList();
  }

  private static List<ErrorRow> valueRows() {
    return List.of(
        new ErrorRow(
            ErrorTable.RULE_VIOLATION,
            422,
            BUSINESSRULE,
            "The write breaks a rule of this server",
            Words.CLEANED,
            fault -> fault.has(RuleViolationException.class)),
        new ErrorRow(
            "multiple-matches",
            412,
            MULTIPLEMATCHES,
            "The condition matches more than one resource; make it more specific",
            Words.OWN,
            fault -> fault.says(MATCHES)),
        new ErrorRow(
            "duplicate",
            409,
            DUPLICATE,
            "Another resource already has this value, which must be unique",
            Words.OWN,
            fault -> fault.says(UNIQUE) || (fault.sqlState("23505") && !fault.says(VERSION))));
  }

  private static List<ErrorRow> versionRows() {
    return List.of(
        new ErrorRow(
            "still-referenced",
            409,
            CONFLICT,
            "Other resources still refer to it; change or delete them first",
            Words.OWN,
            fault -> fault.has(ResourceVersionConflictException.class) && fault.says(REFERENCED)),
        new ErrorRow(
            "stale-version",
            412,
            CONFLICT,
            "The version in If-Match is not the current one; read the resource again",
            Words.OWN,
            fault -> fault.conditional() && versionConflict(fault)),
        new ErrorRow(
            "version-conflict",
            409,
            CONFLICT,
            "The resource was changed by another request; read it again and repeat the change",
            Words.OWN,
            fault -> versionConflict(fault) || fault.sqlState("23")));
  }

  private static boolean versionConflict(Fault fault) {
    return fault.has(ResourceVersionConflictException.class)
        || fault.named("OptimisticLock")
        || fault.says(VERSION);
  }
}
