package org.attune.smart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.attune.accounts.directory.AccountDirectory;
import org.attune.smart.SignIn.Someone;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** No token sees or changes more than its scopes reach. */
@FhirIntegrationTest
class ScopeEnforcementIT {

  private static final String SURVEY =
      "?category=http://terminology.hl7.org/CodeSystem/observation-category|survey";

  private final TestApps apps;
  private final FhirClient operator;
  private final Someone person;
  private final String other;

  ScopeEnforcementIT(@Autowired FhirHttp http, @Autowired AccountDirectory directory) {
    this.apps = new TestApps(http);
    this.operator = http.client();
    this.person = new SignIn(http, directory).patient();
    this.other = Charts.patient(operator);
  }

  private FhirClient app(String scopes) {
    String scope = "launch/patient " + scopes;
    String client = AppFlow.publicApp(apps, scope);
    return apps.as(
        new AppFlow(apps, client, scope).token(person.browser()).path("access_token").asText());
  }

  @Test
  @DisplayName("S4: a patient's token sees that patient and no other, by id and by search")
  void aPatientsTokenSeesOnePatient() {
    String own = Charts.observation(operator, person.id(), "survey");
    String foreign = Charts.observation(operator, other, "survey");
    FhirClient app = app("patient/*.rs");

    assertThat(app.get("Observation/" + own).status()).isEqualTo(200);
    assertThat(app.get("Observation/" + foreign).status()).isEqualTo(404);
    assertThat(app.get("Patient/" + other).status()).isEqualTo(404);
    Bundle all = app.get("Observation?_total=accurate").bundle();
    assertThat(all.getTotal()).isEqualTo(1);
    assertThat(all.getEntryFirstRep().getResource().getIdElement().getIdPart()).isEqualTo(own);
    assertThat(app.get("Observation?patient=" + other).bundle().getEntry()).isEmpty();
    assertThat(app.get("Observation?_id=" + foreign + "&_summary=count").bundle().getTotal())
        .isZero();
    assertThat(app.get("Patient?_summary=count").bundle().getTotal()).isEqualTo(1);
    assertThat(app.get("Patient/_history").status()).isEqualTo(403);
    assertThat(app.get("Observation/" + foreign + "/_history/1").status()).isEqualTo(404);
  }

