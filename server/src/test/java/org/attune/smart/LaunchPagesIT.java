package org.attune.smart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.attune.accounts.directory.AccountDirectory;
import org.attune.smart.SignIn.Someone;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.attune.testing.WebClient;
import org.attune.testing.WebClient.Page;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A member of the practice opens an app from the chart: on the page, and by the same in JSON. */
@FhirIntegrationTest
class LaunchPagesIT {

  private static final String SCOPE = "launch patient/Patient.rs patient/Encounter.rs";
  private static final String API = "/oauth2/launch";
  private static final String PAGE = "/launch";
  private static final String REFRESH = "http-equiv=\"refresh\" content=\"0;url=([^\"]+)\"";

  private final TestApps apps;
  private final SignIn signIn;
  private final FhirClient operator;
  private final Someone clinician;
  private final String client;
  private final String family = "Launch" + TestApps.unique().substring(0, 8);
  private final String patient;
  private final String encounter;

  LaunchPagesIT(@Autowired FhirHttp http, @Autowired AccountDirectory directory) {
    this.apps = new TestApps(http);
    this.signIn = new SignIn(http, directory);
    this.operator = http.client();
    this.clinician = signIn.clinician();
    this.client = AppFlow.publicApp(apps, SCOPE);
    this.patient = Charts.patient(operator, family);
    this.encounter = Charts.encounter(operator, patient);
    Charts.assign(operator, patient, clinician.account().reference());
  }

  private Page prepare(Someone person, String csrf, Map<String, String> wish) {
    return person.browser().json("POST", API, csrf, TestApps.write(wish));
  }

  private Map<String, String> wish() {
    return Map.of("client_id", client, "patient", patient, "encounter", encounter);
  }

  private void assertGoesOn(String launchUrl) {
    Map<String, String> query = query(launchUrl);
    assertThat(launchUrl).startsWith("http://127.0.0.1:9009/launch?").doesNotContain(patient);
    assertThat(query).containsEntry("iss", apps.fhir()).containsKey("launch");
    AppFlow flow =
        new AppFlow(apps, client, SCOPE).with("launch", String.valueOf(query.get("launch")));
    assertThat(AppFlow.redirect(flow.authorize(signIn.clinician().browser())))
        .as("for this person alone")
        .containsEntry("error", "invalid_request");
    JsonNode token = flow.token(clinician.browser());
    assertThat(token.path("patient").asText()).isEqualTo(patient);
    assertThat(token.path("encounter").asText()).isEqualTo(encounter);
  }

  private static Map<String, String> query(String url) {
    return java.util.Arrays.stream(URI.create(url).getQuery().split("&", -1))
        .collect(
            java.util.stream.Collectors.toMap(
                pair -> pair.substring(0, pair.indexOf('=')),
                pair -> pair.substring(pair.indexOf('=') + 1)));
  }

  @Test
  @DisplayName("L1, L2, A10: a clinician's session prepares a launch that is good for them alone")
  void aSessionPreparesALaunch() throws Exception {
    Page made = prepare(clinician, clinician.browser().csrf(PAGE), wish());

    assertThat(made.status()).as(made.body()).isEqualTo(201);
    assertGoesOn(TestApps.JSON.readTree(made.body()).path("launch_url").asText());
  }

  @Test
  @DisplayName("A launch within a session needs the page's CSRF token")
  void aForgedLaunchIsRefused() {
    assertThat(prepare(clinician, "", wish()).status()).isEqualTo(403);
    assertThat(prepare(clinician, "forged", wish()).status()).isEqualTo(403);
    assertThat(prepare(clinician, signIn.clinician().browser().csrf(PAGE), wish()).status())
        .as("that of another session")
        .isEqualTo(403);
    assertThat(clinician.browser().postForm(PAGE, "patient=" + patient + "&app=" + client).status())
        .isEqualTo(403);
  }

