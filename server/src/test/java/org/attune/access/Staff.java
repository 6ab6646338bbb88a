package org.attune.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.attune.accounts.AccountRole;
import org.attune.accounts.directory.Account;
import org.attune.accounts.directory.AccountDirectory;
import org.attune.accounts.web.TestPeople;
import org.attune.kernel.Digests;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * People in their roles, each with an app that holds a token for them. The token's rows are written
 * as the authorization server writes them: how an app comes by a token is tested there.
 */
final class Staff {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String REDIRECT = "http://127.0.0.1:9009/callback";

  private final FhirHttp http;
  private final FhirClient operator;
  private final JdbcTemplate jdbc;
  private final AccountDirectory directory;
  private final TestPeople people;
  private final String client;

  Staff(FhirHttp http, AccountDirectory directory, JdbcTemplate jdbc) {
    this.http = http;
    this.operator = http.client();
    this.jdbc = jdbc;
    this.directory = directory;
    this.people = new TestPeople(http, directory);
    this.client =
        register(
            Map.of(
                "client_name",
                "App of the practice",
                "redirect_uris",
                List.of(REDIRECT),
                "scope",
                "launch/patient fhirUser patient/*.cruds user/*.cruds",
                "token_endpoint_auth_method",
                "none"));
  }

  /**
   * Somebody with an account.
   *
   * @param reference the resource that the account is tied to
   */
  record Somebody(Account account, String reference) {

    String id() {
      return reference.substring(reference.indexOf('/') + 1);
    }
  }

  Somebody somebody(AccountRole... roles) {
    Account account = people.person(roles);
    return new Somebody(account, account.reference());
  }

  AccountDirectory directory() {
    return directory;
  }

  /** Registers a client by the administrator's API; returns its id. */
  String register(Map<String, Object> metadata) {
    Answer answer =
        operator.send(
            operator
                .request(http.root() + "/oauth2/clients")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(write(metadata))));
    if (answer.status() != 201) {
      throw new AssertionError(answer.body());
    }
    return read(answer.body()).path("client_id").asText();
  }

  /** An app that acts for somebody with these scopes. */
  FhirClient app(Somebody person, String scopes) {
    return app(person, scopes, null);
  }

  /** An app that acts for somebody, launched about a patient. */
  FhirClient app(Somebody person, String scopes, @Nullable String patient) {
    String id = person.account().id().toString();
    Map<String, Object> kept =
        person.reference().startsWith("Pa")
            ? Map.of("account", id, "fhir_user", person.reference(), "patient", person.id())
            : Map.of("account", id, "fhir_user", person.reference());
    return token(client, person.account().id(), write(kept), scopes, patient);
  }

  /** A back-end system. */
  FhirClient system(String clientId, String scopes) {
    return token(clientId, null, null, scopes, null);
  }

  private FhirClient token(
      String clientId,
      @Nullable UUID account,
      @Nullable String person,
      String scopes,
      @Nullable String patient) {
    String grant = UUID.randomUUID().toString();
    String token = UUID.randomUUID().toString();
    Timestamp now = Timestamp.from(now());
    Timestamp end = Timestamp.from(now().plusSeconds(3_000));
    jdbc.update(
        "insert into attune.smart_authorization (id, client_id, principal, account_id, person,"
            + " grant_type, scopes, context, created_at, expires_at)"
            + " values (?, ?, ?, ?, ?::jsonb, 'authorization_code', ?, ?::jsonb, ?, ?)",
        grant,
        clientId,
        account == null ? clientId : account.toString(),
        account,
        person,
        scopes,
        patient == null ? null : write(Map.of("patient", patient)),
        now,
        end);
    jdbc.update(
        "insert into attune.smart_token (hash, authorization_id, kind, scopes, issued_at,"
            + " expires_at) values (?, ?, 'access', ?, ?, ?)",
        Digests.sha256(token),
        grant,
        scopes,
        now,
        end);
    return new FhirClient(http.root() + "/fhir", token);
  }

  private static Instant now() {
    return Clock.systemUTC().instant();
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException broken) {
      throw new AssertionError(broken);
    }
  }

  private static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException broken) {
      throw new AssertionError(broken);
    }
  }
}
