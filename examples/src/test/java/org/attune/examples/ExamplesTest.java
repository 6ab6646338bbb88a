package org.attune.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;

final class ExamplesTest {

  private static final Pattern LOINC = Pattern.compile("[\"']((?:LA)?\\d{3,6}-\\d)[\"']");
  private static final FhirValidator VALIDATOR = ProfileContent.validator();

  static Stream<String> names() {
    return exampleFiles().stream().map(file -> String.valueOf(file.getFilename()));
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyExampleClaimsAnAttuneProfileAndConformsToIt(String name) {
    IBaseResource example = example(name);

    List<IBaseResource> claims =
        example instanceof Bundle bundle
            ? bundle.getEntry().stream().<IBaseResource>map(e -> e.getResource()).toList()
            : List.of(example);
    assertThat(claims)
        .allSatisfy(
            claim ->
                assertThat(claim.getMeta().getProfile())
                    .extracting(p -> p.getValueAsString())
                    .first()
                    .asString()
                    .startsWith("https://attune.org/fhir/StructureDefinition/attune-"));
    assertThat(errors(example)).isEmpty();
  }

  @Test
  void anExampleThatBreaksItsProfileIsNoticed() {
    Patient patient = (Patient) example("patient.json");
    patient.setIdentifier(null);

    assertThat(errors(patient)).anyMatch(error -> error.contains("identifier"));
  }

  @Test
  void anAnswerOutsideTheListOfTheFormIsNoticed() {
    QuestionnaireResponse response = (QuestionnaireResponse) example("phq9-response.json");
    response
        .getItemFirstRep()
        .getAnswerFirstRep()
        .setValue(new Coding("http://loinc.org", "LA6572-7", null));

    assertThat(errors(response)).isNotEmpty();
  }

  @Test
  void aRequiredItemMissingInACompletedResponseIsNoticed() {
    QuestionnaireResponse response = (QuestionnaireResponse) example("phq9-response.json");
    response.getItem().remove(0);

    assertThat(errors(response)).anyMatch(error -> error.contains("44250-9"));
  }

  @ParameterizedTest
  @CsvSource({"phq9-response.json, 17", "gad7-response.json, 11"})
  void theAnswersAddUpToTheStatedTotal(String name, int total) throws IOException {
    QuestionnaireResponse response = (QuestionnaireResponse) example(name);
    var ordinals =
        codeTable()
            .filter(cells -> cells[3].startsWith("LL358-3"))
            .collect(Collectors.toMap(cells -> cells[0], cells -> Integer.valueOf(cells[4])));

    int sum =
        response.getItem().stream()
            .map(item -> ((Coding) item.getAnswerFirstRep().getValue()).getCode())
            .mapToInt(code -> ordinals.getOrDefault(code, 0))
            .sum();

    assertThat(sum).isEqualTo(total);
  }

  @Test
  void everyLoincCodeStandsInTheCodeTable() throws IOException {
    Set<String> table = codeTable().map(cells -> cells[0]).collect(Collectors.toSet());
    String all =
        exampleFiles().stream().map(ProfileContent::text).collect(Collectors.joining())
            + Files.readString(Path.of("phq9.http"));

    assertThat(LOINC.matcher(all).results().map(match -> match.group(1)))
        .isNotEmpty()
        .isSubsetOf(table);
  }

  @Test
  void everyBodyOfTheWalkThroughParsesStrictly() throws IOException {
    Matcher body =
        Pattern.compile("^\\{$.*?^}$", Pattern.DOTALL | Pattern.MULTILINE)
            .matcher(Files.readString(Path.of("phq9.http")));

    assertThat(
            body.results()
                .map(match -> ProfileContent.parser().parseResource(match.group()).fhirType()))
        .containsExactly("Patient", "QuestionnaireResponse", "Bundle", "QuestionnaireResponse");
  }

  private static List<Resource> exampleFiles() {
    return Stream.of("classpath*:examples/*.json")
        .flatMap(pattern -> ProfileContent.files(pattern).stream())
        .filter(file -> !"package.json".equals(file.getFilename()))
        .toList();
  }

  private static IBaseResource example(String name) {
    return exampleFiles().stream()
        .filter(file -> name.equals(file.getFilename()))
        .map(file -> ProfileContent.parser().parseResource(ProfileContent.text(file)))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> errors(IBaseResource resource) {
    return VALIDATOR.validateWithResult(resource).getMessages().stream()
        .filter(message -> message.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0)
        .map(message -> message.getLocationString() + ": " + message.getMessage())
        .toList();
  }

  private static Stream<String[]> codeTable() throws IOException {
    return new ClassPathResource("codes/loinc.csv")
        .getContentAsString(UTF_8)
        .lines()
        .skip(1)
        .map(line -> line.split(",", -1));
  }
}