  @Test
  @DisplayName(
      "Only staff who see records launch; patients and those who only keep accounts do not")
  void onlyThePracticeLaunches() {
    for (Someone other : List.of(signIn.patient(), signIn.administrator())) {
      String csrf = other.browser().csrf("/account");
      assertThat(prepare(other, csrf, wish()).status()).isEqualTo(403);
      assertThat(other.browser().open("/account").body()).doesNotContain("href=\"/launch\"");
      for (String path : List.of(PAGE, PAGE + "/patients", PAGE + "/patient")) {
        Page page =
            other
                .browser()
                .post("/account", path, Map.of("name", family, "patient", patient, "app", client));
        assertThat(page.status()).as(path).isEqualTo(400);
        assertThat(page.body()).contains("not possible").doesNotContain(family);
      }
    }
  }

  @Test
  @DisplayName("L1, L2: the page offers patients, encounters and apps, and leads to the app")
  void thePageLeadsToTheApp() {
    String unopened =
        apps.register(
                Map.of(
                    "client_name",
                    "Not from a chart",
                    "redirect_uris",
                    List.of(AppFlow.REDIRECT),
                    "scope",
                    SCOPE,
                    "token_endpoint_auth_method",
                    "none"))
            .path("client_id")
            .asText();
    WebClient browser = clinician.browser();
    Page found = browser.submit(PAGE, PAGE + "/patients", Map.of("name", family));
    assertThat(found.body()).contains(family, "value=\"" + patient + "\"");
    assertThat(found.path()).as("no address holds a name").doesNotContain(family);

    Page chosen = browser.submit(PAGE, PAGE + "/patient", Map.of("patient", patient));
    assertThat(chosen.body())
        .contains("value=\"" + encounter + "\"", "value=\"" + client + "\"")
        .doesNotContain(unopened, "Not from a chart");

    Map<String, String> wish = Map.of("patient", patient, "encounter", encounter, "app", client);
    Page launching = browser.submit(PAGE, PAGE, wish);
    assertGoesOn(AppFlow.unescape(launching.find(REFRESH)));
    Page refused =
        browser.submit(PAGE, PAGE, Map.of("patient", patient, "encounter", "", "app", unopened));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body()).contains("not registered, or cannot be opened here");
  }

  @Test
  @DisplayName("P5: a patient or an encounter that was not offered is refused, by page and JSON")
  void aForgedChoiceIsRefused() {
    String other = Charts.patient(operator);
    String foreign = Charts.encounter(operator, other);
    String csrf = clinician.browser().csrf(PAGE);

    Page nobody = prepare(clinician, csrf, Map.of("client_id", client, "patient", "nobody"));
    Page encounters =
        prepare(
            clinician, csrf, Map.of("client_id", client, "patient", patient, "encounter", foreign));
    assertThat(nobody.status()).isEqualTo(422);
    assertThat(nobody.body()).contains("patient: ");
    assertThat(encounters.status()).isEqualTo(422);
    assertThat(encounters.body()).contains("encounter: is not one of the patient");

    WebClient browser = clinician.browser();
    Page page =
        browser.submit(PAGE, PAGE, Map.of("patient", patient, "encounter", foreign, "app", client));
    assertThat(page.status()).isEqualTo(400);
    assertThat(page.body()).contains("This encounter is not one of the patient");
    for (String id : List.of("nobody", "../Patient", "a b")) {
      assertThat(browser.submit(PAGE, PAGE + "/patient", Map.of("patient", id)).body())
          .contains("not among those you may choose");
      assertThat(browser.submit(PAGE, PAGE, Map.of("patient", id, "app", client)).status())
          .isEqualTo(400);
    }
  }

  @Test
  @DisplayName("Whoever has not signed in is led to do so and comes back to the page")
  void thePageIsForThoseWhoSignedIn() {
    assertThat(signIn.stranger().browser().open(PAGE).path()).isEqualTo("/login");
  }
}
