package org.attune.assessment;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.attune.assessment.rules.Code;
import org.attune.assessment.rules.Instrument;
import org.attune.store.RecordStore;
import org.attune.store.WriteRule;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Questionnaire;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;

/** Wires the module with the instruments of the profiles package. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AssessmentProperties.class)
class AssessmentConfiguration {

  private static final String QUESTIONNAIRES =
      "classpath*:fhir/attune.profiles/Questionnaire-*.json";

  @Bean
  Instruments instruments(FhirContext context, ResourcePatternResolver resources)
      throws IOException {
    List<Instrument> instruments = load(context, resources.getResources(QUESTIONNAIRES));
    if (instruments.isEmpty()) {
      // Without instruments nothing would be scored, and nobody would notice.
      throw new IllegalStateException("No scored Questionnaire at " + QUESTIONNAIRES);
    }
    return new Instruments(instruments);
  }

  @Bean
  InstrumentCatalog instrumentCatalog(Instruments instruments) {
    return new InstrumentCatalog(instruments.all());
  }

  @Bean
  WriteRule assessmentScoring(
      InstrumentCatalog instruments, RecordStore records, ItemFindings items) {
    return new AssessmentScoring(instruments, records, items);
  }

  @Bean
  ItemFindings itemFindings(
      AssessmentProperties properties, FhirContext context, ResourcePatternResolver resources)
      throws IOException {
    return properties.itemObservations()
        ? new ItemFindings(itemCodes(context, resources.getResources(QUESTIONNAIRES)))
        : new ItemFindings(Map.of());
  }

  @Bean
  WriteRule derivedScoreGuard() {
    return new DerivedScoreGuard();
  }

  /** The codes of the items of all instruments, by linkId. */
  private static Map<String, Code> itemCodes(FhirContext context, Resource... files)
      throws IOException {
    Map<String, Code> codes = new HashMap<>();
    for (Resource file : files) {
      try (InputStream content = file.getInputStream()) {
        Questionnaire form = context.newJsonParser().parseResource(Questionnaire.class, content);
        for (Questionnaire.QuestionnaireItemComponent item : form.getItem()) {
          Coding code = item.getCodeFirstRep();
          if (code.hasCode() && !item.getReadOnly()) {
            codes.put(
                item.getLinkId(), new Code(code.getSystem(), code.getCode(), code.getDisplay()));
          }
        }
      }
    }
    return codes;
  }

  /** Reads the instruments among Questionnaire files, in the order given. */
  static List<Instrument> load(FhirContext context, Resource... files) throws IOException {
    IParser parser = context.newJsonParser().setParserErrorHandler(new StrictErrorHandler());
    InstrumentReader reader = new InstrumentReader();
    List<Instrument> instruments = new ArrayList<>();
    for (Resource file : files) {
      try (InputStream content = file.getInputStream()) {
        reader.read(parser.parseResource(Questionnaire.class, content)).ifPresent(instruments::add);
      }
    }
    return instruments;
  }
}
