package org.attune.backup;

import javax.sql.DataSource;

/** Brings a database to the schema that this version of the server uses. */
@FunctionalInterface
public interface SchemaMigration {

  /**
   * Creates or upgrades HAPI's tables and the side tables; does nothing where they are current.
   *
   * @throws RuntimeException when the schema cannot be brought up to date
   */
  void migrate(DataSource database);
}
