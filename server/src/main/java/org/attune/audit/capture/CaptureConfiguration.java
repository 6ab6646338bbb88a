package org.attune.audit.capture;

import ca.uhn.fhir.context.FhirContext;
import org.attune.audit.capture.trail.PatientFinder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the capture of requests and that of changes share. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "attune.audit.enabled", matchIfMissing = true)
class CaptureConfiguration {

  @Bean
  PatientFinder patientFinder(FhirContext context) {
    return new PatientFinder(context);
  }
}
