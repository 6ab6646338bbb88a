package org.attune.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.attune.backup.CommandLine.Command;
import org.attune.database.command.DatabaseAccess;
import org.attune.database.command.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

  private static final Map<String, String> NO_VARIABLES = Map.of();
  private static final Map<String, String> VARIABLES =
      Map.of(
          "ATTUNE_DATA_DIR",
          "from-variable",
          "ATTUNE_DB_URL",
          "jdbc:postgresql://variable/d",
          "ATTUNE_DB_USERNAME",
          "u",
          "ATTUNE_DB_PASSWORD",
          "p");

  @Test
  void optionsMayStandAnywhere() throws UsageException {
    CommandLine line =
        CommandLine.parse(
            NO_VARIABLES, "--attune.data-dir=data", "backup", "--force", "some/file.zip");

    assertThat(line.command()).isEqualTo(Command.BACKUP);
    assertThat(line.file()).isEqualTo(Path.of("some/file.zip").toAbsolutePath());
    assertThat(line.arguments().dataDirectory()).isEqualTo(Path.of("data").toAbsolutePath());
    assertThat(line.arguments().external()).isEmpty();
    assertThat(line.force()).isTrue();
  }

  @Test
  void anExternalDatabaseIsTakenWithItsCredentials() throws UsageException {
    CommandLine line =
        CommandLine.parse(
            NO_VARIABLES,
            "restore",
            "f",
            "--attune.db.url=jdbc:postgresql://h/d?a=b",
            "--attune.db.username=u",
            "--attune.db.password=p=q");

    assertThat(line.arguments().external())
        .contains(new DatabaseAccess("jdbc:postgresql://h/d?a=b", "u", "p=q"));
    assertThat(line.arguments().dataDirectory().getFileName()).hasToString("attune-data");
  }

  @Test
  void theVariablesOfTheServerHoldWhereNoOptionSpeaks() throws UsageException {
    CommandLine line = CommandLine.parse(VARIABLES, "backup", "f");
    CommandLine other =
        CommandLine.parse(
            VARIABLES,
            "backup",
            "f",
            "--attune.data-dir=from-option",
            "--attune.db.url=jdbc:postgresql://option/d");

    assertThat(line.arguments().external())
        .contains(new DatabaseAccess("jdbc:postgresql://variable/d", "u", "p"));
    assertThat(line.arguments().dataDirectory().getFileName()).hasToString("from-variable");
    assertThat(other.arguments().external())
        .contains(new DatabaseAccess("jdbc:postgresql://option/d", "u", "p"));
    assertThat(other.arguments().dataDirectory().getFileName()).hasToString("from-option");
  }

  @Test
  void anEmptyUrlMeansTheEmbeddedDatabase() throws UsageException {
    assertThat(
            CommandLine.parse(VARIABLES, "backup", "f", "--attune.db.url=").arguments().external())
        .isEmpty();
    assertThat(
            CommandLine.parse(Map.of("ATTUNE_DB_USERNAME", "u"), "backup", "f")
                .arguments()
                .external())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "backup",
        "backup a b",
        "dump a",
        "backup a --verbose",
        "backup a --attune.db.url",
        "backup a --attune.db.username=u",
        "backup a --attune.db.url=jdbc:h2:x",
        "restore a --force",
        "backup /"
      })
  void whatMakesNoCommandIsRefused(String args) {
    assertThatThrownBy(
            () ->
                CommandLine.parse(
                    NO_VARIABLES, args.isEmpty() ? new String[0] : args.split(" ", 0)))
        .isInstanceOf(UsageException.class);
  }

  @Test
  void noMessageRepeatsASecret() {
    assertThatThrownBy(() -> CommandLine.parse(NO_VARIABLES, "backup", "f", "--password=hidden"))
        .isInstanceOf(UsageException.class)
        .hasMessageNotContaining("hidden");
    assertThat(new DatabaseAccess("jdbc:postgresql:x?password=hidden", "u", "hidden").toString())
        .doesNotContain("hidden");
  }
}
