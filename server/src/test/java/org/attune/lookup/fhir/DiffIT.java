package org.attune.lookup.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** {@code $diff} of any resource. */
@FhirIntegrationTest
class DiffIT {

  private final FhirClient client;

  DiffIT(@Autowired FhirHttp http) {
    this.client = http.client();
  }

  @Test
  void tells_what_the_last_change_was() {
    String id = changed("Alpha", "Beta", "Gamma");

    Parameters last = client.get("Patient/" + id + "/$diff").as(Parameters.class);

    assertThat(last.getParameter()).singleElement().satisfies(DiffIT::isReplacement);
    assertThat(value(last, "previousValue")).isEqualTo("Beta");
    assertThat(value(last, "value")).isEqualTo("Gamma");
  }

  @Test
  void tells_what_changed_since_a_version() {
    String id = changed("Alpha", "Beta", "Gamma");

    Parameters since = client.get("Patient/" + id + "/$diff?fromVersion=1").as(Parameters.class);

    assertThat(value(since, "previousValue")).isEqualTo("Alpha");
    assertThat(value(since, "value")).isEqualTo("Gamma");
  }

  @Test
  void tells_of_meta_when_asked() {
    String id = changed("Alpha", "Beta");

    Answer answer = client.get("Patient/" + id + "/$diff?includeMeta=true");

    assertThat(answer.body()).contains("Patient.meta.versionId");
    assertThat(client.get("Patient/" + id + "/$diff").body()).doesNotContain("Patient.meta");
  }

  @Test
  void a_first_version_is_all_new() {
    String id = changed("Alpha");

    Parameters all = client.get("Patient/" + id + "/$diff").as(Parameters.class);

    assertThat(all.getParameterFirstRep().getPart().get(0).getValue().primitiveValue())
        .isEqualTo("insert");
  }

  @ParameterizedTest
  @CsvSource({"fromVersion=9,404", "fromVersion=one,400", "fromVersion=0,400"})
  void a_version_that_is_none_is_refused(String query, int status) {
    assertThat(client.get("Patient/" + changed("Alpha", "Beta") + "/$diff?" + query).status())
        .isEqualTo(status);
    assertThat(client.get("Patient/absent/$diff").status()).isEqualTo(404);
  }

  private static void isReplacement(ParametersParameterComponent operation) {
    assertThat(operation.getPart().get(0).getValue().primitiveValue()).isEqualTo("replace");
    assertThat(operation.getPart().get(1).getValue().primitiveValue())
        .isEqualTo("Patient.name[0].family");
  }

  private static String value(Parameters patch, String part) {
    return patch.getParameterFirstRep().getPart().stream()
        .filter(each -> part.equals(each.getName()))
        .map(each -> each.getValue().primitiveValue())
        .findFirst()
        .orElseThrow();
  }

  /** A patient whose family name was in turn each of these. */
  private String changed(String... families) {
    String mrn = UUID.randomUUID().toString();
    String id = client.post("Patient", patient("", mrn, families[0])).id();
    for (int number = 1; number < families.length; number++) {
      String body = patient("\"id\":\"%s\",".formatted(id), mrn, families[number]);
      assertThat(client.put("Patient/" + id, body).status()).isEqualTo(200);
    }
    return id;
  }

  private static String patient(String id, String mrn, String family) {
    return ("{\"resourceType\":\"Patient\",%s\"gender\":\"unknown\",\"name\":[{\"family\":\"%s\"}],"
            + "\"identifier\":[{\"system\":\"urn:example:mrn\",\"value\":\"%s\"}]}")
        .formatted(id, family, mrn);
  }
}
