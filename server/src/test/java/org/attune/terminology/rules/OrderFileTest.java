package org.attune.terminology.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderFileTest {

  private static String line(String number, String code, String flag, String title) {
    return String.format("%-5s %-7s %-1s %-60s %s", number, code, flag, "short", title);
  }

  @Test
  void a_line_gives_code_kind_and_long_title() throws RowException {
    CodeRow leaf = OrderFile.row(line("00001", "Q0011XA", "1", "A made-up condition"));
    CodeRow header = OrderFile.row(line("00002", "Q00", "0", " Made-up conditions "));

    assertThat(leaf.code()).isEqualTo("Q00.11XA");
    assertThat(leaf.display()).isEqualTo("A made-up condition");
    assertThat(leaf.properties()).containsEntry("billable", "true");
    assertThat(header.code()).isEqualTo("Q00");
    assertThat(header.display()).isEqualTo("Made-up conditions");
    assertThat(header.properties()).containsEntry("billable", "false");
  }

  @ParameterizedTest
  @CsvSource({
    "1, Q001, 1, title, running number",
    "00001, 1Q01, 1, title, not a code",
    "00001, '', 1, title, not a code",
    "00001, Q001, 2, title, neither 0",
    "00001, Q001, '', title, neither 0",
    "00001, Q001, 1, '   ', is empty",
  })
  void a_line_that_is_not_laid_out_so_is_refused_with_the_reason(
      String number, String code, String flag, String title, String reason) {
    assertThatExceptionOfType(RowException.class)
        .isThrownBy(() -> OrderFile.row(line(number, code, flag, title)))
        .withMessageContaining(reason);
  }

  @Test
  void a_line_that_is_cut_off_is_refused() {
    assertThatExceptionOfType(RowException.class)
        .isThrownBy(() -> OrderFile.row("00001 Q001    1 short"))
        .withMessageContaining("the line has 21 characters");
  }
}
