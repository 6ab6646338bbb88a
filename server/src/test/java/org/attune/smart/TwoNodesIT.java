package org.attune.smart;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.attune.accounts.directory.AccountDirectory;
import org.attune.smart.SignIn.Someone;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.attune.testing.SecondNode;
import org.attune.testing.WebClient;
import org.awaitility.Awaitility;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Two servers on one database. The second has limits so small that they can be seen, and no
 * operator's token.
 */
@FhirIntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoNodesIT {

  private static final String FORMER = "a-token-of-an-earlier-start";
  private static final String SCOPE = "launch/patient patient/Patient.rs";

  private final TestApps apps;
  private final SignIn signIn;
  private final FhirClient operator;
  private final JdbcTemplate jdbc;
  private final SecondNode second;

  TwoNodesIT(
      @Autowired FhirHttp http,
      @Autowired AccountDirectory directory,
      @Autowired JdbcTemplate jdbc,
      @Autowired Environment environment) {
    this.apps = new TestApps(http);
    this.signIn = new SignIn(http, directory);
    this.operator = http.client();
    this.jdbc = jdbc;
    this.second =
        SecondNode.start(
            environment,
            FORMER,
            "--attune.base-url=" + http.root(),
            "--attune.operator-token.enabled=false",
            "--attune.smart.allowed-hosts=127.0.0.1",
            "--attune.fhir.search-timeout=1s",
            "--attune.limits.tokens-per-client=3",
            "--attune.limits.tokens-per-source=5",
            "--attune.limits.requests-per-client=4",
            "--attune.limits.requests-per-person=3");
  }

  @AfterAll
  void stop() {
    second.close();
  }

  /** A request to a token endpoint of the second server, as if from an address of its own. */
  private Answer post(String path, Map<String, String> form, String source) {
    return operator.send(
        operator
            .anonymous(second.root() + path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("X-Forwarded-For", source)
            .POST(HttpRequest.BodyPublishers.ofString(TestApps.encode(form))));
  }

  private static Map<String, String> assertion(String assertion, String scope) {
    return Map.of(
        "grant_type",
        "client_credentials",
        "scope",
        scope,
        "client_assertion_type",
        "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        "client_assertion",
        assertion);
  }

  @Test
  @DisplayName(
      "V1: a token of one node is good on the other; revoked, it ends here at once and there within 5 s")
  void tokensAndRevocationsAreShared() {
    String app = AppFlow.publicApp(apps, SCOPE);
    Someone person = signIn.patient();
    String token =
        new AppFlow(apps, app, SCOPE).token(person.browser()).path("access_token").asText();
    assertThat(second.as(token).get("Patient/" + person.id()).status()).isEqualTo(200);
    assertThat(apps.as(token).get("Patient/" + person.id()).status()).isEqualTo(200);

    Answer revoked = apps.post("/oauth2/revoke", Map.of("token", token, "client_id", app));

    assertThat(revoked.status()).isEqualTo(200);
    assertThat(apps.as(token).get("Patient/" + person.id()).status()).isEqualTo(401);
    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> second.as(token).get("Patient/" + person.id()).status() == 401);
  }

  @Test
  @DisplayName("T1: a code that one node gave is redeemed at the other")
  void codesAreShared() {
    String app = AppFlow.publicApp(apps, SCOPE);
    Someone person = signIn.patient();
    AppFlow flow = new AppFlow(apps, app, SCOPE);
    Map<String, String> answer = flow.allow(person.browser(), flow.consentPage(person.browser()));

    Answer token =
        post("/oauth2/token", flow.tokenForm(String.valueOf(answer.get("code"))), "192.0.2.1");

    assertThat(token.status()).as(token.body()).isEqualTo(200);
    String value = TestApps.json(token).path("access_token").asText();
    assertThat(apps.as(value).get("Patient/" + person.id()).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("J7: an assertion is good once across both nodes")
  void assertionsAreUsedOnce() {
    ClientKeyPair keys = ClientKeyPair.es384();
    String client = apps.backend(keys, "system/Patient.rs");
    String assertion = keys.assertion(client, apps.tokenUrl());

    assertThat(apps.clientCredentials(assertion, "system/Patient.rs").status()).isEqualTo(200);
    Answer again = post("/oauth2/token", assertion(assertion, "system/Patient.rs"), "192.0.2.2");

    assertThat(again.status()).isEqualTo(401);
    assertThat(again.body()).contains("jti was used before");
  }

  @Test
  @DisplayName("A session is one session on both nodes, and signing out ends it on both")
  void sessionsAreShared() {
    Someone person = signIn.patient();
    WebClient there = new WebClient(second.root(), "192.0.2.3");
    there.copyCookies(person.browser());

    assertThat(there.open("/account").path()).isEqualTo("/account");
    person.browser().submit("/account", "/logout", Map.of());
    assertThat(there.open("/account").path()).isEqualTo("/login");
  }

  @Test
  @DisplayName("Switched off, the operator's token of an earlier start is refused")
  void theOperatorsTokenIsOff() {
    assertThat(second.dataDirectory().resolve("operator.token")).hasContent(FORMER);
    assertThat(second.as(FORMER).get("Patient?_summary=count").status()).isEqualTo(401);
    assertThat(second.as("").get("Patient?_summary=count").status()).isEqualTo(401);
  }

  @Test
  @DisplayName("Token requests above the client's limit are answered 429 with Retry-After")
  void tokensAreLimitedPerClient() {
    ClientKeyPair keys = ClientKeyPair.es384();
    String client = apps.backend(keys, "system/Patient.rs");
    List<Answer> answers =
        IntStream.range(0, 4)
            .mapToObj(
                number ->
                    post(
                        "/oauth2/token",
                        assertion(keys.assertion(client, apps.tokenUrl()), "system/Patient.rs"),
                        "192.0.2.1" + number))
            .toList();

    assertThat(answers.stream().map(Answer::status)).containsExactly(200, 200, 200, 429);
    assertThat(Long.parseLong(answers.get(3).header("Retry-After"))).isBetween(1L, 60L);
    assertThat(TestApps.json(answers.get(3)).path("error").asText()).isEqualTo("slow_down");
  }

  @Test
  @DisplayName(
      "Token requests above the limit of an address are answered 429, whoever it claims to be")
  void tokensAreLimitedPerAddress() {
    Stream<Integer> statuses =
        IntStream.range(0, 6)
            .mapToObj(
                number ->
                    post(
                            "/oauth2/token",
                            Map.of("grant_type", "refresh_token", "client_id", "nobody" + number),
                            "2001:db8:1:2::" + number)
                        .status());

    assertThat(statuses).containsExactly(401, 401, 401, 401, 401, 429);
    assertThat(post("/oauth2/token", Map.of("client_id", "nobody"), "192.0.2.30").status())
        .isNotEqualTo(429);
  }

  @Test
  @DisplayName(
      "Requests above a client's or a person's limit are answered 429 with an OperationOutcome")
  void requestsAreLimited() {
    Someone person = signIn.patient();
    String app = AppFlow.publicApp(apps, SCOPE);
    String personal =
        new AppFlow(apps, app, SCOPE).token(person.browser()).path("access_token").asText();

    limited(second.as(apps.backendToken("system/Patient.rs")), "Patient?_id=none", 4);
    limited(second.as(personal), "Patient/" + person.id(), 3);
    assertThat(apps.as(personal).get("Patient/" + person.id()).status()).isEqualTo(200);
  }

  private static void limited(FhirClient client, String path, int free) {
    for (int request = 0; request < free; request++) {
      assertThat(client.get(path).status()).isEqualTo(200);
    }
    Answer refused = client.get(path);
    assertThat(refused.status()).isEqualTo(429);
    assertThat(Long.parseLong(refused.header("Retry-After"))).isBetween(1L, 60L);
    assertThat(refused.issue().getCode()).isEqualTo(IssueType.THROTTLED);
  }

  @Test
  @DisplayName("A search that takes longer than allowed ends with an OperationOutcome that says so")
  void searchesAreBoundedInTime() throws Exception {
    FhirClient client = second.as(apps.backendToken("system/Patient.rs"));
    try (Connection blocking = Objects.requireNonNull(jdbc.getDataSource()).getConnection();
        Statement statement = blocking.createStatement()) {
      blocking.setAutoCommit(false);
      statement.execute("lock table hfj_spidx_string in access exclusive mode");
      try {
        Answer answer = client.get("Patient?family=Bounded");

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.issue().getCode()).isEqualTo(IssueType.TOOCOSTLY);
        assertThat(answer.issue().getDetails().getText()).contains("narrow");
      } finally {
        blocking.rollback();
      }
    }
    assertThat(client.get("Patient?family=Bounded").status()).isEqualTo(200);
  }
}
