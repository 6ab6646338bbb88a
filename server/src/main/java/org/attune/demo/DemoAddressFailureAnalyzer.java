package org.attune.demo;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows the operator the reason and the remedy in place of a stack trace. */
final class DemoAddressFailureAnalyzer extends AbstractFailureAnalyzer<DemoAddressException> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, DemoAddressException cause) {
    return new FailureAnalysis(cause.getMessage(), DemoAddressException.action(), cause);
  }
}
