package org.attune.examples;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every code that the repository uses stands in a code table. */
final class RepositoryCodesTest {

  private static final Path ROOT = Path.of("..");
  private static final String TABLES = "terminology/src/main/resources";
  private static final String LOINC = "http://loinc.org";
  private static final String RACE = "urn:oid:2.16.840.1.113883.6.238";

  /** Systems whose codes follow a rule of their own, or whose lists FHIR does not bring. */
  private static final Set<String> WITHOUT_TABLE =
      Set.of(
          "http://unitsofmeasure.org",
          "urn:ietf:bcp:47",
          "urn:ietf:bcp:13",
          "urn:iso:std:iso:4217",
          "urn:iso-astm:E1762-95:2013",
          "http://www.nlm.nih.gov/research/umls/rxnorm",
          "http://snomed.info/sct",
          "http://ihe.net/fhir/ValueSet/IHE.FormatCode.codesystem",
          "http://ihe.net/fhir/ihe.formatcode.fhir/CodeSystem/formatcode");

  /** Codes of tests that nobody has assigned, or that the tables leave out on purpose. */
  private static final Pattern MADE_UP =
      Pattern.compile("K21\\.9|F32\\.77|F99\\.99|[QX]\\d[0A]A?\\..*|9999\\d-\\d");

  private static final Pattern FSH_ALIAS = Pattern.compile("(?m)^Alias: (\\S+) = (\\S+)");
  private static final Pattern FSH_CODE = Pattern.compile("(\\$[A-Za-z0-9-]+)#([A-Za-z0-9.-]+)");

  @Test
  void everyCodingOfTheContentPackagesAndExamplesStandsInItsTable() {
    List<IBaseResource> resources = new ArrayList<>();
    for (String pattern :
        List.of(
            "classpath*:fhir/attune.*/*.json",
            "classpath*:examples/*.json",
            "classpath*:examples/profiles/*.json")) {
      ProfileContent.files(pattern).stream()
          .filter(file -> !"package.json".equals(file.getFilename()))
          .map(file -> ProfileContent.parser().parseResource(ProfileContent.text(file)))
          .forEach(resources::add);
    }

    assertThat(resources).hasSizeGreaterThan(250);
    assertThat(unknown(resources)).isEmpty();
  }

  @Test
  void everyCodingOfTheSamplePracticeStandsInItsTable() {
    List<IBaseResource> practice =
        List.copyOf(SamplePractice.on(LocalDate.of(2026, 11, 24)).resources());

    assertThat(unknown(practice)).isEmpty();
  }

  @Test
  void aCodingThatStandsInNoTableIsNoticed() {
    ValueSet wrong = new ValueSet();
    wrong.getCompose().addInclude().setSystem(LOINC).addConcept().setCode("44261-7");

    assertThat(unknown(List.of(wrong))).containsExactly(LOINC + " 44261-7");
    assertThat(
            unknown(
                List.of(
                    new org.hl7.fhir.r4.model.Basic()
                        .setCode(
                            new org.hl7.fhir.r4.model.CodeableConcept(
                                new Coding("https://example.org/none", "1", null))))))
        .containsExactly("https://example.org/none 1");
  }

  /** System and code of each coding that no table has. */
  private static Set<String> unknown(List<IBaseResource> resources) {
    Map<String, Set<String>> used = new HashMap<>();
    for (IBaseResource resource : resources) {
      ProfileContent.CONTEXT
          .newTerser()
          .getAllPopulatedChildElementsOfType(resource, Coding.class)
          .forEach(coding -> use(used, coding.getSystem(), coding.getCode()));
      if (resource instanceof ValueSet set) {
        set.getCompose()
            .getInclude()
            .forEach(
                part ->
                    part.getConcept()
                        .forEach(concept -> use(used, part.getSystem(), concept.getCode())));
      }
    }
    Set<String> unknown = new TreeSet<>();
    used.forEach(
        (system, codes) -> {
          if (!WITHOUT_TABLE.contains(system)) {
            Set<String> known = CodeTables.codes(system).orElse(Set.of());
            codes.stream()
                .filter(code -> !known.contains(code))
                .forEach(code -> unknown.add(system + " " + code));
          }
        });
    return unknown;
  }

