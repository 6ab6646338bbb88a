package org.attune.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.attune.testing.WebClient;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** The commands {@code attune account}, on the database of a running server. */
@FhirIntegrationTest
class AccountCommandsIT {

  private final FhirHttp http;
  private final Environment environment;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final String name = "command-" + UUID.randomUUID().toString().substring(0, 8);

  AccountCommandsIT(@Autowired FhirHttp http, @Autowired Environment environment) {
    this.http = http;
    this.environment = environment;
  }

  @Test
  void an_account_is_made_with_a_link_that_sets_its_password() {
    assertThat(create("administrator, practice-owner")).as(text(err)).isZero();

    assertThat(text(out)).contains("Account created");
    assertThat(open(link())).isEqualTo(200);
    String first = link();
    out.reset();
    assertThat(run("account", "link", "--user-name=" + name)).isZero();
    assertThat(open(first)).as("replaced").isEqualTo(404);
    assertThat(open(link())).isEqualTo(200);
  }

  @Test
  void what_cannot_be_is_refused_in_one_line() {
    assertThat(create("administrator")).isZero();

    assertThat(create("administrator")).isEqualTo(1);
    assertThat(create("king")).isEqualTo(1);
    assertThat(run("account", "link", "--user-name=nobody-there")).isEqualTo(1);

    assertThat(text(err).lines()).hasSize(3).allMatch(line -> line.startsWith("attune: "));
  }

  @Test
  void a_wrong_command_shows_the_usage() {
    assertThat(run("account")).isEqualTo(2);
    assertThat(run("account", "create", "--user-name=" + name)).isEqualTo(2);
    assertThat(run("account", "create", "--password=x")).isEqualTo(2);

    assertThat(text(err)).contains("attune account create", "--reference=");
  }

  private int create(String roles) {
    String practitioner =
        http.client()
            .post("Practitioner", "{\"resourceType\":\"Practitioner\",\"active\":true}")
            .id();
    return run(
        "account",
        "create",
        "--user-name=" + name,
        "--reference=Practitioner/" + practitioner,
        "--role=" + roles);
  }

  private int run(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    for (String setting : List.of("url", "username", "password")) {
      all.add(
          "--attune.db." + setting + "=" + environment.getRequiredProperty("attune.db." + setting));
    }
    return AccountCommands.run(
        all.toArray(String[]::new),
        Map.of(),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private String link() {
    return text(out).lines().filter(line -> line.startsWith("/login/link/")).findFirst().orElse("");
  }

  private int open(String path) {
    return new WebClient(http.root(), "192.0.2.50").open(path).status();
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
