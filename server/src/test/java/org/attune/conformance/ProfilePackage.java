package org.attune.conformance;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.OperationDefinition;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.SearchParameter;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.StructureDefinition.StructureDefinitionKind;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The package of profiles, as the server ships it. */
final class ProfilePackage {

  private ProfilePackage() {}

  /** What is promised of every Attune server. */
  static CapabilityStatement promise() {
    return resources("CapabilityStatement", CapabilityStatement.class).get(0);
  }

  static List<SearchParameter> searchParameters() {
    return resources("SearchParameter", SearchParameter.class);
  }

  /** What defines the operations that are Attune's own. */
  static List<OperationDefinition> operations() {
    return resources("OperationDefinition", OperationDefinition.class);
  }

  /** The canonical addresses of the profiles of resources. */
  static List<String> profileUrls() {
    return resources("StructureDefinition", StructureDefinition.class).stream()
        .filter(definition -> definition.getKind() == StructureDefinitionKind.RESOURCE)
        .map(StructureDefinition::getUrl)
        .toList();
  }

  private static <T extends Resource> List<T> resources(String name, Class<T> type) {
    try {
      return Arrays.stream(
              new PathMatchingResourcePatternResolver()
                  .getResources("classpath*:fhir/attune.profiles/" + name + "-*.json"))
          .map(file -> parse(file, type))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T extends Resource> T parse(
      org.springframework.core.io.Resource file, Class<T> type) {
    try (InputStream content = file.getInputStream()) {
      return FhirContext.forR4Cached().newJsonParser().parseResource(type, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
