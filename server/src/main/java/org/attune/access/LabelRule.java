package org.attune.access;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import java.util.Set;
import org.attune.access.rules.ProtectiveLabels;
import org.attune.store.RuleViolationException;
import org.attune.store.Write;
import org.attune.store.WriteRule;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/**
 * Keeps the labels that protect a resource from others: an update carries them over, and no token
 * takes one off. The operator may, by {@code $meta-delete}.
 */
@Component
final class LabelRule implements WriteRule {

  private final Set<String> types;

  LabelRule(FhirContext context) {
    this.types = Set.copyOf(context.getResourceTypes());
  }

  @Override
  public Set<String> resourceTypes() {
    return types;
  }

  /** After the question whether the write is allowed, before rules that look at labels. */
  @Override
  public int order() {
    return Integer.MIN_VALUE + 2;
  }

  @Override
  public void beforeStore(Write write) {
    if (write.kind() == Write.Kind.DELETE) {
      return;
    }
    Resource resource = write.resource();
    Resource before = write.before();
    if (before != null && !write.origin().metaOnly()) {
      ProtectiveLabels.keep(before.getMeta(), resource.getMeta());
    } else if (before != null && Tokens.limiting(write.caller()) != null) {
      ProtectiveLabels.lost(before.getMeta(), resource.getMeta())
          .ifPresent(
              code -> {
                throw new ForbiddenOperationException(
                    "The label "
                        + code
                        + " keeps this resource from others and is not taken off; ask the operator"
                        + " of the server");
              });
    }
    if (ProtectiveLabels.misplaced(resource)) {
      throw new RuleViolationException(
          "misplaced-label",
          resource.fhirType() + ".meta.security",
          "The label PSYTHPN marks notes: "
              + String.join(", ", new java.util.TreeSet<>(ProtectiveLabels.notes())));
    }
  }
}
