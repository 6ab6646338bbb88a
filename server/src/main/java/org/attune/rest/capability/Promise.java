package org.attune.rest.capability;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.springframework.core.io.ClassPathResource;

/**
 * What the package of profiles promises of every Attune server.
 *
 * @param statement the CapabilityStatement of kind {@code requirements}
 * @param resources its resource entries by type
 */
record Promise(
    CapabilityStatement statement,
    Map<String, CapabilityStatementRestResourceComponent> resources) {

  private static final String FILE = "fhir/attune.profiles/CapabilityStatement-attune-server.json";

  static Promise read() {
    try (InputStream file = new ClassPathResource(FILE).getInputStream()) {
      CapabilityStatement statement =
          FhirContext.forR4Cached().newJsonParser().parseResource(CapabilityStatement.class, file);
      return new Promise(
          statement,
          statement.getRestFirstRep().getResource().stream()
              .collect(
                  Collectors.toMap(
                      CapabilityStatementRestResourceComponent::getType, Function.identity())));
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }
}
