package org.attune.rest.capability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.server.RestfulServer;
import java.util.ArrayList;
import java.util.List;
import org.attune.store.OperationRules;
import org.hl7.fhir.r4.model.Parameters;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockServletConfig;

/** A server with an operation that nobody decided about does not start. */
class OfferedOperationsTest {

  /** An operation that somebody added without a rule. */
  static final class Planted {
    @Operation(name = "$planted", idempotent = true)
    public Parameters planted() {
      return new Parameters();
    }
  }

  /** One that HAPI brings and this server leaves out. */
  static final class LeftOut {
    @Operation(name = "$expunge", idempotent = true)
    public Parameters expunge() {
      return new Parameters();
    }
  }

  private static RestfulServer server(OperationRules rules, Object provider) {
    RestfulServer server = new RestfulServer(FhirContext.forR4Cached());
    server.registerInterceptor(new OfferedOperations(rules));
    server.registerProvider(provider);
    return server;
  }

  @Test
  void aPlantedOperationKeepsTheServerFromStarting() {
    OperationRules none =
        (level, type, name) -> {
          throw new IllegalStateException("No rule for " + name);
        };

    assertThatThrownBy(() -> server(none, new Planted()).init(new MockServletConfig()))
        .hasStackTraceContaining("No rule for $planted");
  }

  @Test
  void anOperationThatIsOfferedIsAskedAboutAndOneThatIsLeftOutIsNot() throws Exception {
    List<String> asked = new ArrayList<>();
    OperationRules rules = (level, type, name) -> asked.add(level + type + name);

    server(rules, new Planted()).init(new MockServletConfig());
    server(rules, new LeftOut()).init(new MockServletConfig());

    assertThat(asked).containsExactly("SYSTEM$planted");
  }
}
