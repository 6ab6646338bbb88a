package org.attune.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** JSON values of another type than their element's, wherever in a body they stand. */
@FhirIntegrationTest
class JsonTypesIT {

  private final FhirClient client;

  JsonTypesIT(@Autowired FhirHttp http) {
    this.client = http.client();
  }

  @ParameterizedTest
  @ValueSource(strings = {"transaction", "batch"})
  void a_value_of_another_json_type_is_found_inside_a_bundle(String type) {
    String mrn = Samples.unique();
    String body =
        """
        {"resourceType":"Bundle","type":"%s","entry":[
        {"resource":%s,"request":{"method":"POST","url":"Patient"}},
        {"resource":{"resourceType":"Patient","birthDate":1970},
        "request":{"method":"POST","url":"Patient"}}]}"""
            .formatted(type, Samples.patientJson(mrn, ""));

    Answer answer = client.post("", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.issue().getExpression().get(0).getValue())
        .isEqualTo("Bundle.entry[1].resource.birthDate");
    assertThat(answer.issue().getExtension())
        .extracting(extension -> extension.getValue().primitiveValue())
        .as("line, then column")
        .startsWith("3")
        .hasSize(2);
    assertThat(client.get("Patient?" + Samples.identifierInUrl(mrn)).bundle().getEntry()).isEmpty();
  }

  @Test
  void a_good_body_may_name_its_type_last() {
    String type = "\"resourceType\":\"Patient\"";
    String first = Samples.patientJson(Samples.unique(), "");
    String body = first.replace(type + ",", "").replaceFirst("}$", "," + type + "}");
    String bad = "{\"name\":[{\"family\":5}]," + type + "}";

    assertThat(client.post("Patient", body).status()).isEqualTo(201);
    assertThat(client.post("Patient", bad).status()).isEqualTo(400);
  }
}
