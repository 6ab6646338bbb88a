package org.attune.audit.row;

/**
 * A row could not be kept, so what it tells of must not happen. Its name is known to the table of
 * errors, which answers 503. It says nothing of what the row holds.
 */
public final class AuditUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public AuditUnavailableException(Throwable cause) {
    super("The audit record cannot be written", cause);
  }
}
