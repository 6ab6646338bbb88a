package org.attune.access;

import java.util.Set;
import java.util.TreeSet;
import org.attune.access.rules.PayerLabels;
import org.attune.store.RuleViolationException;
import org.attune.store.Write;
import org.attune.store.WriteRule;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/**
 * Labels what concerns a payer with its Organization, whatever a client says. The payer of what was
 * labelled stays: it has seen it, and labels outlast an update.
 */
@Component
final class PayerLabelRule implements WriteRule {

  @Override
  public Set<String> resourceTypes() {
    return PayerLabels.types();
  }

  /** Right after the question whether the write is allowed at all. */
  @Override
  public int order() {
    return Integer.MIN_VALUE + 1;
  }

  @Override
  public void beforeStore(Write write) {
    if (write.kind() == Write.Kind.DELETE) {
      return;
    }
    Resource resource = write.resource();
    Set<String> due = PayerLabels.due(resource);
    Resource before = write.before();
    Set<String> labelled =
        before == null ? Set.of() : new TreeSet<>(PayerLabels.present(before.getMeta()));
    if (!due.containsAll(labelled)) {
      throw new RuleViolationException(
          "payer-changed",
          resource.fhirType(),
          "The payer of what is no draft cannot be changed; cancel this and make a new one");
    }
    if (!write.origin().metaOnly()) {
      PayerLabels.write(resource.getMeta(), due);
    } else if (!due.equals(PayerLabels.present(resource.getMeta()))) {
      throw new RuleViolationException(
          "payer-label",
          resource.fhirType() + ".meta.security",
          "Labels of payers are written by the server alone");
    }
  }
}
