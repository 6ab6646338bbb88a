package org.attune.database.command;

import java.sql.SQLException;

/** Words the database's errors for the operator. */
public final class DatabaseFailure {
  private DatabaseFailure() {}

  /**
   * Says in one line what failed and the SQLSTATE, never the server's own text: that may quote
   * values of the record.
   *
   * @param what what could not be done
   */
  public static String line(String what, SQLException error) {
    String state = error.getSQLState() == null ? "none" : error.getSQLState();
    String hint =
        switch (state) {
          case "28P01", "28000" -> ": the user name or the password is wrong";
          case "3D000" -> ": there is no such database";
          case "42501" -> ": the role lacks a permission; use the role that owns the tables";
          case "53100" -> ": the disk of the database is full";
          case "55P03" -> ": others are using the tables; stop the server and try again";
          default -> state.startsWith("08") ? ": the database does not answer" : "";
        };
    return what + hint + " (SQLSTATE " + state + ").";
  }
}
