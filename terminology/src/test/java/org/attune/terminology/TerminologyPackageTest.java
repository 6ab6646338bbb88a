package org.attune.terminology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

final class TerminologyPackageTest {

  private static final Pattern LOINC = Pattern.compile("[\"']((?:LA)?\\d{3,6}-\\d)[\"']");
  private static final String LOINC_SYSTEM = "http://loinc.org";

  private final PathMatchingResourcePatternResolver resolver =
      new PathMatchingResourcePatternResolver();
  private final IParser parser =
      FhirContext.forR4Cached().newJsonParser().setParserErrorHandler(new StrictErrorHandler());

  @Test
  void everyResourceParsesStrictlyUnderTheNameOfItsFile() throws IOException {
    List<Resource> files = files();

    assertThat(files).hasSizeGreaterThanOrEqualTo(7);
    for (Resource file : files) {
      MetadataResource parsed = parse(file);
      assertThat(parsed.fhirType() + "-" + parsed.getIdElement().getIdPart() + ".json")
          .isEqualTo(file.getFilename());
    }
  }

  @Test
  void everyLoincCodeInTheResourcesStandsInTheCodeTable() throws IOException {
    Set<String> used = new TreeSet<>();
    for (Resource file : files()) {
      if ("CodeSystem-race-and-ethnicity.json".equals(file.getFilename())) {
        continue; // these codes have the shape of LOINC codes
      }
      Matcher matcher = LOINC.matcher(file.getContentAsString(UTF_8));
      while (matcher.find()) {
        used.add(matcher.group(1));
      }
    }

    assertThat(used).isNotEmpty().isSubsetOf(tableCodes());
  }

  @Test
  void theLoincFragmentHoldsTheCodesOfTheTableAndNoOthers() throws IOException {
    CodeSystem loinc = codeSystem(LOINC_SYSTEM);

    assertThat(loinc.getContent()).isEqualTo(CodeSystem.CodeSystemContentMode.FRAGMENT);
    assertThat(loinc.getCount()).isEqualTo(loinc.getConcept().size());
    assertThat(loinc.getConcept())
        .extracting(ConceptDefinitionComponent::getCode)
        .containsExactlyInAnyOrderElementsOf(tableCodes());
  }

  @Test
  void everyNumericLoincCodeOfTheTableHasAValidCheckDigit() throws IOException {
    assertThat(tableCodes())
        .filteredOn(code -> !code.startsWith("LA"))
        .allSatisfy(code -> assertThat(checkDigit(code)).isEqualTo(code.charAt(code.length() - 1)));
  }

  @Test
  void everyValueSetNamesOnlyCodesThatItsCodeSystemHas() throws IOException {
    for (Resource file : files()) {
      if (parse(file) instanceof ValueSet valueSet) {
        for (ValueSet.ConceptSetComponent include : valueSet.getCompose().getInclude()) {
          assertThat(codes(codeSystem(include.getSystem()).getConcept()))
              .as(valueSet.getUrl())
              .containsAll(
                  include.getConcept().stream()
                      .map(ValueSet.ConceptReferenceComponent::getCode)
                      .toList());
        }
      }
    }
  }

  private static Set<String> codes(List<ConceptDefinitionComponent> concepts) {
    Set<String> codes = new HashSet<>();
    for (ConceptDefinitionComponent concept : concepts) {
      codes.add(concept.getCode());
      codes.addAll(codes(concept.getConcept()));
    }
    return codes;
  }

  /** Mod 10 over the digits before the hyphen, every second one from the right doubled. */
  private static char checkDigit(String code) {
    int sum = 0;
    int last = code.indexOf('-') - 1;
    for (int i = last; i >= 0; i--) {
      int digit = code.charAt(i) - '0';
      int weighted = (last - i) % 2 == 0 ? 2 * digit : digit;
      sum += weighted > 9 ? weighted - 9 : weighted;
    }
    return (char) ('0' + (10 - sum % 10) % 10);
  }

  private static List<String> tableCodes() {
    return CodeTable.read("loinc").rows().stream().map(row -> row.get("code")).toList();
  }

  private CodeSystem codeSystem(String url) throws IOException {
    for (Resource file : files()) {
      if (parse(file) instanceof CodeSystem codeSystem && codeSystem.getUrl().equals(url)) {
        return codeSystem;
      }
    }
    IBaseResource published =
        new DefaultProfileValidationSupport(FhirContext.forR4Cached()).fetchCodeSystem(url);
    return (CodeSystem) Objects.requireNonNull(published, url);
  }

  private MetadataResource parse(Resource file) throws IOException {
    return (MetadataResource) parser.parseResource(file.getContentAsString(UTF_8));
  }

  private List<Resource> files() throws IOException {
    List<Resource> files = new ArrayList<>();
    for (Resource file : resolver.getResources("classpath*:fhir/attune.terminology/*.json")) {
      if (!"package.json".equals(file.getFilename())) {
        files.add(file);
      }
    }
    return files;
  }
}
