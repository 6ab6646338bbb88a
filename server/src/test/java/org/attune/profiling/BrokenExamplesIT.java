package org.attune.profiling;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.attune.profiling.rules.Profile;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** An example of each profile that breaks a rule of it is refused when it is posted. */
@FhirIntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokenExamplesIT {

  /** What the server completes instead: it says that the sender does not know. */
  private static final Set<String> COMPLETED =
      Set.of(
          "attune-patient /identifier",
          "attune-patient /gender",
          "attune-related-person /active",
          "attune-practitioner /identifier",
          "attune-practitioner /name/0/family",
          "attune-organization /active",
          "attune-encounter /type",
          "attune-condition /category",
          "attune-encounter-diagnosis /code",
          "attune-care-plan /category/0",
          "attune-questionnaire-response /authored",
          "attune-observation /valueInteger",
          "attune-observation /category",
          "attune-score-observation /valueQuantity",
          "attune-service-request /code");

  private final FhirClient client;
  private final JdbcTemplate jdbc;

  /** Where the stand-in of each reference is stored. */
  private final Map<String, String> places = new HashMap<>();

  BrokenExamplesIT(@Autowired FhirHttp http, @Autowired JdbcTemplate jdbc) {
    this.client = http.client();
    this.jdbc = jdbc;
  }

  /** Mistakes after which a resource is still one of the profile that has the example. */
  static List<BrokenExample> broken() {
    return BrokenExample.all().stream()
        .filter(BrokenExamplesIT::keepsItsProfile)
        .filter(example -> !completed(example))
        .toList();
  }

  private static boolean completed(BrokenExample example) {
    return "-".equals(example.value())
        && COMPLETED.contains(example.profile() + " " + example.places());
  }

  static List<BrokenExample> incomplete() {
    return BrokenExample.all().stream().filter(BrokenExamplesIT::completed).toList();
  }

  private static boolean keepsItsProfile(BrokenExample example) {
    return TestProfiles.CATALOG
        .decide(example.resource())
        .map(Profile::url)
        .filter((TestProfiles.CANONICAL + example.profile())::equals)
        .isPresent();
  }

  @BeforeAll
  void store() {
    Set<String> references = new TreeSet<>();
    for (BrokenExample example : BrokenExample.all()) {
      BrokenExample.references(example.json())
          .forEach(each -> references.add(each.path("reference").asText()));
    }
    Bundle bundle = StandIns.transaction(references.stream().map(StandIns::of).toList());
    Answer answer = client.post("", bundle);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    Map<String, String> locations = new HashMap<>();
    for (int entry = 0; entry < bundle.getEntry().size(); entry++) {
      IdType location =
          new IdType(answer.bundle().getEntry().get(entry).getResponse().getLocation());
      locations.put(
          bundle.getEntry().get(entry).getFullUrl(),
          location.toUnqualifiedVersionless().getValue());
    }
    references.forEach(reference -> places.put(reference, locations.get(StandIns.urn(reference))));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void a_post_of_it_is_refused_with_the_place_and_nothing_is_stored(BrokenExample example) {
    long before = versions();
    String type = example.json().path("resourceType").asText();

    Answer answer = post(example);

    assertThat(answer.status()).as(answer.body()).isEqualTo(422);
    assertThat(answer.as(OperationOutcome.class).getIssue())
        .isNotEmpty()
        .allSatisfy(
            issue ->
                assertThat(issue.getExpression())
                    .as(answer.body())
                    .isNotEmpty()
                    .map(StringType::getValue)
                    .allSatisfy(BrokenExamplesIT::assertFhirPath)
                    .allMatch(path -> path.split("[.]", 2)[0].equals(type)));
    assertThat(versions()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("incomplete")
  void what_a_sender_need_not_know_is_completed_and_the_rest_is_stored(BrokenExample example) {
    Answer answer = post(example);

    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    assertThat(filled(answer, example.places()))
        .as("what was left out at " + example.places() + " in " + answer.body())
        .isTrue();
  }

  /** Whether the element is there, or what says that it is unknown. */
  private static boolean filled(Answer answer, String place) {
    ObjectNode stored = BrokenExample.read(answer.body());
    int name = place.lastIndexOf('/') + 1;
    return !stored.at(place).isMissingNode()
        || !stored.at(place.substring(0, name) + "_" + place.substring(name)).isMissingNode()
        || stored.has("dataAbsentReason");
  }

  private Answer post(BrokenExample example) {
    ObjectNode json = example.json();
    json.remove(List.of("id", "meta"));
    BrokenExample.references(json).forEach(this::lead);
    return client.post(json.path("resourceType").asText(), json.toString());
  }

  @Test
  void every_profile_has_such_an_example() {
    assertThat(broken()).extracting(BrokenExample::profile).containsAll(TestProfiles.ids());
  }

  private void lead(ObjectNode reference) {
    reference.put("reference", places.get(reference.path("reference").asText()));
  }

  private static void assertFhirPath(String expression) {
    try {
      TestProfiles.CONTEXT.newFhirPath().parse(expression);
    } catch (Exception broken) {
      throw new AssertionError("No FHIRPath: " + expression, broken);
    }
  }

  private long versions() {
    return jdbc.queryForList("select count(*) from hfj_res_ver", Long.class).get(0);
  }
}
