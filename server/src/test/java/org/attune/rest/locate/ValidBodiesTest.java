package org.attune.rest.locate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.math.BigDecimal;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.HealthcareService;
import org.hl7.fhir.r4.model.HealthcareService.DaysOfWeek;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What HAPI writes and reads strictly, the locator must find nothing to say about. */
class ValidBodiesTest {

  private static final FhirContext CONTEXT = FhirContext.forR4Cached();
  private static final BodyLocator LOCATOR = new BodyLocator(CONTEXT);

  @ParameterizedTest
  @MethodSource("resources")
  void findsNothingInAValidResource(Resource resource) {
    String type = resource.fhirType();
    String json = strict(CONTEXT.newJsonParser()).encodeResourceToString(resource);
    String xml = strict(CONTEXT.newXmlParser()).encodeResourceToString(resource);

    strict(CONTEXT.newJsonParser()).parseResource(json);
    assertThat(LOCATOR.locate(json.getBytes(UTF_8), false, type, 50)).as(json).isEmpty();
    assertThat(LOCATOR.locate(xml.getBytes(UTF_8), true, type, 50)).as(xml).isEmpty();
  }

  static Stream<Resource> resources() {
    Parameters parameters = new Parameters();
    parameters.addParameter().setName("a").setResource(patient());
    parameters.addParameter().setName("b").addPart().setName("c").setValue(new CodeType("x"));
    return Stream.of(
        patient(), observation(), questionnaire(), service(), parameters, bundle(), new Patient());
  }

  private static Patient patient() {
    Patient patient = new Patient();
    patient.setId("Patient/p1");
    patient.getMeta().addProfile("http://example.org/p").setVersionId("3");
    patient.getText().setStatusAsString("generated");
    patient.getText().setDivAsString("<div><p>A &amp; <b>b</b><br/>&nbsp;ü</p></div>");
    patient
        .addIdentifier()
        .setSystem("urn:s")
        .setValue("1")
        .addExtension("urn:e", new StringType());
    patient.addName().setFamily("Ñandú").addGiven("A").addGiven("B");
    patient.getName().get(0).getGiven().get(1).addExtension("urn:e", new StringType("x"));
    patient.getName().get(0).setId("n1");
    StringType empty = new StringType();
    empty.addExtension("urn:absent", new CodeType("unknown"));
    patient.addName().getGiven().add(empty);
    patient.setGender(AdministrativeGender.OTHER).setActive(true);
    patient.getBirthDateElement().setValueAsString("1999-12");
    patient.getBirthDateElement().addExtension("urn:t", new DateTimeType("1999-12-31T10:00:00Z"));
    patient.addModifierExtension().setUrl("urn:m").setValue(new Quantity(3));
    patient.setDeceased(new DateTimeType("2020-01-01T10:00:00.123-05:00"));
    Organization practice = new Organization().setName("P");
    practice.setId("#o");
    patient.addContained(practice);
    patient.setManagingOrganization(new Reference("#o"));
    patient.addContact().setGender(AdministrativeGender.MALE).addRelationship().setText("aunt");
    return patient;
  }

  private static Observation observation() {
    Observation observation = new Observation().setStatus(ObservationStatus.FINAL);
    observation.getCode().setText("c");
    observation.setValue(new Quantity().setValue(new BigDecimal("1.50E+2")).setUnit("mg"));
    observation.getIssuedElement().setValueAsString("2020-01-01T10:00:00Z");
    observation.addComponent().setValue(new StringType("x")).getCode().setText("d");
    observation.setSubject(new Reference("Patient/p1").setDisplay("A"));
    return observation;
  }

  private static Questionnaire questionnaire() {
    Questionnaire form = new Questionnaire();
    var item = form.addItem().setLinkId("1").setType(QuestionnaireItemType.GROUP);
    item.addItem().setLinkId("1.1").addItem().setLinkId("1.1.1").setRequired(false);
    item.addItem().setLinkId("1.2").addEnableWhen().setAnswer(new StringType("y"));
    return form;
  }

  private static HealthcareService service() {
    HealthcareService service = new HealthcareService();
    service
        .addAvailableTime()
        .addDaysOfWeek(DaysOfWeek.MON)
        .addDaysOfWeek(DaysOfWeek.SUN)
        .setAvailableStartTime("09:00:00");
    return service;
  }

  private static Bundle bundle() {
    Bundle bundle = new Bundle().setType(Bundle.BundleType.TRANSACTION);
    for (Resource each : new Resource[] {patient(), observation(), questionnaire()}) {
      bundle
          .addEntry()
          .setFullUrl("urn:uuid:00000000-0000-0000-0000-000000000001")
          .setResource(each)
          .getRequest()
          .setMethod(Bundle.HTTPVerb.POST)
          .setUrl(each.fhirType());
    }
    bundle.addEntry().setResource(new Bundle().addEntry(bundle.getEntry().get(0).copy()));
    return bundle;
  }

  private static IParser strict(IParser parser) {
    return parser.setParserErrorHandler(new StrictErrorHandler());
  }
}
