package org.attune.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Bodies that are not FHIR: refused with the place, stored in no part, never quoted back. */
@FhirIntegrationTest
class BadInputIT {

  private static final String EXTENSIONS = "http://hl7.org/fhir/StructureDefinition/";
  private static final String LINE = EXTENSIONS + "operationoutcome-issue-line";
  private static final String COLUMN = EXTENSIONS + "operationoutcome-issue-col";

  private final FhirClient client;

  BadInputIT(@Autowired FhirHttp http) {
    this.client = http.client();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Patient.gender     | \"gender\": \"purpleMARKER\"",
        "Patient.birthDate  | \"birthDate\": \"MARKER\"",
        "Patient.birthDate  | \"birthDate\": \"1970-02-31\"",
        "Patient.birthDate  | \"birthDate\": \"31.01.1970\"",
        "Patient.birthDate  | \"birthDate\": \"1970-13-01\"",
        "Patient.deceased   | \"deceasedDateTime\": \"2020-01-01T25:00:00Z\"",
        "Patient.deceased   | \"deceasedDateTime\": \"2020-01-01T10:00:00+25:00\"",
        "Patient.deceased   | \"deceasedDateTime\": \"2020-01-01T10:00:00 America/New_York\"",
        "Patient.active     | \"active\": \"yesMARKER\"",
        "Patient.active     | \"active\": 1",
        "Patient.active     | \"active\": \"true\"",
        "Patient.birthDate  | \"birthDate\": 1970",
        "Patient.gender     | \"gender\": false",
        "Patient.language   | \"language\": null",
        "Patient.name[0].family | \"name\": [{\"family\": 5}]",
        "Patient.name[0].given[1] | \"name\": [{\"given\": [\"MARKER\", 5]}]",
        "Patient.multipleBirth.ofType(integer) | \"multipleBirthInteger\": \"2\"",
        "Patient.extension[0].value.ofType(string) | \"extension\":"
            + " [{\"url\":\"https://example.org/x\",\"valueString\":7}]",
        "Patient.birthDate.extension[0].value.ofType(boolean) | \"_birthDate\": {\"extension\":"
            + " [{\"url\":\"https://example.org/x\",\"valueBoolean\":\"true\"}]}",
        "Patient.contained[0].name[0].family | \"contained\":"
            + " [{\"resourceType\":\"Patient\",\"id\":\"c\",\"name\":[{\"family\":5}]}]",
        "Patient.multipleBirth | \"multipleBirthInteger\": \"twoMARKER\"",
        "Patient.multipleBirth | \"multipleBirthInteger\": 1.5",
        "Patient.name       | \"name\": \"MARKER\"",
        "Patient.name       | \"name\": {\"family\":\"MARKER\"}",
        "Patient.shoeSize   | \"shoeSize\": \"MARKER\"",
        "Patient.name[0].familyName | \"name\": [{\"familyName\":\"MARKER\"}]",
        "Patient.contact[0].gender  | \"contact\": [{\"gender\":\"MARKER\"}]",
      })
  void json_that_is_not_fhir_is_refused_with_its_place(String expression, String element) {
    String mrn = Samples.unique();
    String marker = "Secret" + Samples.unique();
    String body = Samples.patientJson(mrn, ",\n  " + element.replace("MARKER", marker) + "\n");

    Answer answer = client.post("Patient", body);

    assertThatThePlaceIsNamed(answer, expression, 2);
    assertThat(answer.body()).doesNotContain(marker);
    assertThatNothingIsStored(mrn);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Patient.birthDate | \"birthDate\":\"1970-01-01T00:00:00Z\"",
        "Patient.deceased.ofType(dateTime) | \"deceasedDateTime\":\"2020-01-01T10:00:00\"",
        "Patient.identifier[1].period.start |"
            + " \"identifier\":[{\"value\":\"1\"},{\"period\":{\"start\":\"2020-01-01T10:00:00\"}}]",
        "Patient.extension[1].value.ofType(dateTime) |"
            + " \"extension\":[{\"url\":\"https://example.org/a\",\"valueCode\":\"a\"},{\"url\":\"https://example.org/b\",\"valueDateTime\":\"2020-01-01T10:00:00\"}]"
      })
  void a_time_that_the_parser_lets_pass_is_refused_all_the_same(String path, String element) {
    Answer answer = client.post("Patient", "{\"resourceType\":\"Patient\"," + element + "}");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.issue().getExpression().get(0).getValue()).isEqualTo(path);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Patient.gender    | <gender value=\"purpleMARKER\"/>",
        "Patient.birthDate | <birthDate value=\"1970-02-31\"/>",
        "Patient.active    | <active value=\"MARKER\"/>",
        "Patient.shoeSize  | <shoeSize value=\"MARKER\"/>",
        "Patient.active    | <active size=\"MARKER\" value=\"true\"/>",
      })
  void xml_that_is_not_fhir_is_refused_with_its_place(String expression, String element) {
    String mrn = Samples.unique();
    String marker = "Secret" + Samples.unique();
    String body =
        """
        <Patient xmlns="http://hl7.org/fhir">
          <identifier><system value="%s"/><value value="%s"/></identifier>
          %s
        </Patient>\
        """
            .formatted(Samples.SYSTEM, mrn, element.replace("MARKER", marker));

    Answer answer = xml(body);

    assertThatThePlaceIsNamed(answer, expression, 3);
    assertThat(answer.body()).doesNotContain(marker);
    assertThatNothingIsStored(mrn);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"resourceType\":\"Patient\",\n  \"active\": tru",
        "{\"resourceType\":\"Patient\",\n  \"active\": true,,}",
        "{\"resourceType\":\"Patient\",\n  \"active\": true]",
        "{\"resourceType\":\"Patient\",\n  active: true}",
        "{\"resourceType\":\"Patient\",\n  \"active\": true"
      })
  void broken_json_is_refused_with_line_and_column(String body) {
    Answer answer = client.post("Patient", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(number(answer, LINE)).isEqualTo(2);
    assertThat(number(answer, COLUMN)).isPositive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<Patient xmlns=\"http://hl7.org/fhir\">\n  <active value=\"true\">",
        "<Patient xmlns=\"http://hl7.org/fhir\">\n  <active value=true/></Patient>",
        "<Patient xmlns=\"http://hl7.org/fhir\">\n  <active value=\"true\"/></Person>"
      })
  void broken_xml_is_refused_with_line_and_column(String body) {
    Answer answer = xml(body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(number(answer, LINE)).isEqualTo(2);
    assertThat(number(answer, COLUMN)).isPositive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "42",
        "{}",
        "{\"resourceType\":\"Teapot\"}",
        "{\"resourceType\":42}",
        "{\"resourceType\":\"Observation\"}"
      })
  void a_body_that_is_no_patient_is_refused(String body) {
    Answer answer = client.post("Patient", body);

    assertThat(answer.status()).isIn(400, 422);
    assertThat(answer.issue().getSeverity()).isEqualTo(OperationOutcome.IssueSeverity.ERROR);
  }

  @Test
  void an_xml_entity_is_never_expanded() {
    String body =
        """
        <!DOCTYPE Patient [<!ENTITY file SYSTEM "file:///etc/passwd">]>
        <Patient xmlns="http://hl7.org/fhir"><name><family value="x"/><text value="&file;"/></name>
        </Patient>\
        """;

    Answer answer = xml(body);

    assertThat(answer.status()).isIn(400, 422);
    assertThat(answer.body()).doesNotContain("root:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "<p onclick=\\\"alert(1)\\\">x</p>",
        "<a href=\\\"javascript:alert(1)\\\">x</a>",
        "<img src=\\\"x\\\" onerror=\\\"alert(1)\\\"/>",
        "<iframe src=\\\"https://example.org\\\"></iframe>",
        "<object data=\\\"https://example.org\\\"></object>"
      })
  void active_content_in_a_narrative_is_refused(String content) {
    String mrn = Samples.unique();
    String text =
        ",\"text\":{\"status\":\"generated\",\"div\":\"<div xmlns=\\\"http://www.w3.org/1999/xhtml"
            + "\\\">"
            + content
            + "</div>\"}";

    Answer answer = client.post("Patient", Samples.patientJson(mrn, text));

    assertThat(answer.status()).isIn(400, 422);
    assertThat(answer.body()).doesNotContain("alert(1)");
    assertThatNothingIsStored(mrn);
  }

  @Test
  void a_plain_narrative_is_accepted() {
    String text =
        ",\"text\":{\"status\":\"generated\",\"div\":\"<div xmlns=\\\"http://www.w3.org/1999/xhtml"
            + "\\\"><p>A <b>plain</b> text</p></div>\"}";

    assertThat(client.post("Patient", Samples.patientJson(Samples.unique(), text)).status())
        .isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/pdf", "multipart/form-data; boundary=x"})
  void a_body_of_another_media_type_is_refused(String type) {
    Answer answer =
        client.send(
            client
                .request("Patient")
                .header("Content-Type", type)
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        Samples.patientJson(Samples.unique(), ""))));

    assertThat(answer.status()).isIn(400, 415);
    assertThat(answer.issue().hasCode()).isTrue();
  }

  @Test
  void a_version_id_that_is_no_number_is_refused_without_quoting_it_as_sql() {
    Answer answer = client.get("Patient/x'%20or%20'1'='1");

    assertThat(answer.status()).isIn(400, 404);
    assertThat(answer.body()).doesNotContain("Exception", "select ", "SQL");
  }

  private static void assertThatThePlaceIsNamed(Answer answer, String expression, int line) {
    assertThat(answer.status()).isIn(400, 422);
    assertThat(answer.issue().getExpression().get(0).getValue()).startsWith(expression);
    assertThat(number(answer, LINE)).isEqualTo(line);
    assertThat(number(answer, COLUMN)).isPositive();
  }

  private void assertThatNothingIsStored(String mrn) {
    assertThat(
            client
                .get("Patient?" + Samples.identifierInUrl(mrn) + "&_summary=count")
                .bundle()
                .getTotal())
        .isZero();
  }

  private Answer xml(String body) {
    return client.send(
        client
            .request("Patient")
            .header("Content-Type", "application/fhir+xml")
            .header("Accept", "application/fhir+json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static int number(Answer answer, String url) {
    Extension extension = answer.issue().getExtensionByUrl(url);
    assertThat(extension).as("extension %s", url).isNotNull();
    return ((IntegerType) extension.getValue()).getValue();
  }
}
