package org.attune.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import org.attune.kernel.DataDirectory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/**
 * Brings the database up, then the pool, then the side tables. Each bean takes the one before it as
 * a parameter, so at shutdown the pool closes before the database stops.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({DatabaseProperties.class, DataDirectoryProperties.class})
class DatabaseConfiguration {
  private static final Duration PATIENCE_WITH_EXTERNAL = Duration.ofSeconds(30);
  private static final int POOL_SIZE = 20;

  /** Where HAPI's tables are; a backup looks for them there. */
  private static final String RECORD_SCHEMA = "public";

  /** A database that is down must become a quick 503, not a pile of waiting requests. */
  private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(5);

  @Bean
  DataDirectory dataDirectory(DataDirectoryProperties properties) {
    return new DataDirectory(Path.of(properties.dataDir()));
  }

  @Bean(destroyMethod = "close")
  Database database(DatabaseProperties properties, DataDirectory directory) {
    return properties.external()
        ? ExternalDatabase.connect(properties, PATIENCE_WITH_EXTERNAL)
        : Database.embedded(directory);
  }

  @Bean(destroyMethod = "close")
  @Primary
  HikariDataSource dataSource(Database database) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("attune");
    config.setJdbcUrl(database.jdbcUrl());
    if (!database.username().isEmpty()) {
      config.setUsername(database.username());
      config.setPassword(database.password());
    }
    // Else the search path's "$user" finds the side tables' schema first for a role of that name,
    // and the next start makes an empty record in it.
    config.setSchema(RECORD_SCHEMA);
    config.setMaximumPoolSize(POOL_SIZE);
    config.setConnectionTimeout(CONNECTION_TIMEOUT.toMillis());
    config.addDataSourceProperty("ApplicationName", "attune");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("connectTimeout", "5");
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    // Else the driver's exceptions quote the statement with its values, and a log keeps them.
    config.addDataSourceProperty("logServerErrorDetail", "false");
    return new HikariDataSource(config);
  }

  @Bean
  Notifications notifications(Database database, SideTables tables) {
    return new Notifications(database);
  }

  @Bean
  SideTables sideTables(HikariDataSource dataSource) {
    return SideTables.migrate(dataSource);
  }
}
