package org.attune.demo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Optional;
import org.attune.examples.SamplePractice;
import org.hl7.fhir.r4.model.Coding;

/**
 * What the database knows of the sample practice: the row in {@code attune.installed_package}. The
 * row is there from the start of the loading on, with the day for which the practice is made, so
 * that a loading which broke off goes on with the same resources.
 */
final class LoadedPractice {

  /** The tag on every resource of the practice. */
  static final Coding TAG = new Coding(SamplePractice.TAG_SYSTEM, SamplePractice.TAG_CODE, null);

  private static final String NAME = "attune.sample-practice";
  private static final String LOADING = "loading";
  private static final String COMPLETE = "complete";

  private LoadedPractice() {}

  /**
   * How far the loading is.
   *
   * @param day for which the practice was made
   */
  record State(LocalDate day, boolean complete) {}

  /** Waits until no other server loads or removes; until the connection closes or unlocks. */
  static void lock(Connection connection) throws SQLException {
    call(connection, "select pg_advisory_lock(hashtext('" + NAME + "'))");
  }

  /** Lets the next one in. */
  static void unlock(Connection connection) throws SQLException {
    call(connection, "select pg_advisory_unlock(hashtext('" + NAME + "'))");
  }

  private static void call(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The state; absent if nothing was loaded. */
  static Optional<State> state(Connection connection) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "select version, sha256 from attune.installed_package where name = ?")) {
      query.setString(1, NAME);
      try (ResultSet row = query.executeQuery()) {
        return row.next()
            ? Optional.of(
                new State(LocalDate.parse(row.getString(1)), COMPLETE.equals(row.getString(2))))
            : Optional.empty();
      }
    }
  }

  /** Notes that the loading begins. */
  static void begin(Connection connection, LocalDate day) throws SQLException {
    write(
        connection,
        "insert into attune.installed_package (version, sha256, name) values (?, ?, ?)",
        day,
        LOADING);
  }

  /** Notes that all is in. */
  static void complete(Connection connection, LocalDate day) throws SQLException {
    write(
        connection,
        "update attune.installed_package set version = ?, sha256 = ? where name = ?",
        day,
        COMPLETE);
  }

  private static void write(Connection connection, String sql, LocalDate day, String state)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, day.toString());
      statement.setString(2, state);
      statement.setString(3, NAME);
      statement.executeUpdate();
    }
  }

  /** Forgets the practice. */
  static void forget(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("delete from attune.installed_package where name = ?")) {
      statement.setString(1, NAME);
      statement.executeUpdate();
    }
  }
}
