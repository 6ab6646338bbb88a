package org.attune.smart.client;

import java.util.List;
import java.util.stream.Collectors;

/** A registration, or the file of registrations, cannot be taken; nothing of it was. */
public final class RegistrationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  RegistrationException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
    this.problems = List.copyOf(problems);
  }

  /** All that is wrong. */
  public List<Problem> problems() {
    return problems;
  }
}
