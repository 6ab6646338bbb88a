package org.attune.terminology;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.core.env.Environment;

/** Runs the command on the database of a server under test, and keeps what it says. */
final class LoadCommand {

  private final Environment environment;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  LoadCommand(Environment environment) {
    this.environment = environment;
  }

  int load(String... words) {
    List<String> args = new ArrayList<>(List.of("terminology", "load"));
    args.addAll(List.of(words));
    for (String name : List.of("attune.db.url", "attune.db.username", "attune.db.password")) {
      args.add("--" + name + "=" + environment.getRequiredProperty(name));
    }
    return TerminologyCommands.run(
        args.toArray(String[]::new),
        Map.of(),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