  @Test
  @DisplayName("S6: each letter permits its interaction and no other")
  void lettersPermitTheirInteraction() {
    String own = Charts.observation(operator, person.id(), "survey");

    FhirClient reader = app("patient/Observation.r");
    assertThat(reader.get("Observation/" + own).status()).isEqualTo(200);
    assertThat(reader.get("Observation").status()).isEqualTo(403);
    FhirClient searcher = app("patient/Observation.s");
    assertThat(searcher.get("Observation").status()).isEqualTo(200);
    assertThat(searcher.get("Observation/" + own).status()).isEqualTo(403);
    FhirClient creator = app("patient/Observation.c");
    assertThat(creator.post("Observation", Charts.observationJson(person.id(), "survey")).status())
        .isEqualTo(201);
    assertThat(creator.delete("Observation/" + own).status()).isEqualTo(403);
    FhirClient remover = apps.as(apps.backendToken("system/Observation.d"));
    assertThat(remover.get("Observation/" + own).status()).isEqualTo(403);
    assertThat(remover.delete("Observation/" + own).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("S4: writes stay within the patient, alone and in a bundle")
  void writesStayWithinThePatient() {
    String foreign = Charts.observation(operator, other, "survey");
    FhirClient app = app("patient/*.cruds");

    assertThat(app.post("Observation", Charts.observationJson(other, "survey")).status())
        .isEqualTo(403);
    assertThat(app.delete("Observation/" + foreign).status()).isEqualTo(403);
    assertThat(app.delete("Basic/" + foreign).status()).isEqualTo(404);
    String stolen =
        Charts.observationJson(person.id(), "survey")
            .replace(
                "{\"resourceType\":\"Observation\"",
                "{\"resourceType\":\"Observation\",\"id\":\"" + foreign + "\"");
    assertThat(app.put("Observation/" + foreign, stolen).status()).isEqualTo(403);
    Answer bundle =
        app.post(
            "",
            """
            {"resourceType":"Bundle","type":"transaction","entry":[{"resource":%s,
            "request":{"method":"POST","url":"Observation"}}]}"""
                .formatted(Charts.observationJson(other, "survey")));
    assertThat(bundle.status()).isEqualTo(403);
    assertThat(operator.get("Observation?patient=" + other).bundle().getEntry()).hasSize(1);
  }

  @Test
  @DisplayName("S7: a granular scope gives exactly what is in its category")
  void granularScopesGiveTheirCategory() {
    String survey = Charts.observation(operator, person.id(), "survey");
    String laboratory = Charts.observation(operator, person.id(), "laboratory");
    FhirClient app = app("patient/Observation.rs" + SURVEY);

    Bundle found = app.get("Observation?patient=" + person.id()).bundle();

    assertThat(found.getEntry())
        .extracting(entry -> entry.getResource().getIdElement().getIdPart())
        .containsExactly(survey);
    assertThat(app.get("Observation/" + survey).status()).isEqualTo(200);
    assertThat(app.get("Observation/" + laboratory).status()).isEqualTo(404);
    assertThat(app.get("Observation?category=laboratory").bundle().getEntry()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Observation?subject.name=x",
        "Observation?_has:Provenance:target:agent=x",
        "Observation?_include:iterate=Observation:derived-from",
        "Observation?_revinclude:iterate=Provenance:target",
        "Observation?_sort=encounter",
        "Patient/$everything",
        "$export",
        "_history",
        "Observation/_history",
        "Binary/1",
        "Group"
      })
  @DisplayName("Part of S9: what cannot be narrowed is refused")
  void whatCannotBeNarrowedIsRefused(String path) {
    assertThat(app("patient/Observation.rs patient/Patient.rs").get(path).status()).isEqualTo(403);
  }

  @Test
  @DisplayName("Part of S9: a batch and the pages of a search pass the same checks")
  void batchesAndPagesAreChecked() {
    String foreign = Charts.observation(operator, other, "survey");
    Charts.observation(operator, other, "survey");
    FhirClient app = app("patient/*.cruds");
    Answer batch =
        app.post(
            "",
            """
            {"resourceType":"Bundle","type":"batch","entry":[
            {"request":{"method":"GET","url":"Observation/%s"}},
            {"request":{"method":"GET","url":"Observation?patient=%s"}}]}"""
                .formatted(foreign, other));
    assertThat(batch.status()).isEqualTo(200);
    assertThat(batch.body()).doesNotContain("Something");

    Bundle page = operator.get("Observation?patient=" + other + "&_count=1").bundle();
    String next = page.getLink("next").getUrl();
    assertThat(app.get(next).status()).isEqualTo(404);
    assertThat(operator.get(next).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("Psychotherapy notes are shown to no token, counts included")
  void psychotherapyNotesAreKept() {
    String note =
        """
        {"resourceType":"ClinicalImpression","status":"completed",
        "meta":{"security":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode",
        "code":"PSYTHPN"}]},
        "subject":{"reference":"Patient/%s"},"summary":"x"}"""
            .formatted(other);
    Answer stored = operator.post("ClinicalImpression", note);
    assertThat(stored.status()).as(stored.body()).isEqualTo(201);
    FhirClient system = apps.as(apps.backendToken("system/*.rs"));

    assertThat(system.get("ClinicalImpression/" + stored.id()).status()).isEqualTo(404);
    assertThat(
            system
                .get("ClinicalImpression?patient=" + other + "&_summary=count")
                .bundle()
                .getTotal())
        .isZero();
  }

  @Test
  @DisplayName("A system that acts for another organization sees nothing that is not for it")
  void systemsOfOthersSeeNothing() {
    ClientKeyPair keys = ClientKeyPair.es384();
    String client =
        apps.register(
                Map.of(
                    "client_name", "Payer",
                    "grant_types", new String[] {"client_credentials"},
                    "token_endpoint_auth_method", "private_key_jwt",
                    "jwks", keys.publicSet(),
                    "organization", "Organization/payer",
                    "scope", "system/*.rs"))
            .path("client_id")
            .asText();
    String token =
        TestApps.json(
                apps.clientCredentials(keys.assertion(client, apps.tokenUrl()), "system/*.rs"))
            .path("access_token")
            .asText();

    assertThat(apps.as(token).get("Patient?_total=accurate").bundle().getTotal()).isZero();
    assertThat(apps.as(token).get("Patient/" + other).status()).isEqualTo(404);
    assertThat(apps.as(token).get("Composition").status()).isEqualTo(403);
  }
}
