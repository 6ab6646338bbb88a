package org.attune.audit.fhir;

import javax.sql.DataSource;
import org.attune.audit.row.AuditRows;
import org.attune.audit.seal.Verifier;
import org.attune.kernel.DataDirectory;
import org.attune.store.SearchProperties;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the endpoint serves of the audit. */
@Configuration(proxyBeanMethods = false)
class ServingConfiguration {

  @Bean
  AuditSearch auditSearch(
      DataSource dataSource,
      AuditRows rows,
      DataDirectory dataDirectory,
      SearchProperties searches) {
    JdbcTemplate bounded = new JdbcTemplate(dataSource);
    bounded.setQueryTimeout((int) searches.searchTimeout().toSeconds());
    return new AuditSearch(bounded, dataSource, rows, new Verifier(dataDirectory));
  }

  @Bean
  AuditEventProvider auditEventProvider(AuditSearch search) {
    return new AuditEventProvider(search);
  }

  @Bean
  AccessLogProvider accessLogProvider(AuditSearch search) {
    return new AccessLogProvider(new AccessLog(search));
  }

  /** After the security filters: who has no token learns nothing of it. */
  @Bean
  FilterRegistrationBean<ReadOnlyFilter> auditEventsReadOnly() {
    FilterRegistrationBean<ReadOnlyFilter> registration =
        new FilterRegistrationBean<>(new ReadOnlyFilter());
    registration.addUrlPatterns("/fhir/AuditEvent", "/fhir/AuditEvent/*");
    registration.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER + 2);
    return registration;
  }
}
