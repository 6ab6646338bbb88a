package org.attune.database;

/**
 * The database cannot be used, for a reason that the operator can mend. The message is one line
 * saying what is wrong; {@link #action()} is one line saying what to do. Neither carries a secret.
 */
public final class DatabaseStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String action;

  /** A reason that has no further cause worth keeping. */
  public DatabaseStartException(String message, String action) {
    super(message);
    this.action = action;
  }

  /** A reason with the failure that revealed it. */
  public DatabaseStartException(String message, String action, Throwable cause) {
    super(message, cause);
    this.action = action;
  }

  /** What to do about it, in one line. */
  public String action() {
    return action;
  }
}
