package org.attune.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceOperationComponent;
import org.hl7.fhir.r4.model.OperationDefinition;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Statement, definitions and pages say the same of the operations that are Attune's own. */
@FhirIntegrationTest
class OwnOperationsIT {

  private static final String OWN = "https://attune.org/fhir/OperationDefinition/";
  private static final Path PAGES = Path.of("..", "docs", "operations");

  private final FhirClient client;

  OwnOperationsIT(@Autowired FhirHttp http) {
    this.client = http.client();
  }

  @Test
  void what_is_declared_is_what_is_defined() {
    Map<String, String> defined = new TreeMap<>();
    for (OperationDefinition each : ProfilePackage.operations()) {
      each.getResource().stream()
          .flatMap(type -> types(type.getValue()))
          .forEach(type -> defined.put(type + " " + each.getCode(), each.getUrl()));
    }

    assertThat(declared(OWN)).isEqualTo(defined).isNotEmpty();
  }

  @Test
  void a_definition_can_be_read_and_names_what_the_operation_takes() {
    for (OperationDefinition each : ProfilePackage.operations()) {
      assertThat(each.getUrl()).isEqualTo(OWN + each.getIdElement().getIdPart());
      assertThat(client.get("OperationDefinition?url=" + each.getUrl()).bundle().getEntry())
          .singleElement()
          .satisfies(
              entry -> {
                OperationDefinition read =
                    client
                        .get("OperationDefinition/" + entry.getResource().getIdPart())
                        .as(OperationDefinition.class);
                assertThat(read.getUrl()).isEqualTo(each.getUrl());
                assertThat(read.getParameter()).hasSameSizeAs(each.getParameter()).isNotEmpty();
              });
    }
  }

  @Test
  void each_definition_has_a_page_that_names_it_and_every_parameter() throws IOException {
    for (OperationDefinition each : ProfilePackage.operations()) {
      assertThat(Files.readString(PAGES.resolve(each.getCode() + ".md")))
          .contains(each.getUrl())
          .contains(
              each.getParameter().stream()
                  .filter(parameter -> !"return".equals(parameter.getName()))
                  .map(parameter -> "`" + parameter.getName() + "`")
                  .toList());
    }
  }

  @Test
  void each_page_is_about_an_operation_that_is_declared() throws IOException {
    Set<String> names =
        declared("").keySet().stream()
            .map(operation -> operation.substring(operation.indexOf(' ') + 1))
            .collect(Collectors.toCollection(TreeSet::new));
    try (Stream<Path> pages = Files.list(PAGES)) {
      assertThat(pages.map(page -> page.getFileName().toString().replace(".md", "")))
          .isNotEmpty()
          .isSubsetOf(names);
    }
  }

  /** An operation of Resource is one of every type. */
  private static Stream<String> types(String type) {
    return "Resource".equals(type)
        ? FhirContext.forR4Cached().getResourceTypes().stream()
        : Stream.of(type);
  }

  /** Operations whose definition begins so, with it, by type and name. */
  private Map<String, String> declared(String definition) {
    Map<String, String> found = new TreeMap<>();
    var rest = client.get("metadata").as(CapabilityStatement.class).getRestFirstRep();
    rest.getOperation().forEach(each -> add(found, "", each, definition));
    for (CapabilityStatementRestResourceComponent type : rest.getResource()) {
      type.getOperation().forEach(each -> add(found, type.getType(), each, definition));
    }
    return found;
  }

  private static void add(
      Map<String, String> found,
      String type,
      CapabilityStatementRestResourceOperationComponent operation,
      String definition) {
    if (operation.getDefinition().startsWith(definition)) {
      found.put(type + " " + operation.getName(), operation.getDefinition());
    }
  }
}
