package org.attune.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.attune.AttuneApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** Another server on the database of the shared one, in the same virtual machine. */
public final class SecondNode implements AutoCloseable {

  private final ConfigurableApplicationContext context;
  private final Path dataDirectory;

  private SecondNode(ConfigurableApplicationContext context, Path dataDirectory) {
    this.context = context;
    this.dataDirectory = dataDirectory;
  }

  /**
   * Starts one.
   *
   * @param first environment of the shared server
   * @param operatorToken content of an operator's token that lies there already
   * @param options as on a command line
   */
  public static SecondNode start(Environment first, String operatorToken, String... options) {
    Path directory = directory(operatorToken);
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.add("--server.port=0");
    arguments.add("--spring.application.name=attune-second");
    arguments.add("--attune.data-dir=" + directory);
    for (String name : List.of("attune.db.url", "attune.db.username", "attune.db.password")) {
      arguments.add("--" + name + "=" + first.getRequiredProperty(name));
    }
    return new SecondNode(
        new SpringApplicationBuilder(AttuneApplication.class).run(arguments.toArray(String[]::new)),
        directory);
  }

  private static Path directory(String operatorToken) {
    try {
      Path directory =
          Files.createTempDirectory(Files.createDirectories(Path.of("target", "data")), "second");
      Files.writeString(directory.resolve("operator.token"), operatorToken);
      return directory;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Root of the server, without the FHIR base. */
  public String root() {
    return "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port");
  }

  public FhirClient as(String token) {
    return new FhirClient(root() + "/fhir", token);
  }

  public Path dataDirectory() {
    return dataDirectory;
  }

  @Override
  public void close() {
    context.close();
  }
}
