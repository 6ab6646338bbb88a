package org.attune.access;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import java.util.Set;
import org.attune.access.rules.Reasons;
import org.attune.smart.scope.Permission;
import org.attune.store.Write;
import org.attune.store.WriteRule;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/**
 * Refuses writes that a token's scopes do not cover, by whatever route. Of an update, both the old
 * and the new version must be covered, so that nothing is pulled into reach or pushed out of it.
 */
@Component
final class ScopeWriteRule implements WriteRule {

  private static final String SUBSCRIPTION = "Subscription";

  private final Set<String> types;

  ScopeWriteRule(FhirContext context) {
    this.types = Set.copyOf(context.getResourceTypes());
  }

  @Override
  public Set<String> resourceTypes() {
    return types;
  }

  @Override
  public int order() {
    return Integer.MIN_VALUE;
  }

  @Override
  public void beforeStore(Write write) {
    TokenAccess token = Tokens.limiting(write.caller());
    if (token == null) {
      return;
    }
    if (write.kind() != Write.Kind.DELETE && SUBSCRIPTION.equals(write.resource().fhirType())) {
      throw new ForbiddenOperationException(
          "Subscriptions are not open to tokens: their notifications are not delivered yet");
    }
    switch (write.kind()) {
      case CREATE -> require(token, Permission.CREATE, write.resource());
      case DELETE -> require(token, Permission.DELETE, write.resource());
      case UPDATE -> {
        // An update of what does not exist yet is covered by the letter u (SMART App Launch 2.2).
        Resource before = write.before();
        if (before != null) {
          require(token, Permission.UPDATE, before);
        }
        require(token, Permission.UPDATE, write.resource());
        if (before != null && !write.origin().metaOnly() && !token.seesReasons(before)) {
          keepReasons(before, write.resource());
        }
      }
    }
  }

  private static void keepReasons(Resource before, Resource after) {
    String element = Reasons.putBack(before, after);
    if (!element.isEmpty()) {
      throw new ForbiddenOperationException(
          "This role does not see " + after.fhirType() + "." + element + " and cannot change it");
    }
  }

  private static void require(TokenAccess token, Permission permission, Resource resource) {
    if (!token.may(permission, resource)) {
      throw new ForbiddenOperationException(
          "The token's scopes do not cover this "
              + permission.name().toLowerCase(java.util.Locale.ROOT)
              + " of "
              + resource.fhirType());
    }
  }
}
