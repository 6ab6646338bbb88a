package org.attune.rest.error;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.rest.server.exceptions.AuthenticationException;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.exceptions.InternalErrorException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.MethodNotAllowedException;
import ca.uhn.fhir.rest.server.exceptions.NotImplementedOperationException;
import ca.uhn.fhir.rest.server.exceptions.PayloadTooLargeException;
import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.io.IOException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;
import org.attune.store.RuleViolationException;
import org.hibernate.exception.JDBCConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.orm.ObjectOptimisticLockingFailureException;
import org.springframework.transaction.CannotCreateTransactionException;

class ErrorTableTest {

  @ParameterizedTest
  @MethodSource("faults")
  void givesStatusAndCode(Throwable thrown, int status, String issue, String code) {
    ErrorRow row = ErrorTable.find(Fault.of(thrown, false, false));

    assertThat(row.status()).isEqualTo(status);
    assertThat(row.issue().toCode()).isEqualTo(issue);
    assertThat(row.code()).isEqualTo(code);
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        row(new DataFormatException("x"), 400, "value", "invalid-value"),
        row(hapi("Failed to parse request body as JSON"), 400, "structure", "unreadable-body"),
        row(hapi("x"), 400, "invalid", "invalid-request"),
        row(hapi("Unknown search parameter"), 400, "not-supported", "unknown-search-parameter"),
        row(hapi("No Content-Type header"), 415, "not-supported", "unsupported-media-type"),
        row(status(415), 415, "not-supported", "unsupported-media-type"),
        row(status(406), 406, "not-supported", "not-acceptable"),
        row(status(429), 429, "throttled", "too-many-requests"),
        row(violation(), 422, "business-rule", "rule-violation"),
        row(new IllegalStateException(violation()), 422, "business-rule", "rule-violation"),
        row(new UnprocessableEntityException("x"), 422, "processing", "unprocessable"),
        row(new ResourceNotFoundException("x"), 404, "not-found", "not-found"),
        row(new ResourceGoneException("x"), 410, "deleted", "deleted"),
        row(conflict("x"), 409, "conflict", "version-conflict"),
        row(conflict("Unable to delete X"), 409, "conflict", "still-referenced"),
        row(conflict("a unique index constraint failure"), 409, "duplicate", "duplicate"),
        row(new PreconditionFailedException("x"), 412, "conflict", "precondition-failed"),
        row(
            new PreconditionFailedException("search matched 2 resources"),
            412,
            "multiple-matches",
            "multiple-matches"),
        row(new MethodNotAllowedException("x"), 405, "not-supported", "method-not-allowed"),
        row(new NotImplementedOperationException("x"), 501, "not-supported", "not-implemented"),
        row(new AuthenticationException("x"), 401, "login", "login-required"),
        row(new ForbiddenOperationException("x"), 403, "forbidden", "forbidden"),
        row(new PayloadTooLargeException("x"), 413, "too-long", "body-too-large"),
        row(
            new ObjectOptimisticLockingFailureException("x", new IllegalStateException()),
            409,
            "conflict",
            "version-conflict"),
        row(new InternalErrorException("x"), 500, "exception", "internal-error"),
        row(new NullPointerException(), 500, "exception", "internal-error"),
        row(new IOException("x"), 500, "exception", "internal-error"),
        row(sql("42P01"), 500, "exception", "internal-error"));
  }

  @ParameterizedTest
  @CsvSource({
    "08000, 503, database-unavailable",
    "08001, 503, database-unavailable",
    "08006, 503, database-unavailable",
    "57P01, 503, database-unavailable",
    "57P02, 503, database-unavailable",
    "57P03, 503, database-unavailable",
    "53300, 503, database-unavailable",
    "53100, 507, storage-full",
    "40001, 409, concurrent-change",
    "40P01, 409, concurrent-change",
    "57014, 422, search-too-long",
    "23505, 409, duplicate",
  })
  void findsTheSqlStateUnderAnyWrapping(String state, int status, String code) {
    BatchUpdateException batch = new BatchUpdateException("x", new int[0]);
    batch.setNextException(sql(state));
    Stream.of(
            new InternalErrorException(new IllegalStateException(sql(state))),
            new DataIntegrityViolationException("x", batch),
            conflict("x").initCause(sql(state)))
        .map(each -> ErrorTable.find(Fault.of(each, true, true)))
        .forEach(
            row -> {
              assertThat(row.status()).isEqualTo(status);
              assertThat(row.code()).isEqualTo(code);
            });
  }

  @Test
  void knowsALostDatabaseByItsExceptions() {
    Stream.of(
            new CannotCreateTransactionException("x"),
            new JDBCConnectionException("x", new SQLException("y")),
            new SQLTransientConnectionException("x"),
            new SQLException("This connection has been closed."),
            new SQLException("An I/O error occurred while sending to the backend."))
        .map(each -> ErrorTable.find(Fault.of(new InternalErrorException(each), false, false)))
        .forEach(row -> assertThat(row.status()).isEqualTo(503));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Trying to update Patient/1/_history/1 but this is not current | 412 | stale-version",
        "The operation has failed with a version constraint failure | 412 | stale-version",
        "Unable to delete Patient/1 because of a reference | 409 | still-referenced",
        "The operation has failed with a unique index constraint failure | 409 | duplicate",
      })
  void answersAStaleIfMatchWith412(String message, int status, String code) {
    ErrorRow row = ErrorTable.find(Fault.of(conflict(message), true, false));

    assertThat(row.status()).isEqualTo(status);
    assertThat(row.code()).isEqualTo(code);
  }

  @Test
  void countsAVersionClashInTheIndexAsAVersionConflict() {
    Throwable clash =
        new DataIntegrityViolationException("x", new SQLException("IDX_RESVER_ID_VER", "23505"));

    assertThat(ErrorTable.find(Fault.of(clash, true, false)).status()).isEqualTo(412);
    assertThat(ErrorTable.find(Fault.of(clash, false, false)).status()).isEqualTo(409);
  }

  @Test
  void blamesTheBodyOnlyWhenThereIsOne() {
    Throwable thrown = new InvalidRequestException(new DataFormatException("x"));

    assertThat(ErrorTable.find(Fault.of(thrown, false, true)).code()).isEqualTo("unreadable-body");
    assertThat(ErrorTable.find(Fault.of(thrown, false, false)).code()).isEqualTo("invalid-value");
  }

  @Test
  void codesAreUniqueAndStable() {
    assertThat(ErrorTable.codes())
        .hasSizeGreaterThan(28)
        .contains("unknown-element", "bad-value", "syntax", "wrong-type", "wrong-resource-type")
        .allMatch(code -> code.matches("[a-z-]+"));
  }

  @ParameterizedTest
  @CsvSource({
    "400, invalid-request",
    "409, version-conflict",
    "412, precondition-failed",
    "422, unprocessable",
    "418, invalid-request",
    "500, internal-error",
    "502, internal-error",
  })
  void knowsThePlainestRowOfAStatus(int status, String code) {
    assertThat(ErrorTable.ofStatus(status).code()).isEqualTo(code);
  }

  private static Arguments row(Throwable thrown, int status, String issue, String code) {
    return Arguments.of(thrown, status, issue, code);
  }

  private static BaseServerResponseException hapi(String message) {
    return new InvalidRequestException(message);
  }

  private static BaseServerResponseException status(int status) {
    return new UnclassifiedServerFailureException(status, "x");
  }

  private static ResourceVersionConflictException conflict(String message) {
    return new ResourceVersionConflictException(message);
  }

  private static RuleViolationException violation() {
    return new RuleViolationException("c", "Patient.name", "m");
  }

  private static SQLException sql(String state) {
    return new SQLException("insert into hfj_resource values ('SECRET')", state);
  }
}
