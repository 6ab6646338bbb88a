package org.attune.access.grants;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** The grants follow from the record alone: what is lost or forged is found and put right. */
@FhirIntegrationTest
class GrantComparisonIT {

  private final FhirClient operator;
  private final JdbcTemplate jdbc;
  private final GrantComparison comparison;
  private final GrantTable table;

  GrantComparisonIT(
      @Autowired FhirHttp http,
      @Autowired JdbcTemplate jdbc,
      @Autowired GrantComparison comparison,
      @Autowired GrantTable table) {
    this.operator = http.client();
    this.jdbc = jdbc;
    this.comparison = comparison;
    this.table = table;
  }

  private String stored(String type, String body) {
    Answer answer = operator.post(type, body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return type + "/" + answer.id();
  }

  @Test
  @DisplayName("Lost and forged grants are found by their source, and put right from the record")
  void whatDiffersIsPutRight() {
    String doctor =
        stored(
            "Practitioner",
            """
            {"resourceType":"Practitioner","active":true,
            "identifier":[{"system":"urn:example:access","value":"%s"}],
            "name":[{"family":"Tester","given":["Compared"]}]}"""
                .formatted(UUID.randomUUID()));
    String patient =
        stored(
            "Patient",
            """
            {"resourceType":"Patient","gender":"unknown",
            "generalPractitioner":[{"reference":"%s"}],
            "identifier":[{"system":"urn:example:access","value":"%s"}],
            "name":[{"family":"Tester","given":["Compared"]}]}"""
                .formatted(doctor, UUID.randomUUID()));
    assertThat(table.of(patient)).hasSize(1);
    comparison.repair();
    assertThat(comparison.differences()).isEmpty();

    jdbc.update("delete from attune.access_grant where source = ?", patient);
    jdbc.update(
        "insert into attune.access_grant (source, actor, relation, object)"
            + " values ('CareTeam/forged', ?, 'TREATS', 'somebody')",
        doctor);

    assertThat(comparison.differences()).containsExactly("CareTeam/forged", patient);
    assertThat(comparison.repair()).hasSize(2);
    assertThat(table.of(patient)).hasSize(1);
    assertThat(table.of("CareTeam/forged")).isEmpty();
  }
}
