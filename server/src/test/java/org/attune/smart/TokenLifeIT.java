package org.attune.smart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.attune.accounts.AuthorizedApps;
import org.attune.accounts.directory.AccountDirectory;
import org.attune.smart.SignIn.Someone;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Refreshing, asking about, and ending tokens. */
@FhirIntegrationTest
class TokenLifeIT {

  private static final String SCOPE =
      "launch/patient openid fhirUser offline_access patient/Patient.rs patient/Observation.rs";

  private final TestApps apps;
  private final JdbcTemplate jdbc;
  private final AccountDirectory directory;
  private final AuthorizedApps authorized;
  private final Someone person;
  private final Someone another;
  private final String client;

  TokenLifeIT(
      @Autowired FhirHttp http,
      @Autowired AccountDirectory directory,
      @Autowired AuthorizedApps authorized,
      @Autowired JdbcTemplate jdbc) {
    this.apps = new TestApps(http);
    this.jdbc = jdbc;
    this.directory = directory;
    this.authorized = authorized;
    this.person = new SignIn(http, directory).patient();
    this.another = new SignIn(http, directory).patient();
    this.client = AppFlow.publicApp(apps, SCOPE);
  }

  private JsonNode token() {
    return new AppFlow(apps, client, SCOPE).token(person.browser());
  }

