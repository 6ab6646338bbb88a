package org.attune.rest.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiagnosticsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "could not execute batch [Batch entry 0 insert into hfj_res_ver (a) values ('S')]",
        "HAPI-1: SELECT x FROM y",
        "ERROR: duplicate key. Detail: Key (x)=(S) exists",
        "org.postgresql.util.PSQLException: x",
        "Failed: java.lang.NullPointerException",
        "update hfj_resource set x = 1",
        "JDBC commit failed",
        "x\n\tat org.foo.Bar(Bar.java:1)",
        "could not extract ResultSet",
      })
  void replacesTextFromBelow(String message) {
    assertThat(Diagnostics.clean(message, "fallback")).isEqualTo("fallback");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "HAPI-0450: HAPI-1821: Bad thing | Bad thing",
        "HAPI-1882: Invalid date/time format: \"1.1.99\" | Invalid date/time format: (value left out)",
        "Unknown code 'x y' for it | Unknown code (value left out) for it",
        "It doesn't fit and can't | It doesn't fit and can't",
        "Bad \"a\"b\" end | Bad (value left out)b(rest left out)",
        "Resource Patient/1 is not known | Resource Patient/1 is not known",
        "See http://hl7.org/fhir for it | See http://hl7.org/fhir for it",
      })
  void keepsTheWordsAndDropsTheValues(String message, String expected) {
    assertThat(Diagnostics.clean(message, "fallback")).isEqualTo(expected);
  }

  @Test
  void saysWhichParameterIsUnknownAndWhichExist() {
    String message =
        "HAPI-0524: Unknown search parameter \"nam<e\" for resource type \"Patient\"."
            + " Valid search parameters for this search are: [_id, active, name]";

    assertThat(Diagnostics.parameters(message, "fallback"))
        .isEqualTo("Patient has no search parameter 'name'. It has: _id, active, name");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Missing required resource in Bundle.entry[3].resource | 3",
        "invalid verb in Bundle.entry(12).request.method | 12",
        "Error in entry at index 7 | 7",
      })
  void findsTheEntryInTheMessage(String message, int entry) {
    assertThat(Diagnostics.entry(message)).isEqualTo(entry);
    assertThat(Diagnostics.entry("no hint")).isNull();
  }
}
