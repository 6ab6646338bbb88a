package org.attune.accounts.session;

import org.attune.accounts.AccountsProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;

/** Spring Session on the side tables. */
@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

  private static final String FIND =
      "select s.primary_id, s.session_id, s.creation_time, s.last_access_time,"
          + " s.max_inactive_interval, sa.attribute_name, sa.attribute_bytes"
          + " from %%TABLE_NAME%% s left join %%TABLE_NAME%%_attributes sa"
          + " on s.primary_id = sa.session_primary_id"
          + " where s.session_id = ?"
          + " and s.creation_time > extract(epoch from clock_timestamp()) * 1000 - %d";

  @Bean
  SessionRepositoryCustomizer<JdbcIndexedSessionRepository> postgreSqlSessions() {
    return new PostgreSqlJdbcIndexedSessionRepositoryCustomizer();
  }

  /** Idle sessions run out, and none lives longer than a working day, however busy. */
  @Bean
  SessionRepositoryCustomizer<JdbcIndexedSessionRepository> limitedSessions(
      AccountsProperties properties) {
    return repository -> {
      repository.setDefaultMaxInactiveInterval(properties.sessionIdle());
      repository.setGetSessionQuery(FIND.formatted(properties.sessionMax().toMillis()));
    };
  }

  /** Spring Session looks for this name. */
  @Bean
  ConversionService springSessionConversionService() {
    GenericConversionService service = new GenericConversionService();
    service.addConverter(Object.class, byte[].class, SessionAttributes::write);
    service.addConverter(byte[].class, Object.class, SessionAttributes::read);
    return service;
  }
}
