package org.attune.testing;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/** Gives tests a client of the server under test. */
@TestComponent
@Lazy
public class FhirHttp {

  private final Environment environment;
  private final Path dataDirectory;

  FhirHttp(Environment environment, @Value("${attune.data-dir}") Path dataDirectory) {
    this.environment = environment;
    this.dataDirectory = dataDirectory;
  }

  /** Root of the server, without the FHIR base. */
  public String root() {
    return "http://127.0.0.1:" + environment.getRequiredProperty("local.server.port");
  }

  public FhirClient client() {
    return new FhirClient(root() + "/fhir", TestTokens.operator(dataDirectory));
  }
}
