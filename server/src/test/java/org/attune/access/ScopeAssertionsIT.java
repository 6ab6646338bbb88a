package org.attune.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.attune.access.Staff.Somebody;
import org.attune.accounts.AccountRole;
import org.attune.accounts.directory.AccountDirectory;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.ResourceType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the resource server owes to scopes, whatever the type. */
@FhirIntegrationTest
class ScopeAssertionsIT {

  private final Staff staff;
  private final Somebody client;
  private final Somebody owner;

  ScopeAssertionsIT(
      @Autowired FhirHttp http,
      @Autowired AccountDirectory directory,
      @Autowired JdbcTemplate jdbc) {
    this.staff = new Staff(http, directory, jdbc);
    this.client = staff.somebody(AccountRole.CLIENT);
    this.owner = staff.somebody(AccountRole.PRACTICE_OWNER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AllergyIntolerance",
        "CarePlan",
        "CareTeam",
        "Condition",
        "Coverage",
        "Device",
        "DiagnosticReport",
        "DocumentReference",
        "Encounter",
        "Goal",
        "Immunization",
        "MedicationDispense",
        "MedicationRequest",
        "Observation",
        "Procedure",
        "QuestionnaireResponse",
        "RelatedPerson",
        "ServiceRequest",
        "Specimen"
      })
  @DisplayName("S5: a type is searched with its scope and not with that of another")
  void eachTypeNeedsItsScope(String type) {
    String query = "?patient=" + client.id();
    assertThat(app("patient/" + type + ".rs").get(type + query).status()).isEqualTo(200);
    assertThat(app("patient/Patient.rs").get(type + query).status()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Location", "Medication", "Organization", "Practitioner", "PractitionerRole"})
  @DisplayName("S5: the same for what belongs to no patient")
  void eachTypeOfTheDirectoryNeedsItsScope(String type) {
    assertThat(app("patient/" + type + ".rs").get(type).status()).isEqualTo(200);
    assertThat(app("patient/Patient.rs").get(type).status()).isEqualTo(403);
  }

  private FhirClient app(String scopes) {
    return staff.app(client, scopes, client.id());
  }

  @Test
  @DisplayName("S13: a wildcard holds every type that there is")
  void aWildcardHoldsEveryType() {
    FhirClient app = staff.app(owner, "user/*.rs");
    for (ResourceType type : ResourceType.values()) {
      boolean stored = type != ResourceType.Parameters && type != ResourceType.OperationOutcome;
      if (stored) {
        Answer answer = app.get(type.name() + "/not-there");
        assertThat(answer.status()).as(type + " " + answer.body()).isNotIn(401, 403);
      }
    }
  }

  @Test
  @DisplayName(
      "S14: a refusal says insufficient_scope and has an OperationOutcome; 401 says Bearer")
  void refusalsSayWhatIsMissing() {
    Answer refused = app("patient/Patient.rs").get("Observation");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.as(OperationOutcome.class).getIssueFirstRep().getCode())
        .isEqualTo(OperationOutcome.IssueType.FORBIDDEN);
    assertThat(refused.header("WWW-Authenticate"))
        .startsWith("Bearer")
        .contains("error=\"insufficient_scope\"");

    FhirClient app = app("patient/Patient.rs");
    Answer unknown = app.send(app.anonymous("Patient/" + client.id()).GET());
    assertThat(unknown.status()).isEqualTo(401);
    assertThat(unknown.header("WWW-Authenticate")).startsWith("Bearer");
  }

  @Test
  @DisplayName("S6: the letter u changes what is there, and reads nothing")
  void theLetterUChangesAndReadsNothing() {
    FhirClient app = app("patient/Patient.u");
    FhirClient reader = app("patient/Patient.r");
    String json = reader.get("Patient/" + client.id()).body();
    assertThat(app.get("Patient/" + client.id()).status()).isEqualTo(403);
    Answer changed = app.put("Patient/" + client.id(), json);
    assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    assertThat(reader.put("Patient/" + client.id(), json).status()).isEqualTo(403);
  }

  @Test
  @DisplayName("S11: a back-end system reaches what it was registered for, and no more")
  void aSystemReachesItsRegistration() {
    String id =
        staff.register(
            java.util.Map.of(
                "client_name",
                "Narrow system",
                "grant_types",
                List.of("client_credentials"),
                "token_endpoint_auth_method",
                "private_key_jwt",
                "jwks_uri",
                "https://keys.example.org/jwks",
                "scope",
                "system/Patient.rs"));
    FhirClient system = staff.system(id, "system/Patient.rs system/Observation.rs");

    assertThat(system.get("Patient/" + client.id()).status()).isEqualTo(200);
    assertThat(system.get("Observation").status()).isEqualTo(403);
  }
}
