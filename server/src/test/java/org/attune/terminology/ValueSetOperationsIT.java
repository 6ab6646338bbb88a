package org.attune.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.attune.terminology.TerminologyClient.ATTUNE;
import static org.attune.terminology.TerminologyClient.DIAGNOSIS;
import static org.attune.terminology.TerminologyClient.ICD;
import static org.attune.terminology.TerminologyClient.LOINC;
import static org.attune.terminology.TerminologyClient.codes;
import static org.attune.terminology.TerminologyClient.refusal;
import static org.attune.terminology.TerminologyClient.result;
import static org.attune.terminology.TerminologyClient.text;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.hl7.fhir.r4.model.ElementDefinition;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** {@code $expand} and {@code $validate-code} on the value sets of the server. */
@FhirIntegrationTest
class ValueSetOperationsIT {

  private static final String EXPAND = "ValueSet/$expand";
  private static final String VALIDATE = "ValueSet/$validate-code";
  private static final String TODAY = "2026-11-24";

  private final TerminologyClient sets;

  ValueSetOperationsIT(@Autowired FhirHttp http) {
    this.sets = new TerminologyClient(http.client());
  }

  static Collection<String> boundValueSets() throws IOException {
    Set<String> bound = new TreeSet<>();
    for (Resource file :
        new PathMatchingResourcePatternResolver()
            .getResources("classpath*:fhir/attune.profiles/StructureDefinition-*.json")) {
      StructureDefinition profile =
          FhirContext.forR4Cached()
              .newJsonParser()
              .parseResource(StructureDefinition.class, file.getInputStream());
      profile.getDifferential().getElement().stream()
          .filter(ElementDefinition::hasBinding)
          .forEach(element -> bound.add(element.getBinding().getValueSet()));
    }
    assertThat(bound).hasSizeGreaterThan(30).contains(DIAGNOSIS);
    return bound;
  }

  @ParameterizedTest
  @MethodSource("boundValueSets")
  void every_value_set_that_a_profile_binds_is_here_and_can_be_expanded(String url) {
    ValueSet expanded = sets.expand(EXPAND, "url", url, "date", TODAY, "count", "5000");

    assertThat(expanded.getExpansion().getContains())
        .isNotEmpty()
        .hasSize(expanded.getExpansion().getTotal())
        .allSatisfy(
            code -> {
              assertThat(code.getSystem()).isNotBlank();
              assertThat(code.getCode()).isNotBlank();
              assertThat(code.getDisplay()).as(code.getCode()).isNotBlank();
            });
  }

  @ParameterizedTest
  @CsvSource({
    "diagnosis, depress, F32.0, F41.1",
    "diagnosis, F32, F32.0, F33.0",
    "diagnosis, mild single depressive, F32.0, F32.1",
    "provider-taxonomy, addiction, 101YA0400X, 101Y00000X",
    "place-of-service, telehealth home, 10, 11",
    "service-modifier, AH, AH, AF",
    "service-code, 9083, 90834, 90791",
    "session-type, individual, individual, group",
    "instrument-panel, phq-9, 44249-1, 69737-5",
    "claim-adjustment-reason, deductible, 1, 2",
  })
  void expand_finds_codes_by_words_and_by_the_start_of_the_code(
      String id, String filter, String found, String notFound) {
    ValueSet expanded = sets.expand("ValueSet/" + id + "/$expand", "filter", filter, "date", TODAY);

    assertThat(codes(expanded)).contains(found).doesNotContain(notFound);
  }

  @Test
  void expand_gives_pages_that_add_up_to_the_whole() {
    ValueSet whole = sets.expand(EXPAND, "url", DIAGNOSIS, "date", TODAY, "count", "5000");
    ValueSet first = sets.expand(EXPAND, "url", DIAGNOSIS, "date", TODAY, "count", "700");
    ValueSet rest =
        sets.expand(EXPAND, "url", DIAGNOSIS, "date", TODAY, "offset", "700", "count", "700");

    assertThat(whole.getExpansion().getTotal()).isEqualTo(1096);
    assertThat(first.getExpansion().getTotal()).isEqualTo(1096);
    assertThat(codes(first)).hasSize(700);
    assertThat(rest.getExpansion().getOffset()).isEqualTo(700);
    assertThat(codes(whole))
        .containsExactlyElementsOf(
            java.util.stream.Stream.of(first, rest).flatMap(page -> codes(page).stream()).toList());
  }

  @Test
  void expand_lists_the_diagnoses_that_are_billable_on_the_date() {
    List<String> then =
        codes(sets.expand(EXPAND, "url", DIAGNOSIS, "date", "2022-09-30", "count", "5000"));
    List<String> now = codes(sets.expand(EXPAND, "url", DIAGNOSIS, "date", TODAY, "count", "5000"));

    assertThat(then).contains("F01.51").doesNotContain("F01.511", "F64.A");
    assertThat(now).contains("F01.511", "F64.A").doesNotContain("F01.51");
  }

  @Test
  void expand_knows_the_value_set_of_all_codes_of_a_system() {
    ValueSet all = sets.expand(EXPAND, "url", ICD + "?fhir_vs", "filter", "F32", "date", TODAY);

    assertThat(codes(all)).contains("F32", "F32.0").doesNotContain("F33");
  }

