package org.attune.smart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.attune.accounts.directory.AccountDirectory;
import org.attune.smart.SignIn.Someone;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Redeeming a code, by all kinds of clients and by thieves. */
@FhirIntegrationTest
class TokenRequestIT {

  private static final String SCOPE = "launch/patient patient/Patient.rs";

  private final TestApps apps;
  private final JdbcTemplate jdbc;
  private final Someone person;

  TokenRequestIT(
      @Autowired FhirHttp http,
      @Autowired AccountDirectory directory,
      @Autowired JdbcTemplate jdbc) {
    this.apps = new TestApps(http);
    this.jdbc = jdbc;
    this.person = new SignIn(http, directory).patient();
  }

  private String register(Map<String, Object> more) {
    Map<String, Object> metadata = new java.util.HashMap<>(more);
    metadata.put("client_name", "App");
    metadata.put("redirect_uris", List.of(AppFlow.REDIRECT));
    metadata.put("scope", SCOPE);
    return apps.register(metadata).path("client_id").asText();
  }

  private String code(AppFlow flow) {
    return String.valueOf(
        flow.allow(person.browser(), flow.consentPage(person.browser())).get("code"));
  }

  @Test
  @DisplayName(
      "T1, T4, T5, T6, T7, P1, C2: a public client gets a token with its context beside it")
  void aPublicClientGetsAToken() {
    AppFlow flow = new AppFlow(apps, AppFlow.publicApp(apps, SCOPE), SCOPE);

    Answer answer =
        apps.post("/oauth2/token", flow.tokenForm(code(flow)), "Origin", "http://127.0.0.1:9009");

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    JsonNode body = TestApps.json(answer);
    assertThat(body.path("token_type").asText()).isEqualToIgnoringCase("bearer");
    assertThat(body.path("expires_in").isNumber()).isTrue();
    assertThat(body.path("expires_in").asInt()).isBetween(1, 3600);
    assertThat(body.path("scope").asText().split(" ", -1))
        .containsExactlyInAnyOrder("launch/patient", "patient/Patient.rs");
    assertThat(body.path("patient").asText()).isEqualTo(person.id());
    assertThat(body.path("need_patient_banner").isBoolean()).isTrue();
    assertThat(body.has("refresh_token")).isFalse();
    assertThat(body.has("id_token")).isFalse();
    assertThat(answer.header("Cache-Control")).contains("no-store");
    assertThat(answer.header("Pragma")).contains("no-cache");
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("http://127.0.0.1:9009");
    assertThat(apps.as(body.path("access_token").asText()).get("Patient/" + person.id()).status())
        .isEqualTo(200);
  }

  @Test
  @DisplayName("T2, T15: a client with a secret must show it")
  void aSecretMustBeShown() {
    JsonNode registered =
        apps.register(
            Map.of(
                "client_name",
                "Symmetric",
                "redirect_uris",
                List.of(AppFlow.REDIRECT),
                "scope",
                SCOPE,
                "token_endpoint_auth_method",
                "client_secret_basic"));
    String client = registered.path("client_id").asText();
    String secret = registered.path("client_secret").asText();
    AppFlow flow = new AppFlow(apps, client, SCOPE);
    String code = code(flow);
    Map<String, String> form = flow.tokenForm(code);

    Answer bare = apps.post("/oauth2/token", form);
    assertThat(bare.status()).isEqualTo(401);
    assertThat(TestApps.json(bare).path("error").asText()).isEqualTo("invalid_client");
    form.remove("client_id");
    Answer wrong = apps.post("/oauth2/token", form, "Authorization", basic(client, "wrong"));
    assertThat(wrong.status()).isEqualTo(401);
    assertThat(TestApps.json(wrong).path("error").asText()).isEqualTo("invalid_client");
    Answer right = apps.post("/oauth2/token", form, "Authorization", basic(client, secret));
    assertThat(right.status()).as(right.body()).isEqualTo(200);
    assertThat(
            jdbc.queryForObject(
                "select secret_hash from attune.smart_client where client_id = ?",
                String.class,
                client))
        .startsWith("$2")
        .doesNotContain(secret);
  }

