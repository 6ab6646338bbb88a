package org.attune.rest.error;

import static org.hl7.fhir.r4.model.OperationOutcome.IssueType.NOSTORE;
import static org.hl7.fhir.r4.model.OperationOutcome.IssueType.TOOCOSTLY;
import static org.hl7.fhir.r4.model.OperationOutcome.IssueType.TOOLONG;
import static org.hl7.fhir.r4.model.OperationOutcome.IssueType.TRANSIENT;

import ca.uhn.fhir.rest.server.exceptions.PayloadTooLargeException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.regex.Pattern;
import org.attune.rest.error.ErrorRow.Words;

/** Rows for what fails below HAPI, told by SQLSTATE or by kind of exception. */
final class DatabaseRows {

  /** Of a failed search, HAPI hands on the words of the database, and not the exception. */
  private static final Pattern TIMED_OUT =
      Pattern.compile("canceling statement due to (user request|statement timeout)");

  private DatabaseRows() {}

  static List<ErrorRow> all() {
    return List.of(
        new ErrorRow(
            "body-too-large",
            413,
            TOOLONG,
            "The body is larger than this server takes",
            Words.REPEATED,
            fault -> fault.has(PayloadTooLargeException.class) || fault.status() == 413),
        new ErrorRow(
            "storage-full",
            507,
            NOSTORE,
            "The server has no room left to store this; nothing was stored",
            Words.CORRELATION,
            fault -> fault.sqlState("53100")),
        new ErrorRow(
            "audit-unavailable",
            503,
            TRANSIENT,
            "The server cannot keep its audit record at the moment; nothing was stored",
            Words.CORRELATION,
            fault -> fault.named("AuditUnavailableException")),
        new ErrorRow(
            "database-unavailable",
            503,
            TRANSIENT,
            "The database cannot be reached at the moment; try again after the given seconds",
            Words.CORRELATION,
            DatabaseRows::databaseUnavailable),
        searchTooLong(),
        new ErrorRow(
            "concurrent-change",
            409,
            TRANSIENT,
            "The request collided with another one and was undone; send it again",
            Words.OWN,
            fault -> fault.sqlState("40001", "40P01", "55P03")));
  }

  /** SQLSTATE 57014: the query was cancelled, as its time was over. */
  private static ErrorRow searchTooLong() {
    return new ErrorRow(
        "search-too-long",
        422,
        TOOCOSTLY,
        "The search took longer than this server allows and was ended; narrow it, for example"
            + " by a patient or a date",
        Words.OWN,
        fault -> fault.sqlState("57014") || fault.says(TIMED_OUT));
  }

  /** SQLSTATE 57P01 to 57P03: shut down, crashed, starting; 53300: no connection left. */
  private static boolean databaseUnavailable(Fault fault) {
    return fault.sqlState("08", "57P01", "57P02", "57P03", "53300")
        || fault.has(SQLTransientConnectionException.class)
        || fault.has(SQLRecoverableException.class)
        || fault.connectionLost()
        || fault.named("CannotCreateTransactionException")
        || fault.named("CannotGetJdbcConnectionException")
        || fault.named("JDBCConnectionException");
  }
}
