package org.attune.audit;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * AuditEvents of all kinds are valid FHIR R4, by HL7's validator. The profiles of BALP that they
 * name are not at hand.
 */
@FhirIntegrationTest
class AuditEventFormIT {

  private static final String PATIENT =
      """
      {"resourceType": "Patient", "name": [{"family": "Form"}], "gender": "other",
       "identifier": [{"system": "urn:attune:test:form", "value": "1"}]}\
      """;

  private final FhirClient client;

  AuditEventFormIT(@Autowired FhirHttp http) {
    this.client = http.client();
  }

  @Test
  void what_is_served_of_creates_reads_searches_refusals_and_operations_is_valid() {
    String patient = "Patient/" + client.post("Patient", PATIENT).id();
    client.get(patient);
    client.get("Patient?identifier=urn:attune:test:form%7C1&_count=5");
    client.send(client.request(patient).header("X-Purpose-Of-Use", "TREAT").GET());
    client.get(patient + "/$everything");
    client.post("Patient", "{\"resourceType\": \"Patient\", \"no\": 1}");
    client.get("Patient/none");
    client.send(client.anonymous(patient).GET());
    client.delete(patient);

    Bundle served = client.get("AuditEvent?_count=100").bundle();

    assertThat(served.getEntry()).hasSizeGreaterThan(8);
    assertThat(served.getEntry())
        .allSatisfy(
            entry ->
                assertThat(faults((AuditEvent) entry.getResource()))
                    .as(entry.getFullUrl())
                    .isEmpty());
    assertThat(faults(new AuditEvent())).as("the validator is really asked").isNotEmpty();
  }

  private final FhirValidator validator = validator();

  private static FhirValidator validator() {
    FhirContext context = FhirContext.forR4Cached();
    return context
        .newValidator()
        .registerValidatorModule(
            new FhirInstanceValidator(
                new ValidationSupportChain(
                    new DefaultProfileValidationSupport(context),
                    new CommonCodeSystemsTerminologyService(context),
                    new InMemoryTerminologyServerValidationSupport(context))));
  }

  private java.util.List<String> faults(AuditEvent event) {
    AuditEvent copy = event.copy();
    copy.getMeta().getProfile().clear();
    return validator.validateWithResult(copy).getMessages().stream()
        .filter(message -> message.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0)
        .map(SingleValidationMessage::toString)
        .toList();
  }
}
