package org.attune.access;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.EnumSet;
import org.attune.smart.scope.Permission;
import org.hl7.fhir.instance.model.api.IBaseBundle;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * Looks through a batch or transaction for conditions, which search where no narrowing reaches. Its
 * reads pass the guard one by one, its writes the rule for writes.
 */
final class BundleScreen {

  private BundleScreen() {}

  static boolean passes(TokenAccess token, RequestDetails request) {
    if (token.everything(EnumSet.of(Permission.READ, Permission.SEARCH))) {
      return true;
    }
    IBaseResource body = request.getResource();
    return body instanceof IBaseBundle
        && body instanceof Bundle bundle
        && bundle.getEntry().stream().noneMatch(BundleScreen::searches);
  }

  private static boolean searches(BundleEntryComponent entry) {
    boolean write = entry.getRequest().getMethod() != Bundle.HTTPVerb.GET;
    return write
        && (entry.getRequest().hasIfNoneExist()
            || entry.getRequest().getUrl() == null
            || entry.getRequest().getUrl().indexOf('?') >= 0
            || (entry.getResource() != null && refersByCondition(entry.getResource())));
  }

  private static boolean refersByCondition(Resource resource) {
    return References.of(resource).map(Reference::getReference).anyMatch(BundleScreen::condition);
  }

  private static boolean condition(@org.jspecify.annotations.Nullable String reference) {
    return reference != null && reference.indexOf('?') >= 0;
  }
}