  @Test
  @DisplayName("T3: an app with keys redeems its code without client_id")
  void anAppWithKeysRedeemsItsCode() {
    for (ClientKeyPair keys : List.of(ClientKeyPair.es384(), ClientKeyPair.rs384())) {
      String client =
          register(
              Map.of("token_endpoint_auth_method", "private_key_jwt", "jwks", keys.publicSet()));
      AppFlow flow = new AppFlow(apps, client, SCOPE);
      Map<String, String> form = flow.tokenForm(code(flow));
      form.remove("client_id");
      form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
      form.put("client_assertion", keys.assertion(client, apps.tokenUrl()));

      Answer answer = apps.post("/oauth2/token", form);

      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("T8, T9, T12, T13: a wrong code, client or address is refused")
  void codesBelongToTheirRequest() {
    AppFlow flow = new AppFlow(apps, AppFlow.publicApp(apps, SCOPE), SCOPE);
    assertRefused(flow.redeem("BAD_CODE"));
    Map<String, String> address = flow.tokenForm(code(flow));
    address.put("redirect_uri", AppFlow.REDIRECT + "2");
    assertRefused(apps.post("/oauth2/token", address));
    Map<String, String> unknown = flow.tokenForm(code(flow));
    unknown.put("client_id", "unknown");
    assertRefused(apps.post("/oauth2/token", unknown));
    Map<String, String> other = flow.tokenForm(code(flow));
    other.put("client_id", AppFlow.publicApp(apps, SCOPE));
    assertRefused(apps.post("/oauth2/token", other));
  }

  @Test
  @DisplayName("T10: the verifier must be the one behind the challenge")
  void theVerifierIsChecked() {
    AppFlow flow = new AppFlow(apps, AppFlow.publicApp(apps, SCOPE), SCOPE);
    for (String verifier : List.of("", TestApps.unique(), flow.challenge())) {
      Map<String, String> form = flow.tokenForm(code(flow));
      form.put("code_verifier", verifier);
      assertRefused(apps.post("/oauth2/token", form));
    }
    Map<String, String> none = flow.tokenForm(code(flow));
    none.remove("code_verifier");
    assertRefused(apps.post("/oauth2/token", none));
  }

  @Test
  @DisplayName("T11: a code that comes back is refused and ends the tokens that came of it")
  void aReplayedCodeEndsItsTokens() {
    AppFlow flow = new AppFlow(apps, AppFlow.publicApp(apps, SCOPE), SCOPE);
    String code = code(flow);
    String token = TestApps.json(flow.redeem(code)).path("access_token").asText();
    assertThat(apps.as(token).get("Patient/" + person.id()).status()).isEqualTo(200);

    Answer replay = flow.redeem(code);

    assertThat(replay.status()).isEqualTo(400);
    assertThat(TestApps.json(replay).path("error").asText()).isEqualTo("invalid_grant");
    Until.holds(() -> apps.as(token).get("Patient/" + person.id()).status() == 401);
  }

  @Test
  @DisplayName("T11: of parallel uses of one code at most one gives a token")
  void parallelUsesOfACode() {
    AppFlow flow = new AppFlow(apps, AppFlow.publicApp(apps, SCOPE), SCOPE);
    String code = code(flow);

    List<CompletableFuture<Integer>> uses =
        IntStream.range(0, 6)
            .mapToObj(use -> CompletableFuture.supplyAsync(() -> flow.redeem(code).status()))
            .toList();

    assertThat(uses.stream().map(CompletableFuture::join).filter(status -> status == 200))
        .hasSizeLessThanOrEqualTo(1);
  }

  @Test
  @DisplayName("A15: a code is good for a minute")
  void aCodeIsGoodForAMinute() {
    AppFlow flow = new AppFlow(apps, AppFlow.publicApp(apps, SCOPE), SCOPE);
    String code = code(flow);
    Long life =
        jdbc.queryForObject(
            "select extract(epoch from expires_at - issued_at)::bigint from attune.smart_token"
                + " where hash = sha256(convert_to(?, 'UTF8'))",
            Long.class,
            code);
    assertThat(life).isEqualTo(60);
    jdbc.update(
        "update attune.smart_token set expires_at = expires_at - interval '61 seconds',"
            + " issued_at = issued_at - interval '61 seconds'"
            + " where hash = sha256(convert_to(?, 'UTF8'))",
        code);

    assertRefused(flow.redeem(code));
  }

  @Test
  @DisplayName("T16: an expired token is answered 401 with invalid_token")
  void anExpiredTokenIsRefused() {
    AppFlow flow = new AppFlow(apps, AppFlow.publicApp(apps, SCOPE), SCOPE);
    String token = flow.token(person.browser()).path("access_token").asText();
    jdbc.update(
        "update attune.smart_token set expires_at = issued_at + interval '1 millisecond'"
            + " where hash = sha256(convert_to(?, 'UTF8'))",
        token);

    Answer answer = apps.as(token).get("Patient/" + person.id());

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("WWW-Authenticate")).contains("invalid_token");
  }

  private static void assertRefused(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isIn(400, 401);
    assertThat(TestApps.json(answer).path("error").asText())
        .isIn("invalid_grant", "invalid_client", "invalid_request");
    assertThat(answer.header("Cache-Control")).contains("no-store");
  }

  private static String basic(String client, String secret) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
  }
}
