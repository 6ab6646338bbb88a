package org.attune.assessment.licence;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.attune.assessment.rules.Licence;
import org.attune.store.RecordStore;
import org.attune.store.WriteRule;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Questionnaire;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;

/** Wires the rule with the licences that the profiles package states. */
@Configuration(proxyBeanMethods = false)
class LicenceConfiguration {

  private static final String QUESTIONNAIRES =
      "classpath*:fhir/attune.profiles/Questionnaire-*.json";

  @Bean
  WriteRule instrumentLicenceRule(
      RecordStore records, FhirContext context, ResourcePatternResolver resources)
      throws IOException {
    Map<String, Licence> shipped = new HashMap<>();
    for (Resource file : resources.getResources(QUESTIONNAIRES)) {
      try (InputStream content = file.getInputStream()) {
        Questionnaire form = context.newJsonParser().parseResource(Questionnaire.class, content);
        Extension licence = form.getExtensionByUrl(InstrumentLicenceRule.LICENCE);
        if (licence != null) {
          Licence.of(licence.getValue().primitiveValue())
              .ifPresent(known -> shipped.put(form.getUrl(), known));
        }
      }
    }
    return new InstrumentLicenceRule(records, shipped);
  }
}
