package org.attune.smart.client;

import java.util.List;
import java.util.stream.Collectors;

/** A registration, or the file of registrations, cannot be taken; nothing of it was. */
public final class RegistrationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;
  private final boolean conflict;

  RegistrationException(List<Problem> problems) {
    this(problems, false);
  }

  private RegistrationException(List<Problem> problems, boolean conflict) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
    this.problems = List.copyOf(problems);
    this.conflict = conflict;
  }

  /** The registration is sound, but another one stands in its way. */
  static RegistrationException conflict(String member, String text) {
    return new RegistrationException(List.of(new Problem(member, text)), true);
  }

  /** All that is wrong. */
  public List<Problem> problems() {
    return problems;
  }

  /** Whether the registration is sound, but another one stands in its way. */
  public boolean isConflict() {
    return conflict;
  }
}
