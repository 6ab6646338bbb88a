package org.attune.risk.alert;

import java.util.Set;
import org.attune.store.Caller;
import org.attune.store.ReadRule;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/**
 * Keeps what is labelled {@code NOPAT} from clients and their proxies: an alert reaches them in a
 * talk, not on a screen.
 */
@Component
final class RiskReadRule implements ReadRule {

  private static final Set<String> TYPES =
      Set.of("Flag", "Task", "RiskAssessment", "DetectedIssue");

  @Override
  public String narrowing(Caller caller, String type) {
    return TYPES.contains(type) && isClient(caller)
        ? "_security:not=" + AlertMark.ACT_CODE + "|" + AlertMark.NOT_TO_CLIENT
        : "";
  }

  @Override
  public boolean visible(Caller caller, Resource resource) {
    return !AlertMark.isKeptFromClients(resource) || !isClient(caller);
  }

  @Override
  public boolean whole(Caller caller, String type) {
    return !TYPES.contains(type) || !isClient(caller);
  }

  /** What an operation entails may need the alert. */
  private static boolean isClient(Caller caller) {
    return caller.operation() == null && Outsiders.isClient(caller.actor());
  }
}
