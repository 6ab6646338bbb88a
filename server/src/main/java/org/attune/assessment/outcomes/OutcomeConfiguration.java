package org.attune.assessment.outcomes;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.attune.assessment.Instruments;
import org.attune.assessment.outcomes.rules.OutcomeRules;
import org.hl7.fhir.r4.model.Questionnaire;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;

/** Wires the rules that the Questionnaires of the profiles package state. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OutcomeProperties.class)
class OutcomeConfiguration {

  private static final String QUESTIONNAIRES =
      "classpath*:fhir/attune.profiles/Questionnaire-*.json";

  @Bean
  OutcomeCatalog outcomeCatalog(
      Instruments instruments,
      FhirContext context,
      ResourcePatternResolver resources,
      OutcomeProperties properties)
      throws IOException {
    List<Measured> all = new ArrayList<>();
    for (Resource file : resources.getResources(QUESTIONNAIRES)) {
      try (InputStream content = file.getInputStream()) {
        Questionnaire form = context.newJsonParser().parseResource(Questionnaire.class, content);
        OutcomeRules rules = OutcomeRuleReader.read(form);
        Integer session = properties.offTrackSession();
        instruments
            .named(form.getUrl())
            .map(
                instrument ->
                    new Measured(instrument, session == null ? rules : rules.offTrackAt(session)))
            .ifPresent(all::add);
      }
    }
    return new OutcomeCatalog(all);
  }
}
