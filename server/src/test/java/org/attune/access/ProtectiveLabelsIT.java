package org.attune.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.UUID;
import org.attune.accounts.directory.AccountDirectory;
import org.attune.smart.PersonTokens;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A label that keeps a resource from others outlasts whatever a client may do to the resource. */
@FhirIntegrationTest
class ProtectiveLabelsIT {

  private static final String ACT = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
  private static final String LABEL = "\"security\":[{\"system\":\"" + ACT + "\",\"code\":\"%s\"}]";

  private final FhirClient operator;
  private final FhirClient app;
  private String patient = "";
  private String value = "";
  private String id = "";

  ProtectiveLabelsIT(@Autowired FhirHttp http, @Autowired AccountDirectory directory) {
    this.operator = http.client();
    this.app =
        new FhirClient(
            http.root() + "/fhir", new PersonTokens(http, directory).ofBackend("system/*.cruds"));
  }

  @BeforeEach
  void store() {
    patient =
        operator
            .post(
                "Patient",
                "{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"L"
                    + UUID.randomUUID()
                    + "\"}]}")
            .id();
    value = UUID.randomUUID().toString();
    id =
        operator
            .post(
                "Observation", observation("", "\"meta\":{" + LABEL.formatted("42CFRPart2") + "},"))
            .id();
    assertProtected();
  }

  private String observation(String own, String meta) {
    return """
    {"resourceType":"Observation",%s%s"status":"final","code":{"text":"x"},
    "identifier":[{"system":"urn:example:labels","value":"%s"}],
    "subject":{"reference":"Patient/%s"},"valueString":"%s"}"""
        .formatted(
            own.isEmpty() ? "" : "\"id\":\"" + own + "\",",
            meta,
            value,
            patient,
            UUID.randomUUID());
  }

  private void assertProtected() {
    assertThat(
            operator
                .get("Observation/" + id)
                .as(Observation.class)
                .getMeta()
                .getSecurity(ACT, "42CFRPart2"))
        .isNotNull();
  }

  private static void assertDone(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  private static HttpRequest.Builder patch(FhirClient client, String path, String operations) {
    return client
        .request(path)
        .header("Content-Type", "application/json-patch+json")
        .method("PATCH", HttpRequest.BodyPublishers.ofString(operations));
  }

  private Answer meta(FhirClient client, String type, String of, String operation, String code) {
    return client.post(
        type + "/" + of + "/" + operation,
        "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"meta\",\"valueMeta\":{"
            + LABEL.formatted(code)
            + "}}]}");
  }

  @Test
  @DisplayName("An update that leaves the label out keeps it, and shows it as what it is")
  void anUpdateKeepsTheLabel() {
    Answer updated = app.put("Observation/" + id, observation(id, ""));

    assertDone(updated);
    assertProtected();
    Observation answered = updated.as(Observation.class);
    assertThat(answered.getMeta().getSecurity(ACT, "42CFRPart2")).isNotNull();
    assertThat(answered.getMeta().getTag()).isEmpty();
  }

  @Test
  @DisplayName("Neither a conditional update nor a patch takes the label off")
  void conditionsAndPatchesKeepTheLabel() {
    assertDone(
        app.put(
            "Observation?identifier=urn:example:labels%7C" + value,
            observation("", "\"meta\":{\"tag\":[{\"code\":\"x\"}]},")));
    assertProtected();
    assertDone(
        app.send(
            patch(app, "Observation/" + id, "[{\"op\":\"remove\",\"path\":\"/meta/security\"}]")));
    assertProtected();
    assertDone(
        app.send(patch(app, "Observation/" + id, "[{\"op\":\"remove\",\"path\":\"/meta\"}]")));
    assertProtected();
  }

  @Test
  @DisplayName("Nor does an entry of a batch or transaction")
  void entriesKeepTheLabel() {
    for (String type : new String[] {"batch", "transaction"}) {
      assertDone(
          app.post(
              "",
              """
              {"resourceType":"Bundle","type":"%s","entry":[{"resource":%s,
              "request":{"method":"PUT","url":"Observation/%s"}}]}"""
                  .formatted(type, observation(id, ""), id)));
      assertProtected();
    }
  }

  @Test
  @DisplayName("A token does not take it off by $meta-delete, whatever its scopes")
  void metaDeleteIsRefused() {
    Answer answer = meta(app, "Observation", id, "$meta-delete", "42CFRPart2");

    assertThat(answer.status()).as(answer.body()).isEqualTo(403);
    assertProtected();
    assertThat(meta(app, "Observation", id, "$meta-add", "ETH").status()).isEqualTo(200);
    assertThat(meta(app, "Observation", id, "$meta-delete", "ETH").status()).isEqualTo(200);
    assertProtected();
  }

  @Test
  @DisplayName("The operator takes it off by $meta-delete alone")
  void theOperatorTakesItOff() {
    assertDone(operator.put("Observation/" + id, observation(id, "")));
    assertProtected();
    assertDone(meta(operator, "Observation", id, "$meta-delete", "42CFRPart2"));
    assertThat(
            operator
                .get("Observation/" + id)
                .as(Observation.class)
                .getMeta()
                .getSecurity(ACT, "42CFRPart2"))
        .isNull();
  }

  @Test
  @DisplayName("Old versions keep the labels that they had, a delete in between included")
  void oldVersionsKeepTheirLabels() {
    assertThat(app.delete("Observation/" + id).status()).isEqualTo(200);
    Answer again = app.put("Observation/" + id, observation(id, ""));
    assertThat(again.status()).as(again.body()).isIn(200, 201);

    assertThat(
            operator
                .get("Observation/" + id + "/_history/1")
                .as(Observation.class)
                .getMeta()
                .getSecurity(ACT, "42CFRPart2"))
        .isNotNull();
  }

  @Test
  @DisplayName(
      "The label of psychotherapy notes is for notes: elsewhere it would hide all from all")
  void psychotherapyNotesAreNotes() {
    String marked = "\"meta\":{" + LABEL.formatted("PSYTHPN") + "},";
    assertThat(app.post("Observation", observation("", marked)).status()).isEqualTo(422);
    Answer updated = operator.put("Observation/" + id, observation(id, marked));
    assertThat(updated.status()).isEqualTo(422);
    assertThat(updated.issue().getExpression().get(0).getValue())
        .isEqualTo("Observation.meta.security");
    assertThat(meta(operator, "Observation", id, "$meta-add", "PSYTHPN").status()).isEqualTo(422);
    assertThat(app.get("Observation?patient=" + patient).bundle().getEntry()).hasSize(1);
  }
}
