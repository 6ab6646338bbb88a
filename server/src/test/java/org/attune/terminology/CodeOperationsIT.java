package org.attune.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.attune.terminology.TerminologyClient.ATTUNE;
import static org.attune.terminology.TerminologyClient.CPT;
import static org.attune.terminology.TerminologyClient.ICD;
import static org.attune.terminology.TerminologyClient.LOINC;
import static org.attune.terminology.TerminologyClient.SESSION_TYPE;
import static org.attune.terminology.TerminologyClient.property;
import static org.attune.terminology.TerminologyClient.refusal;
import static org.attune.terminology.TerminologyClient.result;
import static org.attune.terminology.TerminologyClient.text;

import java.util.List;
import java.util.UUID;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** {@code $lookup}, {@code $validate-code} and {@code $subsumes} on the content of the server. */
@FhirIntegrationTest
class CodeOperationsIT {

  private static final String LOOKUP = "CodeSystem/$lookup";
  private static final String VALIDATE = "CodeSystem/$validate-code";
  private static final String SUBSUMES = "CodeSystem/$subsumes";

  private final TerminologyClient codes;

  CodeOperationsIT(@Autowired FhirHttp http) {
    this.codes = new TerminologyClient(http.client());
  }

  @Test
  void the_capability_statement_lists_the_operations() {
    CapabilityStatement statement = codes.http().get("metadata").as(CapabilityStatement.class);

    assertThat(operations(statement, "CodeSystem")).contains("lookup", "validate-code", "subsumes");
    assertThat(operations(statement, "ValueSet")).contains("expand", "validate-code");
    assertThat(operations(statement, "ConceptMap")).contains("translate");
    for (String type : List.of("CodeSystem", "ValueSet", "ConceptMap")) {
      assertThat(operations(statement, type)).doesNotHaveDuplicates();
    }
  }

  private static List<String> operations(CapabilityStatement statement, String type) {
    return statement.getRestFirstRep().getResource().stream()
        .filter(resource -> type.equals(resource.getType()))
        .flatMap(resource -> resource.getOperation().stream())
        .map(operation -> operation.getName())
        .toList();
  }

  @Test
  void lookup_tells_the_title_and_place_of_a_diagnosis() {
    Parameters answer = codes.ask(LOOKUP, "system", ICD, "code", "F32.0", "date", "2026-11-24");

    assertThat(text(answer, "display"))
        .isEqualTo("Major depressive disorder, single episode, mild");
    assertThat(text(answer, "version")).isEqualTo("2027");
    assertThat(property(answer, "billable")).containsExactly("true");
    assertThat(property(answer, "billable-on-date")).containsExactly("true");
    assertThat(property(answer, "parent")).containsExactly("F32");
  }

  @Test
  void lookup_gives_only_the_properties_that_are_asked_for() {
    Parameters answer = codes.ask(LOOKUP, "system", ICD, "code", "F32", "property", "child");

    assertThat(property(answer, "child")).contains("F32.0", "F32.A").doesNotContain("F33");
    assertThat(property(answer, "billable")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "F64.A, 2026-09-30, false",
    "F64.A, 2026-10-01, true",
    "F01.51, 2022-09-30, true",
    "F01.51, 2022-10-01, false",
    "F32, 2026-10-01, false",
    "F32.0, 2016-01-01, true",
  })
  void lookup_knows_whether_a_diagnosis_is_billable_on_a_date(
      String code, String date, boolean billable) {
    Parameters answer = codes.ask(LOOKUP, "system", ICD, "code", code, "date", date);

    assertThat(property(answer, "billable-on-date")).containsExactly(String.valueOf(billable));
  }

  @ParameterizedTest
  @CsvSource({
    "https://www.cms.gov/Medicare/Coding/place-of-service-codes/Place_of_Service_Code_Set, 10,"
        + " rate-setting",
    "http://nucc.org/provider-taxonomy, 101YA0400X, entity",
    "https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets, A0080, category",
    "http://www.ama-assn.org/go/cpt, 90834, category",
    "http://loinc.org, 44261-6, instrument",
    "https://x12.org/codes/claim-adjustment-reason-codes, 1, usual-group",
  })
  void lookup_knows_every_table(String system, String code, String property) {
    Parameters answer = codes.ask(LOOKUP, "system", system, "code", code);

    assertThat(text(answer, "display")).isNotBlank();
    assertThat(property(answer, property)).hasSize(1);
  }

  @Test
  void lookup_knows_what_fhir_itself_defines_and_what_is_known_by_rule() {
    String gender = "http://hl7.org/fhir/administrative-gender";

    assertThat(text(codes.ask(LOOKUP, "system", gender, "code", "female"), "display"))
        .isEqualTo("Female");
    assertThat(
            text(codes.ask(LOOKUP, "system", "urn:ietf:bcp:13", "code", "text/plain"), "display"))
        .isNotBlank();
  }

  @Test
  void lookup_of_what_does_not_exist_says_what_to_do() {
    assertThat(refusal(codes.get(LOOKUP, "system", ICD, "code", "K21.9"), 404))
        .contains("K21.9", "attune terminology load");
    assertThat(refusal(codes.get(LOOKUP, "system", SESSION_TYPE, "code", "nope"), 404))
        .contains("nope is not a code of " + SESSION_TYPE);
    assertThat(refusal(codes.get(LOOKUP, "system", "https://example.org/none", "code", "1"), 404))
        .contains("https://example.org/none is not known here");
    assertThat(refusal(codes.get(LOOKUP, "code", "F32.0"), 400)).contains("parameter system");
    assertThat(refusal(codes.get(LOOKUP, "system", ICD), 400)).contains("exactly one");
    assertThat(refusal(codes.get(LOOKUP, "system", ICD, "version", "1999", "code", "F32.0"), 404))
        .contains("in version 1999");
    assertThat(refusal(codes.get(LOOKUP, "system", ICD, "code", "F32.0", "date", "2026"), 400))
        .contains("must name a day");
  }

