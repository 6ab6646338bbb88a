package org.attune.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.attune.terminology.TerminologyClient.ATTUNE;
import static org.attune.terminology.TerminologyClient.CPT;
import static org.attune.terminology.TerminologyClient.SESSION_TYPE;
import static org.attune.terminology.TerminologyClient.part;
import static org.attune.terminology.TerminologyClient.refusal;
import static org.attune.terminology.TerminologyClient.result;
import static org.attune.terminology.TerminologyClient.text;

import java.util.List;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * {@code $translate}: from the type and length of a session to the codes that it is billed with.
 */
@FhirIntegrationTest
class TranslateIT {

  private static final String MAP = ATTUNE + "ConceptMap/session-type-to-cpt";
  private static final String TRANSLATE = "ConceptMap/$translate";
  private static final String ON_MAP = "ConceptMap/session-type-to-cpt/$translate";

  private final TerminologyClient maps;

  TranslateIT(@Autowired FhirHttp http) {
    this.maps = new TerminologyClient(http.client());
  }

  @ParameterizedTest
  @CsvSource({
    "intake, 55, 90791",
    "individual, 15, ''",
    "individual, 16, 90832",
    "individual, 37, 90832",
    "individual, 38, 90834",
    "individual, 52, 90834",
    "individual, 53, 90837",
    "medication-management-therapy, 45, 90836+1",
    "crisis, 29, ''",
    "crisis, 60, 90839",
    "crisis, 75, 90839 90840+1",
    "crisis, 105, 90839 90840+2",
    "couple, 25, ''",
    "couple, 50, 90847",
    "group, 90, 90853",
  })
  void the_type_and_the_minutes_of_a_session_give_its_codes(
      String type, String minutes, String expected) {
    Parameters answer = maps.ask(ON_MAP, "system", SESSION_TYPE, "code", type, "minutes", minutes);

    assertThat(String.join(" ", found(answer))).isEqualTo(expected);
    assertThat(result(answer)).isEqualTo(!expected.isEmpty());
  }

  /** The codes; of those that come on top of another also the units. */
  private static List<String> found(Parameters answer) {
    return answer.getParameter().stream()
        .filter(each -> "match".equals(each.getName()))
        .map(
            match -> {
              Coding concept = (Coding) part(match, "concept").orElseThrow();
              assertThat(concept.getSystem()).isEqualTo(CPT);
              assertThat(concept.getDisplay()).isNull();
              return concept.getCode()
                  + (product(match, "role").equals("add-on") ? "+" + product(match, "units") : "");
            })
        .toList();
  }

  private static String product(ParametersParameterComponent match, String name) {
    return match.getPart().stream()
        .filter(part -> "product".equals(part.getName()))
        .filter(
            part ->
                (ATTUNE + "session-time/" + name)
                    .equals(part(part, "element").orElseThrow().primitiveValue()))
        .map(part -> ((Coding) part(part, "concept").orElseThrow()).getCode())
        .findFirst()
        .orElse("");
  }

  @Test
  void without_minutes_every_code_of_the_type_is_given_and_minutes_are_asked_for() {
    Parameters answer =
        maps.ask(TRANSLATE, "url", MAP, "system", SESSION_TYPE, "code", "individual");

    assertThat(found(answer)).containsExactly("90832", "90834", "90837");
    assertThat(text(answer, "message")).contains("parameter minutes");
  }

  @Test
  void the_minutes_may_come_as_the_dependency_that_fhir_foresees() {
    String body =
        """
        {"resourceType":"Parameters","parameter":[{"name":"url","valueUri":"%s"},
        {"name":"coding","valueCoding":{"system":"%s","code":"individual"}},
        {"name":"dependency","part":[{"name":"element","valueUri":
        "https://attune.org/fhir/session-time/%s"},
        {"name":"concept","valueCodeableConcept":{"text":"%s"}}]}]}""";

    assertThat(
            found(
                maps.http()
                    .post(TRANSLATE, body.formatted(MAP, SESSION_TYPE, "minutes", "45"))
                    .as(Parameters.class)))
        .containsExactly("90834");
    assertThat(
            refusal(
                maps.http().post(TRANSLATE, body.formatted(MAP, SESSION_TYPE, "hours", "1")), 400))
        .contains("only dependency known");
    assertThat(
            refusal(
                maps.http().post(TRANSLATE, body.formatted(MAP, SESSION_TYPE, "minutes", "long")),
                400))
        .contains("whole minutes");
  }

  @Test
  void backwards_a_code_gives_the_types_that_use_it() {
    Parameters answer =
        maps.ask(TRANSLATE, "url", MAP, "system", CPT, "code", "90847", "reverse", "true");

    assertThat(
            answer.getParameter().stream()
                .filter(each -> "match".equals(each.getName()))
                .map(match -> ((Coding) part(match, "concept").orElseThrow()).getCode()))
        .containsExactly("couple", "family");
  }

  @Test
  void what_the_map_does_not_have_is_no_match_and_what_is_not_here_is_refused() {
    assertThat(result(maps.ask(ON_MAP, "system", SESSION_TYPE, "code", "nope"))).isFalse();
    assertThat(
            result(
                maps.ask(
                    ON_MAP, "system", SESSION_TYPE, "code", "group", "targetsystem", SESSION_TYPE)))
        .isFalse();
    assertThat(refusal(maps.get(TRANSLATE, "url", ATTUNE + "ConceptMap/none", "code", "x"), 404))
        .contains("There is no ConceptMap");
    assertThat(refusal(maps.get(TRANSLATE, "code", "group"), 400)).contains("parameter url");
    assertThat(refusal(maps.get(ON_MAP), 400)).contains("exactly one");
    assertThat(refusal(maps.get(ON_MAP, "code", "group", "minutes", "-1"), 400))
        .contains("0 or greater");
  }
}
