package org.attune.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.attune.accounts.DemoAccounts;
import org.attune.testing.FhirClient;
import org.attune.testing.WebClient;
import org.attune.testing.WebClient.Page;
import org.springframework.jdbc.core.JdbcTemplate;

/** The people of the demonstration at the door. */
final class DemoSignIns {

  static final String PASSWORD = "a password for the demonstration";
  static final String PROPERTY = "attune.demo.password=" + PASSWORD;

  private DemoSignIns() {}

  /** Signs each in, who then sees an own account with the own roles, tied to an own resource. */
  static void everyoneComesIn(String root, FhirClient client, JdbcTemplate jdbc) {
    for (DemoAccounts.Person person : DemoPeople.all()) {
      Page page = new WebClient(root, "192.0.2.60").signIn(person.userName(), PASSWORD);

      assertThat(page.path()).as(person.userName()).isEqualTo("/account");
      person.roles().forEach(role -> assertThat(page.body()).contains(role.code()));
      assertThat(client.get(person.reference()).status()).isEqualTo(200);
    }
    assertThat(jdbc.queryForList("select distinct password_hash from attune.account", String.class))
        .hasSize(1);
  }

  /** Nobody is left. */
  static void nobodyIsLeft(JdbcTemplate jdbc, String printed) {
    assertThat(printed).contains("demonstration: 11");
    assertThat(jdbc.queryForList("select user_name from attune.account")).isEmpty();
  }
}
