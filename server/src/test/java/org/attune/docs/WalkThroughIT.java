package org.attune.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.attune.testing.TestTokens;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** The walk-through that a reader runs by hand does what it says. */
@FhirIntegrationTest
class WalkThroughIT {

  private final FhirHttp http;
  private final Path dataDirectory;

  @Autowired
  WalkThroughIT(FhirHttp http, @Value("${attune.data-dir}") Path dataDirectory) {
    this.http = http;
    this.dataDirectory = dataDirectory;
  }

  @Test
  void theWalkThroughHoldsStepByStep() throws IOException, InterruptedException {
    assertThat(run("phq9.http")).isEqualTo(9);
  }

  @Test
  void theWalkThroughOfOutcomesHoldsStepByStep() throws IOException, InterruptedException {
    assertThat(run("outcomes.http")).isEqualTo(7);
  }

  private int run(String file) throws IOException, InterruptedException {
    WalkThrough walkThrough =
        new WalkThrough(
            Map.of("baseUrl", http.root() + "/fhir", "token", TestTokens.operator(dataDirectory)));
    return walkThrough.run(Files.readString(Path.of("..", "examples", file)));
  }
}
