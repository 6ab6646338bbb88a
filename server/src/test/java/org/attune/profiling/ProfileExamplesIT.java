package org.attune.profiling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The example of each profile goes in and is of that profile. */
@FhirIntegrationTest
class ProfileExamplesIT {

  private final FhirClient client;

  ProfileExamplesIT(@Autowired FhirHttp http) {
    this.client = http.client();
  }

  static List<String> ids() {
    return TestProfiles.ids();
  }

  /** The example is posted with stand-ins for what it refers to, under ids that none else has. */
  @ParameterizedTest
  @MethodSource("ids")
  void the_example_of_every_profile_is_stored_as_of_its_profile(String id) {
    Resource example = TestProfiles.example(id);
    example.setMeta(null);
    Bundle bundle = StandIns.transaction(List.of(example));

    Answer answer = client.post("", bundle);

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    IdType stored = new IdType(answer.bundle().getEntryFirstRep().getResponse().getLocation());
    assertThat(
            client
                .get(stored.getResourceType() + "/" + stored.getIdPart())
                .as(Resource.class)
                .getMeta()
                .getProfile())
        .extracting(CanonicalType::getValue)
        .containsExactly(TestProfiles.CATALOG.decide(example).orElseThrow().url());
  }
}
