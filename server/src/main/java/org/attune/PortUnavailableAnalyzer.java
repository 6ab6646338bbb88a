package org.attune;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows the operator the reason in place of a stack trace. */
final class PortUnavailableAnalyzer extends AbstractFailureAnalyzer<PortUnavailableException> {

  @Override
  protected @Nullable FailureAnalysis analyze(
      Throwable rootFailure, PortUnavailableException cause) {
    return new FailureAnalysis(cause.getMessage(), null, cause);
  }
}
