package org.attune.database.command;

/** Arguments that make no command; the message never repeats a value, which may be a secret. */
public final class UsageException extends Exception {
  private static final long serialVersionUID = 1L;

  /** One line that says what is wrong with the arguments. */
  public UsageException(String message) {
    super(message);
  }
}
