package org.attune.profiling;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;
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
    Bundle bundle = withStandIns(example);

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

  /** A transaction of an example and of the default example of whatever is referred to. */
  private static Bundle withStandIns(Resource example) {
    Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
    Set<String> known = new HashSet<>();
    Deque<Resource> open = new ArrayDeque<>(List.of(example));
    List<Resource> all = new ArrayList<>();
    while (!open.isEmpty()) {
      Resource resource = open.poll();
      all.add(resource);
      for (Reference reference : references(resource)) {
        if (known.add(reference.getReference())) {
          open.add(standIn(reference.getReference()));
        }
      }
    }
    for (Resource resource : all) {
      references(resource)
          .forEach(reference -> reference.setReference(urn(reference.getReference())));
      bundle
          .addEntry()
          .setResource(resource)
          .setFullUrl(urn(resource.fhirType() + "/" + resource.getIdPart()))
          .getRequest()
          .setMethod(HTTPVerb.POST)
          .setUrl(resource.fhirType());
      resource.setId((String) null);
    }
    return bundle;
  }

  private static List<Reference> references(Resource resource) {
    return TestProfiles.CONTEXT
        .newTerser()
        .getAllPopulatedChildElementsOfType(resource, Reference.class)
        .stream()
        .filter(Reference::hasReference)
        .toList();
  }

  private static String urn(String reference) {
    return "urn:uuid:" + UUID.nameUUIDFromBytes(reference.getBytes(StandardCharsets.UTF_8));
  }

  private static Resource standIn(String reference) {
    IdType id = new IdType(reference);
    Resource resource =
        TestProfiles.ids().stream()
            .map(TestProfiles::example)
            .filter(each -> each.fhirType().equals(id.getResourceType()))
            .findFirst()
            .orElseThrow();
    resource.setMeta(null).setId(id.getIdPart());
    return resource;
  }
}
