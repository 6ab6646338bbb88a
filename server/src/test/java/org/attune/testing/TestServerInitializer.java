package org.attune.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Points the server of a test at a fresh database and a fresh data directory. */
final class TestServerInitializer
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    TestDatabase.Access database = TestDatabase.newDatabase();
    TestPropertyValues.of(
            "attune.db.url=" + database.url(),
            "attune.db.username=" + database.username(),
            "attune.db.password=" + database.password(),
            "attune.data-dir=" + dataDirectory(),
            "attune.smart.allowed-hosts=127.0.0.1")
        .applyTo(context);
  }

  private static Path dataDirectory() {
    try {
      return Files.createTempDirectory(Files.createDirectories(Path.of("target", "data")), "it");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
