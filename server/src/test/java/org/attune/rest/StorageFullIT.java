package org.attune.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * PostgreSQL says that it has no space: on every machine, where a disk cannot be filled for real as
 * {@code FullDiskIT} does.
 */
@FhirIntegrationTest
class StorageFullIT {

  private static final String PREPARE =
      """
      create function attune_test_full() returns trigger language plpgsql as
        $$ begin raise exception 'No space left on device' using errcode = '53100'; end $$;
      create trigger attune_test_full before insert on hfj_res_ver
        execute function attune_test_full();
      """;
  private static final String REMOVE =
      """
      drop trigger if exists attune_test_full on hfj_res_ver;
      drop function if exists attune_test_full();
      """;

  private final FhirClient client;
  private final JdbcTemplate jdbc;

  StorageFullIT(@Autowired FhirHttp http, @Autowired JdbcTemplate jdbc) {
    this.client = http.client();
    this.jdbc = jdbc;
  }

  @AfterEach
  void makeRoom() {
    jdbc.execute(REMOVE);
  }

  @Test
  void writes_are_507_and_leave_nothing_until_there_is_space_again() {
    String mrn = Samples.unique();
    Bundle bundle = Samples.bundle(Bundle.BundleType.TRANSACTION);
    Samples.post(bundle, Samples.urn(), Samples.patient(mrn));
    Samples.post(bundle, Samples.urn(), Samples.patient(mrn));
    jdbc.execute(PREPARE);

    assertRefused(client.post("Patient", Samples.patient(mrn)));
    assertRefused(client.post("", bundle));

    assertThat(count(mrn)).isZero();
    jdbc.execute(REMOVE);
    assertThat(client.post("", bundle).status()).isEqualTo(200);
    assertThat(count(mrn)).isEqualTo(2);
  }

  private static void assertRefused(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(507);
    assertThat(answer.issue().getDetails().getCodingFirstRep().getCode()).isEqualTo("storage-full");
    assertThat(answer.body()).doesNotContain("device", "hfj_", "53100");
  }

  private int count(String mrn) {
    return client
        .get("Patient?" + Samples.identifierInUrl(mrn) + "&_summary=count")
        .bundle()
        .getTotal();
  }
}
