package org.attune.backup;

/** A database that was started for the time of one command, and how to reach it. */
public interface OpenDatabase extends AutoCloseable {

  /** Its JDBC URL, which may carry secrets. */
  String jdbcUrl();

  /** The role that owns the tables. */
  String username();

  /** The role's password. */
  String password();

  /** Stops it. */
  @Override
  void close();
}
