package org.attune.terminology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
          assertThat(codeSystem(include.getSystem()).getConcept())
              .extracting(ConceptDefinitionComponent::getCode)
              .containsAll(
                  include.getConcept().stream()
                      .map(ValueSet.ConceptReferenceComponent::getCode)
                      .toList());
        }
      }
    }
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

  private Set<String> tableCodes() throws IOException {
    String table =
        resolver.getResource("classpath:codes/loinc.csv").getContentAsString(UTF_8).strip();
    List<String> lines = table.lines().toList();
    assertThat(lines.get(0)).isEqualTo("code,display,role,instrument,ordinal,source,confidence");
    List<String> codes =
        lines.stream().skip(1).map(line -> line.substring(0, line.indexOf(','))).toList();
    assertThat(codes).doesNotHaveDuplicates();
    return new HashSet<>(codes);
  }

  private CodeSystem codeSystem(String url) throws IOException {
    for (Resource file : files()) {
      if (parse(file) instanceof CodeSystem codeSystem && codeSystem.getUrl().equals(url)) {
        return codeSystem;
      }
    }
    throw new AssertionError("No code system " + url);
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
