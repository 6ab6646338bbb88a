package org.attune.exchange.documents;

/** A patient has more documents than one answer can hold. */
public final class TooManyDocumentsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TooManyDocumentsException() {
    super("The patient has more than 1,000 documents; name one or more types");
  }
}
