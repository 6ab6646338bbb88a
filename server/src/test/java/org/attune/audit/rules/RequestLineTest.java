package org.attune.audit.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestLineTest {

  private static final Set<String> TYPES = Set.of("Patient", "Observation");

  @ParameterizedTest
  @CsvSource({
    "GET, /Patient/1, read",
    "HEAD, /Patient/1, read",
    "get, /Patient/1, read",
    "GET, /Patient/1/_history, history-instance",
    "GET, /Patient/1/_history/2, vread",
    "GET, /Patient/_history, history-type",
    "GET, /_history, history-system",
    "GET, /Patient, search-type",
    "GET, /Patient/, search-type",
    "POST, /Patient/_search, search-type",
    "GET, /Patient/1/Observation, search-type",
    "POST, /_search, search-system",
    "GET, /metadata, capabilities",
    "GET, /metadata/x, unknown",
    "GET, /, unknown",
    "GET, /Unheard/1, unknown",
    "GET, /Patient/b@d, unknown",
    "POST, /Patient, create",
    "POST, /, transaction",
    "POST, /Unheard, unknown",
    "PUT, /Patient/1, update",
    "PUT, /Patient, update",
    "PUT, /x, unknown",
    "PATCH, /Patient/1, patch",
    "PATCH, /x, unknown",
    "DELETE, /Patient/1, delete",
    "DELETE, /x, unknown",
    "TRACE, /Patient/1, unknown",
    "GET, /Patient/1/$everything, operation",
    "POST, /$meta, operation"
  })
  void the_interaction_follows_from_method_and_path(
      String method, String path, String interaction) {
    assertThat(RequestLine.of(method, path, TYPES, false).interaction()).isEqualTo(interaction);
  }

  @Test
  void a_query_without_a_type_is_a_search_of_the_whole_system() {
    assertThat(RequestLine.of("GET", "", TYPES, true).interaction()).isEqualTo("search-system");
    assertThat(RequestLine.of("GET", "/x", TYPES, true).interaction()).isEqualTo("unknown");
  }

  @Test
  void the_resource_is_named_as_far_as_the_path_names_it() {
    RequestLine line = RequestLine.of("GET", "/Patient/a-1/_history/3", TYPES, false);

    assertThat(line.reference()).contains("Patient/a-1");
    assertThat(line.version()).isEqualTo("3");
    assertThat(RequestLine.of("GET", "/Patient/a-1/_history", TYPES, false).version()).isNull();
    assertThat(RequestLine.of("GET", "/Patient", TYPES, false).reference()).isEmpty();
    assertThat(RequestLine.of("GET", "/", TYPES, false).reference()).isEmpty();
    assertThat(RequestLine.of("GET", "/Patient/$match", TYPES, false).operation())
        .isEqualTo("$match");
  }

  @Test
  void what_is_no_name_of_fhir_is_not_repeated() {
    RequestLine line = RequestLine.of("GET", "/Jane Doe/born 1980/$Not An Operation", TYPES, false);

    assertThat(line).isEqualTo(new RequestLine("unknown", null, null, null, null));
  }
}
