package org.attune.assessment.outcomes;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.attune.accounts.directory.AccountDirectory;
import org.attune.smart.PersonTokens;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Type;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** {@code $outcomes} of a client and of an episode, over HTTP. */
@FhirIntegrationTest
class OutcomesIT {

  private static final LocalDate FIRST = LocalDate.of(2026, 1, 5);

  private final FhirClient client;
  private final Phq9Course record;
  private final FhirHttp http;
  private final PersonTokens tokens;

  OutcomesIT(@Autowired FhirHttp http, @Autowired AccountDirectory directory) {
    this.http = http;
    this.client = http.client();
    this.record = new Phq9Course(client);
    this.tokens = new PersonTokens(http, directory);
  }

  @Test
  @DisplayName("Part of A11: eight PHQ-9 are a series of eight points, judged by every rule")
  void eightScoresAreASeriesThatIsJudged() {
    String patient = record.patient();
    record.scored(patient, FIRST, 18, 17, 16, 13, 11, 9, 6, 4);
    record.sessions(patient, FIRST, 7);

    ParametersParameterComponent course = course(client, "Patient/" + patient);

    assertThat(value(course, "instrument").primitiveValue())
        .isEqualTo("https://attune.org/fhir/Questionnaire/phq-9|1.0.0");
    assertThat(parts(course, "point"))
        .extracting(point -> ((DecimalType) value(point, "value")).getValue().intValue())
        .containsExactly(18, 17, 16, 13, 11, 9, 6, 4);
    ParametersParameterComponent baseline = parts(course, "baseline").get(0);
    assertThat(value(baseline, "value").primitiveValue()).isEqualTo("18");
    assertThat(((Coding) value(baseline, "band")).getCode()).isEqualTo("moderately-severe");
    assertThat(value(baseline, "date").primitiveValue()).isEqualTo("2026-01-05T10:00:00Z");
    assertThat(value(parts(course, "latest").get(0), "value").primitiveValue()).isEqualTo("4");
    assertThat(((DecimalType) value(course, "change")).getValue())
        .isEqualByComparingTo(BigDecimal.valueOf(-14));
    assertThat(value(course, "sessions").primitiveValue()).isEqualTo("7");
    assertThat(results(course))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "response", "yes",
                "remission", "yes",
                "recovery", "yes",
                "reliable-improvement", "yes",
                "reliable-recovery", "yes",
                "meaningful-improvement", "yes",
                "deterioration", "no",
                "off-track", "no"));
    assertThat(parts(course, "outcome"))
        .allSatisfy(
            outcome -> {
              assertThat(value(outcome, "rule").primitiveValue()).isNotBlank();
              assertThat(value(outcome, "source").primitiveValue()).isNotBlank();
            });
  }

  @Test
  void withoutChangeAfterSixSessionsAClientIsOffTrack() {
    String patient = record.patient();
    record.scored(patient, FIRST, 15, 14, 12);
    record.sessions(patient, FIRST, 5);
    assertThat(results(course(client, "Patient/" + patient)))
        .containsEntry("off-track", "not-applicable");

    record.sessions(patient, FIRST.plusWeeks(5), 1);

    assertThat(results(course(client, "Patient/" + patient))).containsEntry("off-track", "yes");
  }

  @Test
  void anEpisodeHasABaselineOfItsOwn() {
    String patient = record.patient();
    record.scored(patient, FIRST, 20, 8);
    record.scored(patient, FIRST.plusMonths(6), 12, 11);
    String episode =
        record.stored(
            "EpisodeOfCare",
            """
            {"resourceType":"EpisodeOfCare","status":"active",
            "patient":{"reference":"Patient/%s"},"period":{"start":"2026-06-01"}}"""
                .formatted(patient));

    ParametersParameterComponent course = course(client, "EpisodeOfCare/" + episode);

    assertThat(value(parts(course, "baseline").get(0), "value").primitiveValue()).isEqualTo("12");
    assertThat(results(course)).containsEntry("response", "no");
    assertThat(results(course(client, "Patient/" + patient))).containsEntry("recovery", "no");
    ParametersParameterComponent before =
        course(client, "Patient/" + patient + "/$outcomes?end=2026-05-31");
    assertThat(value(parts(before, "latest").get(0), "value").primitiveValue()).isEqualTo("8");
    assertThat(client.get("EpisodeOfCare/" + patient + "/$outcomes").status()).isEqualTo(404);
  }

  @Test
  void answersThatGaveNoScoreAreAGapAndVoidOnesAreNotThere() {
    String patient = record.patient();
    record.scored(patient, FIRST, 14);
    QuestionnaireResponse gap = Phq9Course.response(patient, FIRST.plusWeeks(2) + "T10:00:00Z", 12);
    gap.getMeta().setSource("https://old.example.org");
    gap.getItem().remove(2);
    record.stored(gap);
    QuestionnaireResponse error =
        Phq9Course.response(patient, FIRST.plusWeeks(4) + "T10:00:00Z", 1);
    error.setId(record.stored(error));
    record.scored(patient, FIRST.plusWeeks(6), 10);
    error.setStatus(QuestionnaireResponseStatus.ENTEREDINERROR);
    assertThat(client.put("QuestionnaireResponse/" + error.getIdElement().getIdPart(), error))
        .extracting(Answer::status)
        .isEqualTo(200);

    ParametersParameterComponent course = course(client, "Patient/" + patient);

    assertThat(parts(course, "point"))
        .extracting(point -> parts(point, "value").isEmpty())
        .containsExactly(false, true, false);
    assertThat(value(course, "change").primitiveValue()).isEqualTo("-4");
  }

  @Test
  void aTokenGetsWhatItSeesAndNothingElse() {
    String patient = record.patient();
    record.scored(patient, FIRST, 15, 14);
    record.sessions(patient, FIRST, 7);
    String other = record.patient();
    record.scored(other, FIRST, 15, 14);

    FhirClient all = app(patient, "patient/*.rs");
    assertThat(results(course(all, "Patient/" + patient))).containsEntry("off-track", "yes");
    assertThat(all.get("Patient/" + other + "/$outcomes").status()).isEqualTo(404);

    FhirClient few = app(patient, "patient/Patient.rs patient/Observation.rs");
    assertThat(results(course(few, "Patient/" + patient)))
        .containsEntry("off-track", "not-applicable")
        .containsEntry("response", "no");

    FhirClient none = app(patient, "patient/Patient.rs");
    assertThat(none.get("Patient/" + patient + "/$outcomes").status()).isEqualTo(403);
  }

  @Test
  void badInputIsRefusedWithWhatToDo() {
    String patient = record.patient();

    Answer unknown = client.get("Patient/" + patient + "/$outcomes?instrument=urn:example:other");
    assertThat(unknown.status()).isEqualTo(400);
    assertThat(unknown.issue().getDiagnostics()).contains("instrument", Phq9Course.PHQ_9);
    Answer turned = client.get("Patient/" + patient + "/$outcomes?start=2026-05-01&end=2026-04-01");
    assertThat(turned.status()).isEqualTo(400);
    assertThat(turned.issue().getDiagnostics()).contains("before the start");
    assertThat(client.get("Patient/" + patient + "/$outcomes?start=May").status()).isEqualTo(400);
    assertThat(client.get("Patient/unknown/$outcomes").status()).isEqualTo(404);
    assertThat(client.get("Patient/" + patient + "/$outcomes").as(Parameters.class).isEmpty())
        .isTrue();
  }

  private FhirClient app(String patient, String scopes) {
    return new FhirClient(http.root() + "/fhir", tokens.ofPatient("Patient/" + patient, scopes));
  }

  private static ParametersParameterComponent course(FhirClient from, String path) {
    Answer answer = from.get(path.contains("$") ? path : path + "/$outcomes");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    List<ParametersParameterComponent> courses = answer.as(Parameters.class).getParameter();
    assertThat(courses).hasSize(1);
    return courses.get(0);
  }

  private static Map<String, String> results(ParametersParameterComponent course) {
    return parts(course, "outcome").stream()
        .collect(
            Collectors.toMap(
                outcome -> ((Coding) value(outcome, "code")).getCode(),
                outcome -> value(outcome, "result").primitiveValue()));
  }

  private static List<ParametersParameterComponent> parts(
      ParametersParameterComponent of, String name) {
    return of.getPart().stream().filter(part -> part.getName().equals(name)).toList();
  }

  private static Type value(ParametersParameterComponent of, String name) {
    return parts(of, name).get(0).getValue();
  }
}
