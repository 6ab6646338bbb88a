package org.attune.lookup;

/** There are more latest Observations than one answer can hold. */
public final class TooManyObservationsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TooManyObservationsException() {
    super("There are more than 1,000 latest Observations; name a category or codes, or less max");
  }
}
