package org.attune.exchange.bulk.rules;

/** An export that cannot be made as asked for; the message says why and what to do. */
public final class ExportRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A refusal with a message that repeats no value of the request. */
  public ExportRefused(String message) {
    super(message);
  }
}