  private Answer refresh(String refreshToken, Map<String, String> more) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "refresh_token");
    form.put("refresh_token", refreshToken);
    form.put("client_id", client);
    form.putAll(more);
    return apps.post("/oauth2/token", form);
  }

  private static String text(JsonNode json, String member) {
    return json.path(member).asText();
  }

  private boolean works(String accessToken) {
    return apps.as(accessToken).get("Patient/" + person.id()).status() == 200;
  }

  @Test
  @DisplayName(
      "R1, R2, R3, R7, R10: a refresh gives a new token with scope and context, for months")
  void aRefreshGivesANewToken() {
    JsonNode first = token();
    Answer plain = refresh(text(first, "refresh_token"), Map.of());
    assertThat(plain.status()).as(plain.body()).isEqualTo(200);
    JsonNode second = TestApps.json(plain);

    Answer same = refresh(text(second, "refresh_token"), Map.of("scope", text(second, "scope")));

    assertThat(same.status()).as(same.body()).isEqualTo(200);
    assertThat(plain.header("Cache-Control")).contains("no-store");
    assertThat(second.path("expires_in").isNumber()).isTrue();
    assertThat(text(second, "scope").split(" ", -1))
        .containsExactlyInAnyOrder(text(first, "scope").split(" ", -1));
    assertThat(text(second, "patient")).isEqualTo(person.id());
    assertThat(text(second, "id_token")).contains(".");
    assertThat(works(text(second, "access_token"))).isTrue();
    assertThat(
            jdbc.queryForObject(
                "select min(expires_at - issued_at) > interval '90 days' from attune.smart_token"
                    + " where kind = 'refresh'",
                Boolean.class))
        .isTrue();
  }

  @Test
  @DisplayName("R4: a narrower scope narrows the token, a broader one is refused")
  void scopesNarrowOnly() {
    JsonNode first = token();
    Answer broader =
        refresh(text(first, "refresh_token"), Map.of("scope", "patient/Patient.cruds"));
    assertThat(broader.status()).isEqualTo(400);
    assertThat(text(TestApps.json(broader), "error")).isEqualTo("invalid_scope");

    JsonNode narrow =
        TestApps.json(refresh(text(first, "refresh_token"), Map.of("scope", "patient/Patient.r")));

    assertThat(text(narrow, "scope")).isEqualTo("patient/Patient.r");
    String token = text(narrow, "access_token");
    assertThat(works(token)).isTrue();
    assertThat(apps.as(token).get("Patient").status()).isEqualTo(403);
    assertThat(apps.as(token).get("Observation").status()).isEqualTo(403);
  }

  @Test
  @DisplayName("R5, R6: unknown refresh tokens, and those of other clients, are refused")
  void refreshTokensBelongToTheirClient() {
    assertThat(refresh(TestApps.unique(), Map.of()).status()).isEqualTo(400);
    JsonNode first = token();

    Answer stolen =
        refresh(text(first, "refresh_token"), Map.of("client_id", AppFlow.publicApp(apps, SCOPE)));

    assertThat(stolen.status()).isEqualTo(400);
    assertThat(text(TestApps.json(stolen), "error")).isEqualTo("invalid_grant");
  }

  @Test
  @DisplayName("R8: a refresh token that comes back after its rotation ends the whole family")
  void reuseEndsTheFamily() {
    JsonNode first = token();
    JsonNode second = TestApps.json(refresh(text(first, "refresh_token"), Map.of()));
    assertThat(works(text(second, "access_token"))).isTrue();

    assertThat(refresh(text(first, "refresh_token"), Map.of()).status()).isEqualTo(400);

    assertThat(refresh(text(second, "refresh_token"), Map.of()).status()).isEqualTo(400);
    Until.holds(() -> !works(text(second, "access_token")));
    Until.holds(() -> !works(text(first, "access_token")));
  }

  @Test
  @DisplayName("R8: of parallel uses of one refresh token at most one gives a token")
  void parallelRefreshes() {
    String refreshToken = text(token(), "refresh_token");

    List<CompletableFuture<Integer>> uses =
        IntStream.range(0, 6)
            .mapToObj(
                use ->
                    CompletableFuture.supplyAsync(() -> refresh(refreshToken, Map.of()).status()))
            .toList();

    assertThat(uses.stream().map(CompletableFuture::join).filter(status -> status == 200))
        .hasSizeLessThanOrEqualTo(1);
  }

  @Test
  @DisplayName("R1, R9: online access gives a refresh token that dies when the person signs out")
  void onlineAccessEndsWithTheSession() {
    String scope = "launch/patient online_access patient/Patient.rs";
    String online = AppFlow.publicApp(apps, scope);
    JsonNode first = new AppFlow(apps, online, scope).token(person.browser());
    JsonNode second =
        TestApps.json(refresh(text(first, "refresh_token"), Map.of("client_id", online)));
    assertThat(text(second, "access_token")).isNotBlank();

    person.browser().submit("/account", "/logout", Map.of());

    assertThat(refresh(text(second, "refresh_token"), Map.of("client_id", online)).status())
        .isEqualTo(400);
  }

  private Answer revoke(String token) {
    return apps.post("/oauth2/revoke", Map.of("token", token, "client_id", client));
  }

  @Test
  @DisplayName(
      "V1: a revoked grant stops at the FHIR endpoint within moments, and refreshes no more")
  void revocationStopsTheGrant() {
    JsonNode token = token();
    assertThat(works(text(token, "access_token"))).isTrue();

    assertThat(revoke(text(token, "refresh_token")).status()).isEqualTo(200);

    Until.holds(() -> !works(text(token, "access_token")));
    assertThat(apps.as(text(token, "access_token")).get("Patient").status()).isEqualTo(401);
    assertThat(refresh(text(token, "refresh_token"), Map.of()).status()).isEqualTo(400);
  }

  @Test
  @DisplayName("V1: an access token can be revoked by itself")
  void anAccessTokenCanBeRevoked() {
    JsonNode token = token();
    assertThat(works(text(token, "access_token"))).isTrue();

    assertThat(revoke(text(token, "access_token")).status()).isEqualTo(200);

    Until.holds(() -> !works(text(token, "access_token")));
  }

  @Test
  @DisplayName("V2: another client's revocation has no effect, an unknown token is answered 200")
  void revocationIsForTheOwner() {
    JsonNode token = token();
    String other = AppFlow.publicApp(apps, SCOPE);

    apps.post("/oauth2/revoke", Map.of("token", text(token, "refresh_token"), "client_id", other));
    assertThat(apps.post("/oauth2/revoke", Map.of("token", "unknown", "client_id", other)).status())
        .isEqualTo(200);

    assertThat(works(text(token, "access_token"))).isTrue();
    assertThat(refresh(text(token, "refresh_token"), Map.of()).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("V3: a person sees the apps that they authorized and revokes one")
  void aPersonRevokesAnApp() {
    JsonNode token = token();
    assertThat(person.browser().open("/account/apps").body()).contains("Public app");
    AuthorizedApps.App app = authorized.of(person.account().id()).get(0);

    revokeByPage(another, app);
    assertThat(works(text(token, "access_token"))).as("not by another person").isTrue();
    revokeByPage(person, app);

    Until.holds(() -> !works(text(token, "access_token")));
    assertThat(authorized.of(person.account().id())).isEmpty();
  }

  private static void revokeByPage(Someone someone, AuthorizedApps.App app) {
    someone.browser().submit("/account", "/account/apps/revoke", Map.of("app", app.id()));
  }

  @Test
  @DisplayName("V1: an account that is disabled loses its tokens")
  void aDisabledAccountLosesItsTokens() {
    JsonNode token = token();
    assertThat(works(text(token, "access_token"))).isTrue();

    directory.disable(person.account().id());

    Until.holds(() -> !works(text(token, "access_token")));
    assertThat(refresh(text(token, "refresh_token"), Map.of()).status()).isEqualTo(400);
  }

  @Test
  @DisplayName("No token stands in the database in the clear")
  void tokensAreKeptAsHashes() {
    String access = text(token(), "access_token");

    assertThat(
            jdbc.queryForObject(
                "select count(*) from attune.smart_token t, attune.smart_authorization a"
                    + " where a.id = t.authorization_id and (t::text || a::text) like ?",
                Integer.class,
                "%" + access + "%"))
        .isZero();
  }
}
