package org.attune.audit.capture.request;

import ca.uhn.fhir.context.FhirContext;
import java.time.Clock;
import org.attune.audit.capture.trail.PatientFinder;
import org.attune.audit.capture.trail.RowClock;
import org.attune.audit.row.AuditRows;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the capture in the way of every request. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "attune.audit.enabled", matchIfMissing = true)
class RequestConfiguration {

  @Bean
  RequestWitness requestWitness(PatientFinder patients) {
    return new RequestWitness(patients);
  }

  /** Before the security filters, so that what they refuse has a row as well. */
  @Bean
  FilterRegistrationBean<AuditFilter> auditFilter(FhirContext context, AuditRows rows) {
    FilterRegistrationBean<AuditFilter> registration =
        new FilterRegistrationBean<>(
            new AuditFilter(rows, context.getResourceTypes(), new RowClock(Clock.systemUTC())));
    registration.addUrlPatterns("/fhir/*");
    registration.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER - 1);
    return registration;
  }
}
