package org.attune.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.Stream;
import org.attune.testing.FhirClient.Answer;
import org.hl7.fhir.r4.model.OperationOutcome;

/** How the server must say that it cannot write just now. */
final class Refusal {

  private static final int UNAVAILABLE = 503;
  private static final int NO_SPACE = 507;

  private Refusal() {}

  /** 503 with the time to wait. */
  static void assertTemporary(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(UNAVAILABLE);
    assertRetryAfter(answer);
    assertOutcome(answer);
  }

  /** 507, or 503 with the time to wait. */
  static void assertNoSpace(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isIn(UNAVAILABLE, NO_SPACE);
    if (answer.status() == UNAVAILABLE) {
      assertRetryAfter(answer);
    }
    assertOutcome(answer);
  }

  private static void assertRetryAfter(Answer answer) {
    assertThat(answer.header("Retry-After")).as("Retry-After").matches("[1-9]\\d{0,3}");
  }

  private static void assertOutcome(Answer answer) {
    OperationOutcome.OperationOutcomeIssueComponent issue = answer.issue();
    assertThat(issue.getSeverity())
        .isIn(OperationOutcome.IssueSeverity.ERROR, OperationOutcome.IssueSeverity.FATAL);
    assertThat(issue.getDetails().getCodingFirstRep().getCode()).as("details.coding").isNotBlank();
    String body = answer.body().toLowerCase(Locale.ROOT);
    assertThat(
            Stream.of(
                "insert ", "select ", "hfj_", "jdbc", "psql", "hibernate", "sqlstate", "\tat "))
        .as("traces of SQL or Java in %s", answer.body())
        .noneMatch(body::contains);
  }
}
