package org.attune.exchange.documents.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.attune.exchange.documents.rules.DocumentScope.Candidate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentScopeTest {

  private static final List<Candidate> DOCUMENTS =
      List.of(
          new Candidate("old-note", "note", CareSpan.moment("2026-01-05")),
          new Candidate("new-note", "note", CareSpan.moment("2026-03-05T10:00:00-05:00")),
          new Candidate("card", "card", CareSpan.moment("2026-02-01")));

  @Test
  void withoutARangeTheCurrentDocumentOfEachTypeIsInScope() {
    assertThat(DocumentScope.of(Optional.empty(), DOCUMENTS)).containsExactly("new-note", "card");
  }

  @Test
  void withARangeEveryDocumentOfItsCareIsInScopeLatestFirst() {
    CareSpan range = CareSpan.between("2026-01-01", "2026-02-28");

    assertThat(DocumentScope.of(Optional.of(range), DOCUMENTS)).containsExactly("card", "old-note");
  }

  @ParameterizedTest
  @CsvSource({
    "2026, 2025-12-31T10:00:00Z, 2027-01-01T12:00:00Z",
    "2026-02, 2026-01-31T10:00:00Z, 2026-03-01T12:00:00Z",
    "2026-02-03, 2026-02-02T10:00:00Z, 2026-02-04T12:00:00Z",
    "2026-02-03T10:00:00-05:00, 2026-02-03T15:00:00Z, 2026-02-03T15:00:01Z"
  })
  void aDateIsThatDateWhereverOnEarthItIs(String date, Instant from, Instant to) {
    assertThat(CareSpan.moment(date)).isEqualTo(new CareSpan(from, to));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-02-03T10:00:00Z, , true",
    "2026-02-05T10:00:00Z, , false",
    ", 2026-02-03T10:00:00Z, true",
    ", 2026-02-01T10:00:00Z, false",
    ", , true"
  })
  void anOpenRangeHasNoEnd(String start, String end, boolean overlaps) {
    CareSpan care = CareSpan.between("2026-02-02T00:00:00Z", "2026-02-04T00:00:00Z");

    assertThat(CareSpan.between(start, end).overlaps(care)).isEqualTo(overlaps);
  }

  @Test
  void aRangeWhoseEndLiesBeforeItsStartIsReversed() {
    assertThat(CareSpan.between("2026-02-04", "2026-01-01").isReversed()).isTrue();
    assertThat(CareSpan.between("2026-01-01", "2026-01-01").isReversed()).isFalse();
  }
}
