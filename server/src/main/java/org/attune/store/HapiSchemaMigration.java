package org.attune.store;

import ca.uhn.fhir.jpa.migrate.DriverTypeEnum;
import ca.uhn.fhir.jpa.migrate.HapiMigrator;
import ca.uhn.fhir.jpa.migrate.SchemaMigrator;
import ca.uhn.fhir.jpa.migrate.tasks.HapiFhirJpaMigrationTasks;
import ca.uhn.fhir.util.VersionEnum;
import java.util.Set;
import javax.sql.DataSource;

/** Creates HAPI's schema or brings it up to this version, by HAPI's own migrator. */
public final class HapiSchemaMigration {

  private HapiSchemaMigration() {}

  /** Runs the tasks that the database has not seen; concurrent callers wait for each other. */
  public static void migrate(DataSource dataSource) {
    HapiMigrator migrator =
        new HapiMigrator(
            SchemaMigrator.HAPI_FHIR_MIGRATION_TABLENAME, dataSource, DriverTypeEnum.POSTGRES_9_4);
    migrator.createMigrationTableIfRequired();
    migrator.addTasks(new HapiFhirJpaMigrationTasks(Set.of()).getAllTasks(VersionEnum.values()));
    migrator.migrate();
  }
}
