package org.attune.smart;

import java.util.stream.Collectors;
import org.attune.smart.client.Problem;
import org.attune.smart.client.RegistrationException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says what is wrong in the file of clients, one line for each fault, in place of a stack trace.
 */
final class RegistrationFailureAnalyzer extends AbstractFailureAnalyzer<RegistrationException> {

  @Override
  protected FailureAnalysis analyze(Throwable root, RegistrationException cause) {
    return new FailureAnalysis(
        cause.problems().stream()
            .map(Problem::toString)
            .collect(Collectors.joining("\n  ", "The SMART clients cannot be registered:\n  ", "")),
        "Correct the file that attune.smart.clients names; docs/smart.md describes its members.",
        cause);
  }
}
