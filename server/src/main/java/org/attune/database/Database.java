package org.attune.database;

import org.attune.database.embedded.EmbeddedPostgres;
import org.attune.kernel.DataDirectory;

/** A PostgreSQL that is up, and how to reach it. */
public interface Database extends AutoCloseable {

  /** The JDBC URL, always {@code jdbc:postgresql:}. It may carry secrets: never log it. */
  String jdbcUrl();

  /** The role that owns the tables. */
  String username();

  /** The role's password; never log it. */
  String password();

  /** Stops what was started for this process; does nothing to an external server. */
  @Override
  void close();

  /**
   * Starts the PostgreSQL that lives in a data directory.
   *
   * @throws DatabaseStartException if it cannot be started, with what to do
   */
  static Database embedded(DataDirectory directory) {
    return EmbeddedPostgres.start(directory);
  }
}
