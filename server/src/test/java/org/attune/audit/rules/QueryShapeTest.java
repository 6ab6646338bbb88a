package org.attune.audit.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueryShapeTest {

  private static Map<String, String[]> query(String... pairs) {
    Map<String, String[]> query = new LinkedHashMap<>();
    for (int index = 0; index < pairs.length; index += 2) {
      query.put(pairs[index], new String[] {pairs[index + 1]});
    }
    return query;
  }

  @Test
  void values_that_could_tell_of_a_person_are_left_out() {
    assertThat(QueryShape.of(query("name:exact", "Doe", "birthdate", "1980-01-01", "_count", "20")))
        .isEqualTo("_count=20&birthdate=*&name:exact=*");
  }

  @Test
  void control_values_of_an_odd_form_are_left_out_as_well() {
    assertThat(QueryShape.of(query("_sort", "Jane Doe"))).isEqualTo("_sort=*");
  }

  @Test
  void a_parameter_whose_name_could_be_anything_is_not_repeated() {
    assertThat(QueryShape.of(query("Jane Doe", "x"))).isEqualTo("(other)=*");
  }

  @Test
  void the_patients_asked_about_are_found_in_every_spelling() {
    assertThat(QueryShape.patients("Observation", query("patient", "a,Patient/b")))
        .contains("a", "b");
    assertThat(QueryShape.patients("Observation", query("subject", "Patient/c")))
        .containsExactly("c");
    assertThat(QueryShape.patients("Observation", query("subject", "https://x.org/fhir/Patient/d")))
        .containsExactly("d");
    assertThat(QueryShape.patients("Patient", query("_id", "e"))).containsExactly("e");
  }

  @Test
  void other_parameters_name_no_patient() {
    assertThat(QueryShape.patients("Patient", query("name", "f"))).isEmpty();
    assertThat(QueryShape.patients("Observation", query("_id", "g", "code", "h"))).isEmpty();
  }
}
