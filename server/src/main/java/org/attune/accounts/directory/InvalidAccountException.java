package org.attune.accounts.directory;

/** An account that cannot be made or changed as asked; the message says what to do. */
public final class InvalidAccountException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String field;

  /**
   * What is wrong.
   *
   * @param field name of the field that is wrong: {@code userName}, {@code reference} or {@code
   *     roles}
   * @param message a sentence for the person, without any value
   */
  public InvalidAccountException(String field, String message) {
    super(message);
    this.field = field;
  }

  /** The field that is wrong. */
  public String field() {
    return field;
  }
}
