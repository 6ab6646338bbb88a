package org.attune.leak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.attune.AttuneApplication;
import org.attune.accounts.directory.AccountDirectory;
import org.attune.smart.PersonTokens;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirHttp;
import org.attune.testing.TestDatabase;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** One of the two servers, with a database of its own. */
final class Side implements AutoCloseable {

  private final ConfigurableApplicationContext context;
  private final FhirHttp http;
  private final FhirClient operator;
  private final Map<String, FhirClient> callers = new HashMap<>();

  private Side(ConfigurableApplicationContext context) {
    this.context = context;
    this.http = context.getBean(FhirHttp.class);
    this.operator = http.client();
  }

  /**
   * Starts a server.
   *
   * @param name of the application within this process
   */
  static Side start(String name) {
    TestDatabase.Access database = TestDatabase.newDatabase();
    return new Side(
        new SpringApplicationBuilder(AttuneApplication.class, FhirHttp.class, PlantedLeaks.class)
            .run(
                "--server.port=0",
                "--attune.smart.allowed-hosts=127.0.0.1",
                "--attune.limits.enabled=false",
                "--logging.level.ca.uhn.fhir.rest.server.ResourceBinding=error",
                "--logging.level.ca.uhn.fhir.jpa.search.builder.tasks.SearchTask=error",
                "--spring.application.name=" + name,
                "--attune.db.url=" + database.url(),
                "--attune.db.username=" + database.username(),
                "--attune.db.password=" + database.password(),
                "--attune.data-dir=" + dataDirectory()));
  }

  private static Path dataDirectory() {
    try {
      return Files.createTempDirectory(Files.createDirectories(Path.of("target", "data")), "leak");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  String root() {
    return http.root();
  }

  FhirClient operator() {
    return operator;
  }

  PlantedLeaks leaks() {
    return context.getBean(PlantedLeaks.class);
  }

  /** A bean of the server. */
  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** Gives a caller a token of this server; a new one each time. */
  void admit(Viewer viewer) {
    PersonTokens tokens = new PersonTokens(http, context.getBean(AccountDirectory.class));
    String token =
        viewer.patient().isEmpty()
            ? tokens.ofBackend(viewer.scopes())
            : tokens.ofPatient("Patient/" + viewer.patient(), viewer.scopes());
    callers.put(viewer.name(), new FhirClient(http.root() + "/fhir", token));
  }

  FhirClient as(Viewer viewer) {
    return Objects.requireNonNull(callers.get(viewer.name()));
  }

  @Override
  public void close() {
    context.close();
  }
}
