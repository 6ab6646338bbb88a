package org.attune.backup;

/**
 * A backup or restore that was refused or failed. The message is for the operator: it says what to
 * do where something can be done, names tables and resource types, and holds no value of a record.
 */
public final class BackupException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Refuses for the reason given. */
  public BackupException(String message) {
    super(message);
  }

  /** Fails for the reason given; the cause stays out of what the operator is shown. */
  public BackupException(String message, Throwable cause) {
    super(message, cause);
  }
}
