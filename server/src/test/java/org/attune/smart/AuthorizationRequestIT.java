package org.attune.smart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.attune.accounts.directory.AccountDirectory;
import org.attune.accounts.web.TestPeople;
import org.attune.smart.SignIn.Someone;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.attune.testing.WebClient.Page;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What the authorization endpoint answers to good and bad requests. */
@FhirIntegrationTest
class AuthorizationRequestIT {

  private static final String SCOPE = "openid fhirUser launch/patient patient/Patient.rs";

  private final TestApps apps;
  private final SignIn signIn;
  private final String client;

  AuthorizationRequestIT(@Autowired FhirHttp http, @Autowired AccountDirectory directory) {
    this.apps = new TestApps(http);
    this.signIn = new SignIn(http, directory);
    this.client = AppFlow.publicApp(apps, SCOPE + " patient/Observation.rs patient/Condition.rs");
  }

  private AppFlow flow() {
    return new AppFlow(apps, client, SCOPE);
  }

  @Test
  @DisplayName("A1, A16: after signing in and consent the code comes with the very state")
  void theCodeComesWithTheState() {
    Someone person = signIn.stranger();
    AppFlow flow = flow();
    Page login = flow.consentPage(person.browser());
    assertThat(login.path()).isEqualTo("/login");

    Page onward = person.browser().signIn(person.account().userName(), TestPeople.PASSWORD);
    Page consent =
        person
            .browser()
            .open(
                AppFlow.unescape(onward.find("http-equiv=\"refresh\" content=\"0;url=([^\"]+)\"")));
    assertThat(consent.path()).startsWith("/oauth2/consent?");
    assertThat(consent.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(consent.header("Content-Security-Policy"))
        .contains("frame-ancestors 'none'", "form-action 'self' http://127.0.0.1:9009;");
    Map<String, String> answer = flow.allow(person.browser(), consent);

    assertThat(answer).containsEntry("state", flow.state()).containsKey("code");
    assertThat(answer).doesNotContainKey("error");
  }

  @Test
  @DisplayName("A2: the request may be posted, also from another site and before signing in")
  void theRequestMayBePosted() {
    Someone person = signIn.patient();

    Page post = person.browser().postForm(AppFlow.AUTHORIZE, flow().query());

    assertThat(post.status()).isEqualTo(303);
    assertThat(person.browser().open(post.header("Location")).path())
        .startsWith("/oauth2/consent?");
    assertThat(
            apps.post(
                    "/oauth2/authorize",
                    Map.of("response_type", "code", "client_id", client),
                    "Origin",
                    "https://elsewhere.example")
                .status())
        .isEqualTo(303);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:9009/callback/",
        "http://127.0.0.1:9010/callback",
        "http://127.0.0.1:9009/callback?x=1",
        "http://127.0.0.1:9009/callback#x",
        "https://evil.example/callback",
        ""
      })
  @DisplayName("A3: an address that is not registered to the letter is never redirected to")
  void onlyRegisteredAddressesAreRedirectedTo(String address) {
    Someone person = signIn.patient();

    Page page = flow().with("redirect_uri", address).authorize(person.browser());

    assertThat(page.status()).isEqualTo(400);
    assertThat(page.header("Location")).isEmpty();
    assertThat(page.body()).contains("<h1>").doesNotContain("Exception");
  }

  @Test
  @DisplayName("A4: an unknown client is answered by a page")
  void anUnknownClientIsNotRedirectedTo() {
    Page page = flow().with("client_id", "unknown").authorize(signIn.patient().browser());

    assertThat(page.status()).isEqualTo(400);
    assertThat(page.header("Location")).isEmpty();
  }

  @Test
  @DisplayName("A5: response_type missing or other than code is refused")
  void onlyCodesAreGiven() {
    Someone person = signIn.patient();
    for (AppFlow flow :
        List.of(flow().without("response_type"), flow().with("response_type", "token"))) {
      Page page = flow.authorize(person.browser());

      assertThat(page.status()).isEqualTo(400);
      assertThat(page.body()).doesNotContain("code=");
    }
  }

  @Test
  @DisplayName("A6, A7: aud must be this server's FHIR base, with or without a slash at its end")
  void audIsChecked() {
    Someone person = signIn.patient();

    assertError(flow().with("aud", "https://inferno.healthit.gov/invalid_aud"), person);
    assertError(flow().without("aud"), person);
    assertThat(flow().with("aud", apps.fhir() + "/").consentPage(person.browser()).path())
        .startsWith("/oauth2/consent?");
  }

