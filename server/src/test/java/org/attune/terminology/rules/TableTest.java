package org.attune.terminology.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

  private static Table.Cells cells(String... values) {
    return column -> column < values.length ? values[column] : "";
  }

  @Test
  void columns_are_found_by_name_in_whatever_case_and_order() throws RowException {
    Table.Columns columns =
        Table.LOINC.columns(
            List.of("status", "LONG_COMMON_NAME", "SHORTNAME", "loinc_num", "CLASS"));

    CodeRow row = columns.row(cells("ACTIVE", " A long name ", "A name", "99999-9", ""));

    assertThat(row.code()).isEqualTo("99999-9");
    assertThat(row.display()).isEqualTo("A long name");
    assertThat(row.properties()).containsOnlyKeys("STATUS").containsEntry("STATUS", "ACTIVE");
  }

  @Test
  void the_next_name_stands_in_for_an_empty_one() throws RowException {
    Table.Columns columns = Table.CPT.columns(List.of("Code", "Long", "Short"));

    assertThat(columns.row(cells("0000A", "", "brief")).display()).isEqualTo("brief");
  }

  @Test
  void a_row_without_code_or_name_is_refused() throws RowException {
    Table.Columns columns = Table.CPT.columns(List.of("CPT Code", "Descriptor"));

    assertThatExceptionOfType(RowException.class)
        .isThrownBy(() -> columns.row(cells("12", "text")))
        .withMessageContaining("holds no code");
    assertThatExceptionOfType(RowException.class)
        .isThrownBy(() -> columns.row(cells("00000")))
        .withMessageContaining("no description");
  }

  @Test
  void a_file_without_the_columns_is_refused_with_their_names() {
    assertThatExceptionOfType(RowException.class)
        .isThrownBy(() -> Table.LOINC.columns(List.of("a", "b")))
        .withMessageContaining("LOINC_NUM");
    assertThatExceptionOfType(RowException.class)
        .isThrownBy(() -> Table.CPT.columns(List.of("Code", "b")))
        .withMessageContaining("Long or Descriptor");
  }
}
