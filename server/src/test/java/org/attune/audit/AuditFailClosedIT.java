package org.attune.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;

/** Without a row there is no answer and no change. */
@FhirIntegrationTest
class AuditFailClosedIT {

  private final FhirClient client;
  private final JdbcTemplate jdbc;
  private final Path journal;

  AuditFailClosedIT(
      @Autowired FhirHttp http,
      @Autowired JdbcTemplate jdbc,
      @Value("${attune.data-dir}") Path dataDirectory) {
    this.client = http.client();
    this.jdbc = jdbc;
    this.journal = dataDirectory.resolve("audit").resolve("journal");
  }

  private static String named(String family) {
    return "{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"" + family + "\"}]}";
  }

  @Test
  void a_change_whose_row_cannot_be_stored_is_refused_and_nothing_of_it_is_stored() {
    String single = "Closed" + UUID.randomUUID();
    String bundled = "Closed" + UUID.randomUUID();
    jdbc.execute("alter table attune.audit_event rename to audit_event_away");
    Answer create;
    Answer transaction;
    try {
      create = client.post("Patient", named(single));
      transaction =
          client.post(
              "",
              """
              {"resourceType":"Bundle","type":"transaction","entry":[{"resource":%s,
              "request":{"method":"POST","url":"Patient"}}]}"""
                  .formatted(named(bundled)));
    } finally {
      jdbc.execute("alter table attune.audit_event_away rename to audit_event");
    }

    assertUnavailable(create);
    assertUnavailable(transaction);
    assertThat(client.get("Patient?family=" + single + "," + bundled).bundle().getTotal()).isZero();
  }

  @Test
  void a_read_whose_row_cannot_be_kept_shows_nothing() throws IOException {
    String family = "Unseen" + UUID.randomUUID();
    String id = client.post("Patient", named(family)).id();
    Path away = journal.resolveSibling("journal-away");
    Files.move(journal, away);
    Files.createFile(journal);
    Answer[] last = new Answer[1];
    try {
      // The open segment goes on until it is loaded; the next cannot be made.
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                last[0] = client.get("Patient/" + id);
                return last[0].status() != 200;
              });
      assertUnavailable(last[0]);
      assertThat(last[0].body()).doesNotContain(family);
      assertUnavailable(client.get("Patient?family=" + family));
      assertUnavailable(client.send(client.anonymous("Patient/" + id).GET()));
      assertUnavailable(client.get("metadata"));
    } finally {
      Files.delete(journal);
      Files.move(away, journal);
    }
    assertThat(client.get("Patient/" + id).status()).isEqualTo(200);
  }

  private static void assertUnavailable(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(503);
    assertThat(answer.issue().getDetails().getCodingFirstRep().getCode())
        .isEqualTo("audit-unavailable");
    assertThat(answer.header("Retry-After")).isEqualTo("5");
  }
}