  @Test
  @DisplayName("A8, A9: a challenge by S256 is required of every client")
  void theChallengeIsRequired() {
    Someone person = signIn.patient();

    assertError(flow().with("code_challenge_method", "plain"), person);
    assertError(flow().without("code_challenge_method"), person);
    assertError(flow().without("code_challenge").without("code_challenge_method"), person);
    assertError(flow().with("code_challenge", "short"), person);
  }

  private void assertError(AppFlow flow, Someone person) {
    Map<String, String> answer = AppFlow.redirect(flow.authorize(person.browser()));

    assertThat(answer)
        .containsEntry("error", "invalid_request")
        .containsEntry("state", flow.state());
    assertThat(answer).containsKey("error_description").doesNotContainKey("code");
  }

  @Test
  @DisplayName("A11: state comes back byte for byte, and none is made up")
  void stateComesBack() {
    Someone person = signIn.patient();
    AppFlow odd = flow().with("state", "+/=% &?#ü " + "x".repeat(500));

    Map<String, String> answer = odd.allow(person.browser(), odd.consentPage(person.browser()));

    assertThat(answer).containsEntry("state", odd.state());
    AppFlow none = flow().without("state");
    assertThat(none.allow(person.browser(), none.consentPage(person.browser())))
        .doesNotContainKey("state")
        .containsKey("code");
  }

  @Test
  @DisplayName("A12: whoever denies sends the app access_denied")
  void denialIsTold() {
    Someone person = signIn.patient();
    AppFlow flow = flow();

    assertThat(flow.deny(person.browser(), flow.consentPage(person.browser())))
        .containsEntry("error", "access_denied")
        .containsEntry("state", flow.state())
        .doesNotContainKey("code");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "launch/patient patient/Observation.cruds",
        "launch/patient patient/*.rs",
        "launch/patient system/Patient.rs",
        "launch/patient user/Patient.rs",
        "launch/patient patient/Patient.sr",
        "launch/patient offline_access",
        "launch/patient nonsense",
        ""
      })
  @DisplayName("A13: scopes that are not registered are never granted")
  void onlyRegisteredScopesAreGranted(String scope) {
    Page page = flow().with("scope", scope).authorize(signIn.patient().browser());

    assertThat(AppFlow.redirect(page))
        .containsEntry("error", "invalid_scope")
        .doesNotContainKey("code");
  }

  @Test
  @DisplayName("A14, T6: a person may drop types and allow categories in place of a type")
  void aPersonMayAllowLess() {
    Someone person = signIn.patient();
    AppFlow flow =
        new AppFlow(
            apps,
            client,
            "launch/patient patient/Observation.rs patient/Condition.rs patient/Patient.rs");
    Page page = flow.consentPage(person.browser());
    String survey =
        "patient/Observation.rs?category="
            + "http://terminology.hl7.org/CodeSystem/observation-category|survey";
    assertThat(AppFlow.unescape(page.body())).contains(survey);

    Map<String, String> answer =
        flow.allow(person.browser(), page, List.of("patient/Patient.rs", survey));
    String granted =
        TestApps.json(flow.redeem(String.valueOf(answer.get("code")))).path("scope").asText();

    assertThat(granted.split(" ", -1))
        .containsExactlyInAnyOrder("launch/patient", "patient/Patient.rs", survey);
  }

  @Test
  @DisplayName("A14: a person cannot allow more than was asked for")
  void nobodyCanAllowMore() {
    Someone person = signIn.patient();
    AppFlow flow = flow();

    assertThat(
            flow.allow(
                person.browser(),
                flow.consentPage(person.browser()),
                List.of("patient/Patient.rs", "patient/Observation.rs")))
        .containsEntry("error", "invalid_scope");
  }

  @Test
  @DisplayName("A16: another person cannot answer the consent page of somebody else")
  void consentBelongsToWhoeverWasAsked() {
    Someone person = signIn.patient();
    AppFlow flow = flow();
    Page page = flow.consentPage(person.browser());
    String state = page.find("name=\"state\" value=\"([^\"]+)\"");

    Page other =
        signIn
            .patient()
            .browser()
            .postForm(
                AppFlow.AUTHORIZE,
                TestApps.encode(
                    Map.of("client_id", client, "state", state, "scope", "patient/Patient.rs")));

    assertThat(other.status()).isEqualTo(400);
    assertThat(other.header("Location")).isEmpty();
  }
}