  @Test
  void expand_takes_a_value_set_in_the_body_and_follows_its_filters() {
    String body =
        """
        {"resourceType":"Parameters","parameter":[{"name":"valueSet","resource":
        {"resourceType":"ValueSet","status":"active","compose":{"include":[
        {"system":"%s","filter":[{"property":"concept","op":"is-a","value":"F32"},
        {"property":"billable","op":"=","value":"true"}]}],
        "exclude":[{"system":"%s","concept":[{"code":"F32.0"}]}]}}}]}"""
            .formatted(ICD, ICD);

    ValueSet expanded = sets.http().post(EXPAND, body).as(ValueSet.class);

    assertThat(codes(expanded)).contains("F32.1", "F32.A").doesNotContain("F32", "F32.0", "F33.1");
  }

  @Test
  void expand_says_why_it_cannot() {
    assertThat(refusal(sets.get(EXPAND, "url", ATTUNE + "ValueSet/none"), 404))
        .contains("There is no ValueSet " + ATTUNE + "ValueSet/none here");
    assertThat(refusal(sets.get("ValueSet/none/$expand"), 404)).contains("ValueSet none");
    assertThat(refusal(sets.get(EXPAND), 400)).contains("parameter url");
    assertThat(refusal(sets.get(EXPAND, "url", DIAGNOSIS, "count", "-1"), 400))
        .contains("count must be 0 or greater");
    assertThat(refusal(sets.get(EXPAND, "context", "Condition.code"), 501)).contains("by url");
    String unknown =
        """
        {"resourceType":"ValueSet","status":"active","compose":{"include":[
        {"system":"https://example.org/none"}]}}""";
    assertThat(
            refusal(
                sets.http()
                    .post(
                        EXPAND,
                        "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"valueSet\","
                            + "\"resource\":"
                            + unknown
                            + "}]}"),
                422))
        .contains("https://example.org/none");
  }

  @ParameterizedTest
  @CsvSource({
    "F32.0, 2026-11-24, true, ''",
    "F32, 2026-11-24, false, is a category and cannot be billed",
    "F01.51, 2026-11-24, false, cannot be billed since 2022-10-01",
    "F01.51, 2022-09-30, true, ''",
    "F64.A, 2026-09-30, false, in use from 2026-10-01 on",
    "F64.A, 2026-10-01, true, ''",
    "K21.9, 2026-11-24, false, attune terminology load",
  })
  void validate_code_knows_which_diagnoses_are_billable_on_a_date(
      String code, String date, boolean valid, String message) {
    Parameters byUrl =
        sets.ask(VALIDATE, "url", DIAGNOSIS, "system", ICD, "code", code, "date", date);
    Parameters byId =
        sets.ask("ValueSet/diagnosis/$validate-code", "system", ICD, "code", code, "date", date);

    assertThat(result(byUrl)).isEqualTo(valid);
    assertThat(text(byUrl, "message")).contains(message);
    assertThat(result(byId)).isEqualTo(valid);
  }

  @Test
  void validate_code_refuses_codes_of_the_wrong_system_and_questions_without_one() {
    Parameters wrong = sets.ask(VALIDATE, "url", DIAGNOSIS, "system", LOINC, "code", "44261-6");

    assertThat(result(wrong)).isFalse();
    assertThat(text(wrong, "message")).contains("is not in the value set");
    assertThat(
            text(
                sets.ask(
                    VALIDATE, "url", DIAGNOSIS, "system", "https://example.org/no", "code", "1"),
                "message"))
        .contains("https://example.org/no is not known here");
    assertThat(refusal(sets.get(VALIDATE, "url", DIAGNOSIS, "code", "F32.0"), 400))
        .contains("parameter system");
    assertThat(refusal(sets.get(VALIDATE, "url", ATTUNE + "none", "system", ICD, "code", "1"), 404))
        .contains("There is no ValueSet");
  }

  @Test
  void validate_code_takes_a_concept_and_compares_displays() {
    String body =
        """
        {"resourceType":"Parameters","parameter":[{"name":"url","valueUri":"%s"},
        {"name":"codeableConcept","valueCodeableConcept":{"coding":[
        {"system":"%s","code":"F32"},{"system":"%s","code":"F32.1"}]}}]}"""
            .formatted(DIAGNOSIS, ICD, ICD);

    assertThat(result(sets.http().post(VALIDATE, body).as(Parameters.class))).isTrue();
    assertThat(
            text(
                sets.ask(
                    VALIDATE, "url", DIAGNOSIS, "system", ICD, "code", "F32.1", "display", "Cold"),
                "message"))
        .contains("has another display");
  }

  @Test
  void a_filter_that_needs_the_whole_code_system_is_refused_or_left_to_the_store() {
    String body =
        """
        {"resourceType":"Parameters","parameter":[{"name":"valueSet","resource":
        {"resourceType":"ValueSet","status":"active","compose":{"include":[{"system":"%s",
        "filter":[{"property":"code","op":"regex","value":"F3.*"}]}]}}}]}""";

    assertThat(refusal(sets.http().post(EXPAND, body.formatted(ICD)), 422))
        .contains("load its whole release");
  }
}
