package org.attune.backup;

import java.sql.SQLException;
import org.attune.database.command.DatabaseFailure;

/** Turns the database's errors into lines for the operator. */
final class Failures {
  private Failures() {}

  /** A failure that says what could not be done and why, without values of the record. */
  static BackupException of(String what, SQLException error) {
    return new BackupException(DatabaseFailure.line(what, error), error);
  }
}
