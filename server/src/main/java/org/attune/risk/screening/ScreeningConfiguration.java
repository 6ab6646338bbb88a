package org.attune.risk.screening;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.attune.risk.alert.RiskAlerts;
import org.attune.risk.rules.Screen;
import org.attune.risk.rules.Trigger;
import org.attune.store.WriteRule;
import org.hl7.fhir.r4.model.Questionnaire;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;

/** Wires the screening with the triggers of the profiles package. */
@Configuration(proxyBeanMethods = false)
class ScreeningConfiguration {

  private static final String QUESTIONNAIRES =
      "classpath*:fhir/attune.profiles/Questionnaire-*.json";

  @Bean
  Screen riskScreen(FhirContext context, ResourcePatternResolver resources) throws IOException {
    List<Trigger> triggers = load(context, resources.getResources(QUESTIONNAIRES));
    if (triggers.isEmpty()) {
      // Without triggers nothing would be noticed, and nobody would notice that.
      throw new IllegalStateException("No risk trigger at " + QUESTIONNAIRES);
    }
    return new Screen(triggers);
  }

  @Bean
  WriteRule riskScreening(Screen screen, RiskAlerts alerts) {
    return new RiskScreening(screen, alerts);
  }

  /** The triggers of Questionnaire files, in the order given. */
  static List<Trigger> load(FhirContext context, Resource... files) throws IOException {
    IParser parser = context.newJsonParser().setParserErrorHandler(new StrictErrorHandler());
    List<Trigger> triggers = new ArrayList<>();
    for (Resource file : files) {
      try (InputStream content = file.getInputStream()) {
        triggers.addAll(TriggerReader.read(parser.parseResource(Questionnaire.class, content)));
      }
    }
    return triggers;
  }
}
