package org.attune.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import java.util.ArrayList;
import java.util.List;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceSearchParamComponent;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What {@code /metadata} declares, and how it is sent. */
@FhirIntegrationTest
class MetadataIT {

  private static final String US_CORE = "http://hl7.org/fhir/us/core/";

  private final FhirClient client;

  MetadataIT(@Autowired FhirHttp http) {
    this.client = http.client();
  }

  @Test
  @DisplayName("CS1: metadata is a valid CapabilityStatement, without a token")
  void cs1IsAValidStatementForAnyone() {
    Answer answer = client.send(client.anonymous("metadata").GET());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("application/fhir+json");
    FhirContext context = FhirContext.forR4Cached();
    assertThat(
            context
                .newValidator()
                .registerValidatorModule(new FhirInstanceValidator(context))
                .validateWithResult(answer.as(CapabilityStatement.class))
                .getMessages())
        .filteredOn(message -> message.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0)
        .isEmpty();
  }

  @Test
  @DisplayName("CS2: the FHIR version is 4.0.1")
  void cs2TheVersionIsR4() {
    assertThat(declared().getFhirVersion().toCode()).isEqualTo("4.0.1");
  }

  @Test
  @DisplayName("CS3: JSON and XML are formats, and metadata comes in both")
  void cs3JsonAndXml() {
    assertThat(declared().getFormat())
        .extracting(CodeType::getValue)
        .contains("json", "application/fhir+json", "xml", "application/fhir+xml");

    Answer xml =
        client.send(client.anonymous("metadata").header("Accept", "application/fhir+xml").GET());

    assertThat(xml.header("Content-Type")).startsWith("application/fhir+xml");
    assertThat(xml.as(CapabilityStatement.class).equalsDeep(declared())).isTrue();
  }

  @Test
  @DisplayName("CS4: supported profiles are all of Attune's and those of US Core that they keep to")
  void cs4SupportedProfiles() {
    List<String> profiles =
        declared().getRestFirstRep().getResource().stream()
            .flatMap(resource -> resource.getSupportedProfile().stream())
            .map(PrimitiveType::getValue)
            .toList();

    assertThat(profiles)
        .contains(
            US_CORE + "StructureDefinition/us-core-patient|7.0.0",
            US_CORE + "StructureDefinition/us-core-observation-screening-assessment|7.0.0")
        .containsAll(ProfilePackage.profileUrls())
        .doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("CS5: it instantiates the US Core server and the statement of all Attune servers")
  void cs5Instantiates() {
    assertThat(declared().getInstantiates())
        .extracting(CanonicalType::getValue)
        .contains(
            US_CORE + "CapabilityStatement/us-core-server", ProfilePackage.promise().getUrl());
  }

  @Test
  @DisplayName("CS6: search parameters have documentation, includes and Provenance are declared")
  void cs6SearchParametersAndIncludes() {
    CapabilityStatement statement = declared();

    for (CapabilityStatementRestResourceComponent type :
        statement.getRestFirstRep().getResource()) {
      assertThat(type.getSearchParam())
          .as(type.getType())
          .allMatch(CapabilityStatementRestResourceSearchParamComponent::hasDocumentation)
          .anyMatch(
              parameter ->
                  parameter.getName().equals("_lastUpdated")
                      && parameter.getDocumentation().contains("each create, update"));
    }
    assertThat(resource(statement, "CareTeam").getSearchInclude())
        .extracting(PrimitiveType::getValue)
        .contains("CareTeam:participant:PractitionerRole", "CareTeam:participant:Patient");
    assertThat(resource(statement, "Goal").getSearchRevInclude())
        .extracting(PrimitiveType::getValue)
        .contains("Provenance:target");
  }

  @Test
  @DisplayName("CS8: operations are declared with their definitions")
  void cs8Operations() {
    CapabilityStatement statement = declared();

    assertThat(operations(statement, "Patient"))
        .contains("everything http://hl7.org/fhir/OperationDefinition/Patient-everything");
    assertThat(operations(statement, "Group"))
        .contains("export http://hl7.org/fhir/uv/bulkdata/OperationDefinition/group-export");
    assertThat(operations(statement, "ValueSet"))
        .contains("expand http://hl7.org/fhir/OperationDefinition/ValueSet-expand");
    // AuditEvents are made by the server alone, so there is none for a client to validate.
    assertThat(statement.getRestFirstRep().getResource())
        .filteredOn(type -> !type.getType().equals("AuditEvent"))
        .allSatisfy(
            type ->
                assertThat(operations(statement, type.getType()))
                    .contains("validate http://hl7.org/fhir/OperationDefinition/Resource-validate")
                    .noneMatch(operation -> operation.contains("attune.invalid")));
  }

  @Test
  void everythingPromisedIsDeclared() {
    CapabilityStatement statement = declared();
    List<String> missing = new ArrayList<>();
    for (CapabilityStatementRestResourceComponent promised :
        ProfilePackage.promise().getRestFirstRep().getResource()) {
      List<String> has = facts(resource(statement, promised.getType()));
      facts(promised).stream()
          .filter(fact -> !has.contains(fact))
          .forEach(fact -> missing.add(promised.getType() + " " + fact));
    }

    assertThat(missing).isEmpty();
    assertThat(statement.getRestFirstRep().getOperation())
        .extracting(operation -> operation.getName() + " " + operation.getDefinition())
        .containsAll(
            ProfilePackage.promise().getRestFirstRep().getOperation().stream()
                .map(operation -> operation.getName() + " " + operation.getDefinition())
                .toList());
    assertThat(statement.getRestFirstRep().getInteraction())
        .extracting(interaction -> interaction.getCode().toCode())
        .containsAll(
            ProfilePackage.promise().getRestFirstRep().getInteraction().stream()
                .map(interaction -> interaction.getCode().toCode())
                .toList());
    assertThat(statement.getPatchFormat())
        .extracting(CodeType::getValue)
        .containsAll(
            ProfilePackage.promise().getPatchFormat().stream().map(CodeType::getValue).toList());
  }

  private CapabilityStatement declared() {
    return client.get("metadata").as(CapabilityStatement.class);
  }

  private static CapabilityStatementRestResourceComponent resource(
      CapabilityStatement statement, String type) {
    return statement.getRestFirstRep().getResource().stream()
        .filter(resource -> resource.getType().equals(type))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> operations(CapabilityStatement statement, String type) {
    return resource(statement, type).getOperation().stream()
        .map(operation -> operation.getName() + " " + operation.getDefinition())
        .toList();
  }

  /** What an entry says, one line for each fact. */
  private static List<String> facts(CapabilityStatementRestResourceComponent resource) {
    List<String> facts = new ArrayList<>();
    resource.getInteraction().forEach(one -> facts.add("can " + one.getCode().toCode()));
    resource.getSupportedProfile().forEach(one -> facts.add("profile " + one.getValue()));
    resource
        .getSearchParam()
        .forEach(one -> facts.add("search " + one.getName() + " " + one.getType().toCode()));
    resource.getSearchInclude().forEach(one -> facts.add("include " + one.getValue()));
    resource.getSearchRevInclude().forEach(one -> facts.add("revinclude " + one.getValue()));
    resource
        .getOperation()
        .forEach(one -> facts.add("operation " + one.getName() + " " + one.getDefinition()));
    return facts;
  }
}