  private static void use(Map<String, Set<String>> used, String system, String code) {
    if (system != null && code != null) {
      used.computeIfAbsent(system, key -> new HashSet<>()).add(code);
    }
  }

  @ParameterizedTest
  @CsvSource({
    LOINC + ", '(?:LA)?\\d{3,6}-\\d'",
    "http://hl7.org/fhir/sid/icd-10-cm, '[A-Z]\\d[0-9A-Z]\\.[0-9A-Z]{1,4}'",
    "http://www.ama-assn.org/go/cpt, 9\\d{4}",
    "http://nucc.org/provider-taxonomy, \\d{3}[A-Z0-9]{6}X",
  })
  void everythingInQuotesThatLooksLikeACodeOfASystemIsOne(String system, String form) {
    Pattern quoted = Pattern.compile("[\"'](" + form + ")[\"']");
    Set<String> known = new HashSet<>(CodeTables.codes(system).orElseThrow());
    CodeTables.codes(RACE).ifPresent(known::addAll); // these have the shape of LOINC codes
    Set<String> unknown = new TreeSet<>();
    int found = 0;
    for (Path file : sources()) {
      Matcher matcher = quoted.matcher(text(file));
      while (matcher.find()) {
        found++;
        String code = matcher.group(1);
        if (!known.contains(code) && !(test(file) && MADE_UP.matcher(code).matches())) {
          unknown.add(ROOT.relativize(file) + " " + code);
        }
      }
    }

    assertThat(found).isPositive();
    assertThat(unknown).isEmpty();
  }

  @Test
  void everyCodeOfTheProfileSourcesStandsInItsTable() {
    List<Path> fsh = sources().stream().filter(file -> file.toString().endsWith(".fsh")).toList();
    Map<String, String> aliases = new HashMap<>();
    fsh.forEach(
        file ->
            FSH_ALIAS
                .matcher(text(file))
                .results()
                .forEach(match -> aliases.put(match.group(1), match.group(2))));
    Set<String> unknown = new TreeSet<>();
    int found = 0;
    for (Path file : fsh) {
      Matcher matcher = FSH_CODE.matcher(text(file));
      while (matcher.find()) {
        String system = aliases.get(matcher.group(1));
        if (system != null && !WITHOUT_TABLE.contains(system)) {
          found++;
          if (!CodeTables.codes(system).orElse(Set.of()).contains(matcher.group(2))) {
            unknown.add(system + " " + matcher.group(2));
          }
        }
      }
    }

    assertThat(found).isGreaterThan(10);
    assertThat(unknown).isEmpty();
  }

  @Test
  void everyTableOfTheServerIsAmongThoseLookedAt() {
    assertThat(ProfileContent.resources(CodeSystem.class))
        .hasSizeGreaterThan(60)
        .allSatisfy(table -> assertThat(CodeTables.codes(table.getUrl())).isPresent());
  }

  private static boolean test(Path file) {
    return file.toString().contains("/src/test/");
  }

  private static List<Path> sources() {
    List<Path> sources = new ArrayList<>();
    for (String module : List.of("terminology", "profiles", "examples", "server", "docs")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module))) {
        files
            .filter(Files::isRegularFile)
            .filter(file -> file.toString().matches(".*\\.(java|fsh|json|http|md|sql|yaml)"))
            .filter(file -> !file.toString().matches(".*/(target|node_modules|dist)/.*"))
            .filter(file -> !file.toString().contains(TABLES))
            .filter(file -> !file.endsWith("RepositoryCodesTest.java"))
            .forEach(sources::add);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
    assertThat(sources).hasSizeGreaterThan(300);
    return sources;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, ISO_8859_1);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
