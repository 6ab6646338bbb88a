package org.attune.audit.capture.change;

import ca.uhn.fhir.context.FhirContext;
import java.time.Clock;
import org.attune.audit.capture.trail.PatientFinder;
import org.attune.audit.capture.trail.RowClock;
import org.attune.audit.row.AuditRows;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the capture in the way of every write. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "attune.audit.enabled", matchIfMissing = true)
class ChangeConfiguration {

  @Bean
  ChangeRule changeRule(FhirContext context, AuditRows rows, PatientFinder patients) {
    return new ChangeRule(context, rows, patients, new RowClock(Clock.systemUTC()));
  }
}
