package org.attune.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

final class ExamplesTest {

  private static final Pattern LOINC = Pattern.compile("[\"']((?:LA)?\\d{3,6}-\\d)[\"']");
  private static final FhirContext CONTEXT = FhirContext.forR4Cached();
  private static final FhirValidator VALIDATOR = validator();

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
        exampleFiles().stream().map(ExamplesTest::text).collect(Collectors.joining())
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

    assertThat(body.results().map(match -> parser().parseResource(match.group()).fhirType()))
        .containsExactly("Patient", "QuestionnaireResponse", "Bundle", "QuestionnaireResponse");
  }

  private static List<Resource> exampleFiles() {
    return Stream.of("classpath*:examples/*.json", "classpath*:fhir/attune.demo/*.json")
        .flatMap(pattern -> files(pattern).stream())
        .filter(file -> !"package.json".equals(file.getFilename()))
        .toList();
  }

  private static IBaseResource example(String name) {
    return exampleFiles().stream()
        .filter(file -> name.equals(file.getFilename()))
        .map(file -> parser().parseResource(text(file)))
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

  private static FhirValidator validator() {
    List<IBaseResource> content =
        files("classpath*:fhir/attune.*/*.json").stream()
            .filter(file -> !"package.json".equals(file.getFilename()))
            .map(file -> parser().parseResource(text(file)))
            .toList();
    PrePopulatedValidationSupport own = new PrePopulatedValidationSupport(CONTEXT);
    content.forEach(own::addResource);
    List<Questionnaire> questionnaires =
        content.stream()
            .filter(Questionnaire.class::isInstance)
            .map(Questionnaire.class::cast)
            .toList();
    return CONTEXT
        .newValidator()
        .registerValidatorModule(
            new FhirInstanceValidator(
                new ValidationSupportChain(
                    own,
                    new QuestionnaireSupport(CONTEXT, questionnaires),
                    new DefaultProfileValidationSupport(CONTEXT),
                    new CommonCodeSystemsTerminologyService(CONTEXT),
                    new InMemoryTerminologyServerValidationSupport(CONTEXT),
                    new SnapshotGeneratingValidationSupport(CONTEXT))));
  }

  private static IParser parser() {
    return CONTEXT.newJsonParser().setParserErrorHandler(new StrictErrorHandler());
  }

  private static List<Resource> files(String pattern) {
    try {
      return Arrays.asList(new PathMatchingResourcePatternResolver().getResources(pattern));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Resource file) {
    try {
      return file.getContentAsString(UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
