package org.attune.database;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * The tables beside the FHIR store, in the schema {@value #SCHEMA}. Holding this bean means that
 * they exist in the version this server was built for.
 */
public final class SideTables {
  /** The schema of every side table. */
  public static final String SCHEMA = "attune";

  private final String version;

  private SideTables(String version) {
    this.version = version;
  }

  /**
   * Brings the tables to the newest version; safe when several servers start together.
   *
   * @throws org.flywaydb.core.api.FlywayException when a step fails; the step is then undone
   */
  public static SideTables migrate(DataSource dataSource) {
    Flyway flyway =
        Flyway.configure()
            .dataSource(dataSource)
            .schemas(SCHEMA)
            .defaultSchema(SCHEMA)
            .createSchemas(true)
            .locations("classpath:db/attune")
            .load();
    flyway.migrate();
    return new SideTables(String.valueOf(flyway.info().current().getVersion()));
  }

  /** The number of the newest migration that has run. */
  public String version() {
    return version;
  }
}