  @Test
  void lookup_takes_a_coding_in_the_body() {
    String body =
        """
        {"resourceType":"Parameters","parameter":[{"name":"coding","valueCoding":
        {"system":"%s","code":"44261-6"}}]}"""
            .formatted(LOINC);

    Parameters answer = codes.http().post(LOOKUP, body).as(Parameters.class);

    assertThat(property(answer, "instrument")).containsExactly("PHQ-9");
  }

  @Test
  void validate_code_answers_on_the_type_and_on_the_instance() {
    Parameters byType = codes.ask(VALIDATE, "url", ICD, "code", "F32.0");
    Parameters byId = codes.ask("CodeSystem/icd-10-cm/$validate-code", "code", "F32.0");

    assertThat(result(byType)).isTrue();
    assertThat(text(byType, "display"))
        .isEqualTo("Major depressive disorder, single episode, mild");
    assertThat(result(byId)).isTrue();
    assertThat(refusal(codes.get("CodeSystem/none/$validate-code", "code", "F32.0"), 404))
        .contains("CodeSystem none");
  }

  @ParameterizedTest
  @CsvSource({
    "F64.A, 2026-09-30, false, it is in use from 2026-10-01 on",
    "F64.A, 2026-10-01, true, ''",
    "F32, 2026-10-01, true, is a category and cannot be billed",
    "F01.51, 2022-09-30, true, ''",
    "F01.51, 2022-10-01, true, cannot be billed since 2022-10-01",
    "K21.9, 2026-10-01, false, is not in the part of",
  })
  void validate_code_tells_on_which_dates_a_diagnosis_counts(
      String code, String date, boolean valid, String message) {
    Parameters answer = codes.ask(VALIDATE, "url", ICD, "code", code, "date", date);

    assertThat(result(answer)).isEqualTo(valid);
    assertThat(text(answer, "message")).contains(message);
  }

  @Test
  void validate_code_compares_the_display() {
    Parameters wrong =
        codes.ask(VALIDATE, "url", ICD, "code", "F32.0", "display", "Fracture of the wrist");
    Parameters right =
        codes.ask(
            VALIDATE,
            "url",
            ICD,
            "code",
            "F32.0",
            "display",
            "major depressive disorder, single episode, mild");

    assertThat(result(wrong)).isFalse();
    assertThat(text(wrong, "message")).contains("has another display");
    assertThat(result(right)).isTrue();
  }

  @Test
  void validate_code_refuses_questions_that_cannot_be_answered() {
    assertThat(refusal(codes.get(VALIDATE, "url", "https://example.org/none", "code", "1"), 404))
        .contains("not known here");
    assertThat(refusal(codes.get(VALIDATE, "code", "F32.0"), 400)).contains("parameter url");
    assertThat(refusal(codes.get(VALIDATE, "url", ICD), 400)).contains("exactly one");
  }

  @Test
  void validate_code_takes_a_concept_and_is_content_with_one_of_its_codings() {
    String body =
        """
        {"resourceType":"Parameters","parameter":[{"name":"url","valueUri":"%s"},
        {"name":"codeableConcept","valueCodeableConcept":{"coding":[{"code":"nope"},
        {"code":"group"}]}}]}"""
            .formatted(SESSION_TYPE);

    assertThat(result(codes.http().post(VALIDATE, body).as(Parameters.class))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "F32, F32.0, subsumes",
    "F32.0, F32, subsumed-by",
    "F01, F01.511, subsumes",
    "F32.0, F32.0, equivalent",
    "F32.0, F33.0, not-subsumed",
  })
  void subsumes_knows_the_hierarchy_of_icd_10_cm(String codeA, String codeB, String outcome) {
    Parameters answer = codes.ask(SUBSUMES, "system", ICD, "codeA", codeA, "codeB", codeB);

    assertThat(text(answer, "outcome")).isEqualTo(outcome);
  }

  @Test
  void subsumes_says_which_code_it_does_not_know() {
    assertThat(refusal(codes.get(SUBSUMES, "system", ICD, "codeA", "F32", "codeB", "F32.77"), 404))
        .contains("F32.77");
    assertThat(refusal(codes.get(SUBSUMES, "codeA", "F32", "codeB", "F32.0"), 400))
        .contains("parameter system");
    assertThat(
            text(codes.ask(SUBSUMES, "system", CPT, "codeA", "90834", "codeB", "90837"), "outcome"))
        .isEqualTo("not-subsumed");
  }

  @Test
  void a_code_system_that_a_client_stores_is_answered_from_too() {
    String url = ATTUNE + "CodeSystem/test-" + UUID.randomUUID();
    codes
        .http()
        .post(
            "CodeSystem",
            """
            {"resourceType":"CodeSystem","url":"%s","status":"active","content":"complete",
            "hierarchyMeaning":"is-a","concept":[{"code":"a","display":"A","concept":
            [{"code":"b","display":"B"}]}]}"""
                .formatted(url));

    assertThat(text(codes.ask(SUBSUMES, "system", url, "codeA", "a", "codeB", "b"), "outcome"))
        .isEqualTo("subsumes");
    assertThat(result(codes.ask(VALIDATE, "url", url, "code", "c"))).isFalse();
  }
}
