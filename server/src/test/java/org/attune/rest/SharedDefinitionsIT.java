package org.attune.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.attune.testing.SecondNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** What one server is given works on another one that has the same database. */
@FhirIntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharedDefinitionsIT {

  private static final Duration SOON = Duration.ofSeconds(10);
  private static final String TOKEN = "a-token-for-the-second-server-alone";

  private final FhirClient first;
  private final SecondNode node;
  private final FhirClient second;

  SharedDefinitionsIT(@Autowired FhirHttp http, @Autowired Environment environment)
      throws java.io.IOException {
    this.first = http.client();
    this.node = SecondNode.start(environment, TOKEN);
    Path token = node.dataDirectory().resolve("operator.token");
    this.second = node.as(Files.readString(token).strip());
  }

  @AfterAll
  void stop() {
    node.close();
  }

  @Test
  void a_search_parameter_works_on_the_other_server_within_ten_seconds() {
    String code = "p" + Samples.unique().substring(0, 12);
    assertThat(second.get("Patient?" + code + "=x").status()).isEqualTo(400);
    create(
        "SearchParameter",
        ("{\"resourceType\":\"SearchParameter\",\"url\":\"urn:example:%1$s\",\"name\":\"%1$s\","
                + "\"status\":\"active\",\"description\":\"x\",\"code\":\"%1$s\","
                + "\"base\":[\"Patient\"],\"type\":\"string\","
                + "\"expression\":\"Patient.contact.name.family\"}")
            .formatted(code));

    await().atMost(SOON).until(() -> second.get("Patient?" + code + "=x").status() == 200);

    String name = Samples.unique();
    String contact = ",\"contact\":[{\"name\":{\"family\":\"%s\"}}]".formatted(name);
    for (FhirClient each : new FhirClient[] {first, second}) {
      Answer patient = each.post("Patient", Samples.patientJson(Samples.unique(), contact));
      assertThat(patient.status()).as(patient.body()).isEqualTo(201);
    }
    assertThat(first.get("Patient?" + code + "=" + name).bundle().getEntry()).hasSize(2);
    assertThat(second.get("Patient?" + code + "=" + name).bundle().getEntry()).hasSize(2);
    assertThat(second.get("metadata").body()).contains("\"" + code + "\"");
  }

  @Test
  void a_value_set_works_on_the_other_server_within_ten_seconds() {
    String url = "urn:example:set-" + Samples.unique();
    String check = "ValueSet/$validate-code?url=" + url + "&system=urn:example:own&code=a";
    assertThat(second.get(check).body()).doesNotContain("\"valueBoolean\":true");
    create(
        "ValueSet",
        ("{\"resourceType\":\"ValueSet\",\"url\":\"%s\",\"status\":\"active\",\"compose\":"
                + "{\"include\":[{\"system\":\"urn:example:own\",\"concept\":[{\"code\":\"a\"}]}]}}")
            .formatted(url));

    await().atMost(SOON).until(() -> second.get(check).body().contains("\"valueBoolean\":true"));
    assertThat(second.get("ValueSet/$expand?url=" + url).body()).contains("\"code\":\"a\"");
  }

  @Test
  void a_page_follows_on_the_other_server() {
    String patient = first.post("Patient", Samples.patient(Samples.unique())).id();
    for (int visit = 0; visit < 3; visit++) {
      first.post("Encounter", Samples.encounter("Patient/" + patient));
    }
    String next =
        first.get("Encounter?patient=" + patient + "&_count=2").bundle().getLink("next").getUrl();

    Answer page = second.get(node.root() + next.replaceFirst("^http://[^/]+", ""));

    assertThat(page.status()).as(page.body()).isEqualTo(200);
    assertThat(page.bundle().getEntry()).hasSize(1);
  }

  private void create(String type, String json) {
    Answer answer = first.post(type, json);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
  }
}
