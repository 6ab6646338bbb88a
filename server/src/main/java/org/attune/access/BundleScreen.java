package org.attune.access;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
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
    IBaseResource body = request.getResource();
    if (!(body instanceof IBaseBundle) || !(body instanceof Bundle bundle)) {
      return false;
    }
    bundle.getEntry().stream()
        .filter(entry -> entry.getRequest().getMethod() != Bundle.HTTPVerb.GET)
        .forEach(entry -> check(token, entry));
    return true;
  }

  private static void check(TokenAccess token, BundleEntryComponent entry) {
    String url = String.valueOf(entry.getRequest().getUrl());
    int question = url.indexOf('?');
    String type = (question < 0 ? url : url.substring(0, question)).split("/", 2)[0];
    if (entry.getRequest().getMethod() == Bundle.HTTPVerb.PATCH
        && !ScopeGuard.patches(token, type)) {
      throw new ForbiddenOperationException("The token's scopes do not cover a patch of " + type);
    }
    if (entry.getRequest().hasIfNoneExist()) {
      SearchScreen.checkCondition(token, type, entry.getRequest().getIfNoneExist());
    }
    if (question >= 0) {
      SearchScreen.checkCondition(token, type, url);
    }
    if (entry.getResource() != null) {
      checkReferences(token, entry.getResource());
    }
  }

  private static void checkReferences(TokenAccess token, Resource resource) {
    References.of(resource)
        .map(Reference::getReference)
        .filter(reference -> reference != null && reference.indexOf('?') >= 0)
        .forEach(
            reference ->
                SearchScreen.checkCondition(
                    token, reference.substring(0, reference.indexOf('?')), reference));
  }
}
