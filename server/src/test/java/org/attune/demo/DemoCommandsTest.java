package org.attune.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoCommandsTest {

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void theCommandSaysHowItIsUsed() {
    assertThat(run("demo")).isEqualTo(2);
    assertThat(run("demo", "remove", "--nonsense=1")).isEqualTo(2);

    assertThat(err.toString(StandardCharsets.UTF_8)).contains("attune demo remove");
  }

  private int run(String... args) {
    PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    return DemoCommands.run(args, Map.of(), stream, stream);
  }
}
