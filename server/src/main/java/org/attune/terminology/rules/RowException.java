package org.attune.terminology.rules;

/** A row of an official file cannot be read; the message says what is wrong with it. */
public final class RowException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Refuses a row. */
  public RowException(String message) {
    super(message);
  }
}
