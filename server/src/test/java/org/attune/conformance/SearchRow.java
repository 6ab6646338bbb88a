package org.attune.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Extension;

/**
 * A search of US Core: a type, and the parameters that are used together. The rows come from the
 * CapabilityStatement that Attune promises.
 */
record SearchRow(String type, List<String> parameters) {

  private static final String PREFIX =
      "http://hl7.org/fhir/StructureDefinition/capabilitystatement-";
  private static final String EXPECTATION = PREFIX + "expectation";
  private static final String COMBINATION = PREFIX + "search-parameter-combination";

  /** The searches that a server SHALL answer. */
  static List<SearchRow> required() {
    return with("SHALL");
  }

  /** The searches that a server SHOULD answer. */
  static List<SearchRow> recommended() {
    return with("SHOULD");
  }

  private static List<SearchRow> with(String expectation) {
    return ProfilePackage.promise().getRestFirstRep().getResource().stream()
        .flatMap(resource -> rows(resource, expectation))
        .toList();
  }

  private static Stream<SearchRow> rows(
      CapabilityStatementRestResourceComponent resource, String expectation) {
    List<SearchRow> rows = new ArrayList<>();
    resource.getSearchParam().stream()
        .filter(parameter -> expectation.equals(expected(parameter)))
        .forEach(
            parameter -> rows.add(new SearchRow(resource.getType(), List.of(parameter.getName()))));
    for (Extension together : resource.getExtensionsByUrl(COMBINATION)) {
      if (expectation.equals(expected(together))) {
        rows.add(
            new SearchRow(
                resource.getType(),
                together.getExtensionsByUrl("required").stream()
                    .map(name -> name.getValue().primitiveValue())
                    .toList()));
      }
    }
    return rows.stream();
  }

  private static String expected(Element element) {
    return element.getExtensionsByUrl(EXPECTATION).stream()
        .map(Extension::getValue)
        .map(CodeType.class::cast)
        .map(CodeType::getValue)
        .findFirst()
        .orElse("");
  }

  boolean hasDate() {
    return parameters.stream().anyMatch(name -> SearchOracle.of(type, name).isDate());
  }

  boolean hasPatient() {
    return parameters.contains("patient");
  }

  @Override
  public String toString() {
    return type + "?" + String.join("&", parameters);
  }
}
