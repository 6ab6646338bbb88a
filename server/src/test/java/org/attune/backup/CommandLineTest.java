package org.attune.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.attune.backup.CommandLine.Command;
import org.attune.backup.CommandLine.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

  @Test
  void optionsMayStandAnywhere() throws UsageException {
    CommandLine line =
        CommandLine.parse("--attune.data-dir=data", "backup", "--force", "some/file.zip");

    assertThat(line.command()).isEqualTo(Command.BACKUP);
    assertThat(line.file()).isEqualTo(Path.of("some/file.zip").toAbsolutePath());
    assertThat(line.dataDirectory()).isEqualTo(Path.of("data").toAbsolutePath());
    assertThat(line.external()).isEmpty();
    assertThat(line.force()).isTrue();
  }

  @Test
  void anExternalDatabaseIsTakenWithItsCredentials() throws UsageException {
    CommandLine line =
        CommandLine.parse(
            "restore",
            "f",
            "--attune.db.url=jdbc:postgresql://h/d?a=b",
            "--attune.db.username=u",
            "--attune.db.password=p=q");

    assertThat(line.external()).contains(new Access("jdbc:postgresql://h/d?a=b", "u", "p=q"));
    assertThat(line.dataDirectory().getFileName()).hasToString("attune-data");
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
    assertThatThrownBy(() -> CommandLine.parse(args.isEmpty() ? new String[0] : args.split(" ", 0)))
        .isInstanceOf(UsageException.class);
  }

  @Test
  void noMessageRepeatsASecret() {
    assertThatThrownBy(() -> CommandLine.parse("backup", "f", "--password=hidden"))
        .isInstanceOf(UsageException.class)
        .hasMessageNotContaining("hidden");
    assertThat(new Access("jdbc:postgresql:x?password=hidden", "u", "hidden").toString())
        .doesNotContain("hidden");
  }
}
