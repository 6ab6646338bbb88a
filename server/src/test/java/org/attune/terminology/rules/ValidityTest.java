package org.attune.terminology.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.attune.terminology.rules.Validity.Status;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidityTest {

  @ParameterizedTest
  @CsvSource({
    "true, , , false, 2026-01-01, BILLABLE",
    "true, 2026-10-01, , false, 2026-09-30, NOT_YET",
    "true, 2026-10-01, , false, 2026-10-01, BILLABLE",
    "false, , , true, 2026-01-01, CATEGORY",
    "false, 2015-10-01, 2022-09-30, true, 2022-09-30, BILLABLE",
    "false, 2015-10-01, 2022-09-30, true, 2022-10-01, CATEGORY",
    "false, 2015-10-01, 2022-09-30, false, 2022-10-01, ENDED",
    "true, 2015-10-01, 2027-09-30, false, 2027-10-01, ENDED",
    "true, 2015-10-01, 2027-09-30, false, 2027-01-01, BILLABLE",
    "false, 2015-10-01, 2022-09-30, true, 2015-09-30, NOT_YET",
  })
  void a_code_is_billable_from_its_first_day_to_its_last(
      boolean billable,
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      boolean category,
      LocalDate day,
      Status status) {
    assertThat(new Validity(billable, from, to, category).on(day)).isEqualTo(status);
  }

  @Test
  void the_explanation_says_since_when_and_what_to_do() {
    LocalDate from = LocalDate.of(2015, 10, 1);
    LocalDate to = LocalDate.of(2022, 9, 30);
    LocalDate day = LocalDate.of(2026, 11, 24);

    assertThat(new Validity(false, from, to, true).explain("F01.51", day))
        .isEqualTo(
            "F01.51 is a category and cannot be billed since 2022-10-01: use a code below it");
    assertThat(new Validity(false, null, null, true).explain("F32", day))
        .isEqualTo("F32 is a category and cannot be billed: use a code below it");
    assertThat(new Validity(false, from, to, false).explain("F53", day))
        .isEqualTo("F53 is not valid on 2026-11-24: it was in use until 2022-09-30");
    assertThat(new Validity(true, day, null, false).explain("F64.A", day.minusDays(1)))
        .isEqualTo("F64.A is not valid on 2026-11-23: it is in use from 2026-11-24 on");
    assertThat(new Validity(true, from, null, false).explain("F32.0", day)).isEmpty();
  }
}
