package org.attune.smart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.attune.accounts.directory.AccountDirectory;
import org.attune.smart.SignIn.Someone;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.attune.testing.WebClient.Page;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Apps that people start by themselves: whom they are about, and from which pages they call. */
@FhirIntegrationTest
class StandaloneLaunchIT {

  private final TestApps apps;
  private final SignIn signIn;
  private final FhirClient operator;
  private final Someone person;

  StandaloneLaunchIT(@Autowired FhirHttp http, @Autowired AccountDirectory directory) {
    this.apps = new TestApps(http);
    this.signIn = new SignIn(http, directory);
    this.operator = http.client();
    this.person = signIn.patient();
  }

  private FhirClient app(String scopes) {
    String scope = "launch/patient " + scopes;
    String client = AppFlow.publicApp(apps, scope);
    return apps.as(
        new AppFlow(apps, client, scope).token(person.browser()).path("access_token").asText());
  }

  @Test
  @DisplayName("P1, P5: a clinician chooses the patient on a page; a forged choice is refused")
  void aClinicianChoosesThePatient() {
    Someone clinician = signIn.clinician();
    String scope = "launch/patient patient/Patient.rs";
    String family = "Choice" + TestApps.unique().substring(0, 8);
    String chosen = Charts.patient(operator, family);
    String foreign = Charts.patient(operator, family + "Foreign");
    Charts.assign(operator, chosen, clinician.account().reference());
    AppFlow flow = new AppFlow(apps, AppFlow.publicApp(apps, scope), scope);
    Page picker = flow.consentPage(clinician.browser());
    assertThat(picker.body()).contains("Choose a patient");
    String state = picker.find("name=\"state\" value=\"([^\"]+)\"");
    assertThat(
            clinician
                .browser()
                .open("/oauth2/consent?" + TestApps.encode(Map.of("state", state, "name", family)))
                .body())
        .contains(family)
        .doesNotContain(family + "Foreign");

    assertThat(flow.choose(clinician.browser(), picker, "made-up").status()).isEqualTo(400);
    assertThat(flow.choose(clinician.browser(), picker, foreign).status()).isEqualTo(400);
    Page consent = flow.choose(clinician.browser(), picker, chosen);

    assertThat(consent.body()).contains(family);
    Map<String, String> answer = flow.allow(clinician.browser(), consent);
    assertThat(
            TestApps.json(flow.redeem(String.valueOf(answer.get("code")))).path("patient").asText())
        .isEqualTo(chosen);
    Page forged =
        flow.choose(
            person.browser(),
            new AppFlow(apps, AppFlow.publicApp(apps, scope), scope).consentPage(person.browser()),
            chosen);
    assertThat(forged.status()).as("a patient chooses nobody").isEqualTo(400);
  }

  @Test
  @DisplayName("P2: scopes of a patient are never granted without a patient")
  void noPatientNoCode() {
    Someone clinician = signIn.clinician();
    String scope = "patient/Patient.rs";
    AppFlow flow = new AppFlow(apps, AppFlow.publicApp(apps, scope), scope);
    Page picker = flow.consentPage(clinician.browser());

    assertThat(picker.body()).contains("Choose a patient");
    assertThat(flow.allow(clinician.browser(), picker, java.util.List.of(scope)))
        .containsEntry("error", "invalid_request")
        .doesNotContainKey("code");
  }

  @Test
  @DisplayName("C3, C4, C5: browsers of registered apps may call, others may not")
  void corsFollowsTheRegistration() {
    FhirClient app = app("patient/Patient.rs");
    String path = "/fhir/Patient/" + person.id();
    Answer own =
        app.send(
            app.request("Patient/" + person.id()).header("Origin", "http://127.0.0.1:9009").GET());
    assertThat(own.status()).isEqualTo(200);
    assertThat(own.header("Access-Control-Allow-Origin")).isEqualTo("http://127.0.0.1:9009");
    assertThat(own.header("Access-Control-Expose-Headers"))
        .contains("Location", "Content-Location", "ETag", "X-Progress", "Retry-After");
    for (String method : new String[] {"GET", "POST", "PUT", "PATCH", "DELETE"}) {
      Answer preflight = preflight(app, path, "http://127.0.0.1:9009", method);
      assertThat(preflight.status()).isBetween(200, 299);
      assertThat(preflight.header("Access-Control-Allow-Methods")).contains(method);
    }
    Answer foreign = preflight(app, path, "https://elsewhere.example", "GET");
    assertThat(foreign.header("Access-Control-Allow-Origin")).isEmpty();
  }

  private Answer preflight(FhirClient app, String path, String origin, String method) {
    return app.send(
        app.anonymous(apps.root() + path)
            .header("Origin", origin)
            .header("Access-Control-Request-Method", method)
            .header("Access-Control-Request-Headers", "authorization,content-type,prefer,if-match")
            .method("OPTIONS", java.net.http.HttpRequest.BodyPublishers.noBody()));
  }
}
