package org.attune.store;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * The batch or transaction that a request carries: which entry a resource is of, what the entries
 * are, and which were refused. HAPI hands each entry of a batch on as a transaction of its own;
 * what counts is the bundle that was sent.
 */
final class BundleContext {

  private static final String KEY = "attune.bundle-context";

  private final Bundle bundle;
  private final Map<String, String> types = new HashMap<>();
  private final Map<Integer, RuleViolationException> refused = new ConcurrentHashMap<>();

  private BundleContext(Bundle bundle) {
    this.bundle = bundle;
    for (BundleEntryComponent entry : bundle.getEntry()) {
      if (entry.hasFullUrl() && entry.hasResource()) {
        types.put(entry.getFullUrl(), entry.getResource().fhirType());
      }
    }
  }

  /** Remembers the bundle that a request begins to process. */
  static void begin(RequestDetails request, Bundle bundle) {
    BundleContext outer = of(request);
    if (outer == null || outer.bundle.getType() != BundleType.BATCH) {
      request.getUserData().put(KEY, new BundleContext(bundle));
    }
  }

  static @Nullable BundleContext of(@Nullable RequestDetails request) {
    return request != null && request.getUserData().get(KEY) instanceof BundleContext context
        ? context
        : null;
  }

  Map<String, String> types() {
    return types;
  }

  /** The violation as the entry's own, if the resource came in one. */
  RuleViolationException located(Resource resource, RuleViolationException violation) {
    List<BundleEntryComponent> entries = bundle.getEntry();
    for (int index = 0; index < entries.size(); index++) {
      if (entries.get(index).getResource() == resource) {
        RuleViolationException located = violation.atEntry(index);
        refused.put(index, located);
        return located;
      }
    }
    return violation;
  }

  @Nullable RuleViolationException refusal(int entry) {
    return refused.get(entry);
  }
}
