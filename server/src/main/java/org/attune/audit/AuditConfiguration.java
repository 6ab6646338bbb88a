package org.attune.audit;

import java.io.IOException;
import java.time.Clock;
import java.util.UUID;
import javax.sql.DataSource;
import org.attune.audit.row.AuditRows;
import org.attune.audit.row.Journal;
import org.attune.audit.seal.Sealer;
import org.attune.audit.seal.SigningKey;
import org.attune.database.SideTables;
import org.attune.kernel.DataDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The rows of this installation, and the work that brings them into table and chain. */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

  private static final Logger LOG = LoggerFactory.getLogger(AuditConfiguration.class);

  AuditConfiguration(AuditProperties properties) {
    if (!properties.enabled()) {
      LOG.warn("The audit is switched off: nobody will know who looked at what");
    }
  }

  @Bean
  Sealer auditSealer(DataDirectory dataDirectory) {
    return new Sealer(dataDirectory, Clock.systemUTC());
  }

  /** Takes the side tables and the sealer, whose directory must be there. */
  @Bean
  AuditRows auditRows(
      JdbcTemplate jdbc,
      TransactionTemplate transactions,
      DataDirectory dataDirectory,
      SideTables tables,
      Sealer sealer)
      throws IOException {
    LOG.debug("Audit tables in version {}, key {}", tables.version(), sealer.key().id());
    UUID node =
        UUID.fromString(
            dataDirectory.readOrCreatePrivate(
                SigningKey.DIRECTORY + "/node", () -> UUID.randomUUID().toString()));
    Journal journal = new Journal(dataDirectory.path(SigningKey.DIRECTORY).resolve("journal"));
    return new AuditRows(jdbc, transactions, journal, node);
  }

  @Bean
  @ConditionalOnProperty(name = "attune.audit.enabled", matchIfMissing = true)
  AuditWork auditWork(
      AuditRows rows, Sealer sealer, DataSource dataSource, AuditProperties properties) {
    return new AuditWork(rows, sealer, dataSource, properties.sealInterval(), Clock.systemUTC());
  }
}
