package org.attune.rest.capability;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.server.method.BaseMethodBinding;
import ca.uhn.fhir.rest.server.method.OperationMethodBinding;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out the operations that HAPI brings along and this server does not offer: those that are
 * switched off, that need an index which is not there, that tell how much is stored, or that change
 * many resources at once past the rules on writes. They are neither declared nor reachable.
 */
@Interceptor
final class OfferedOperations {

  private static final Set<String> LEFT_OUT =
      Set.of(
          "$expunge",
          "$get-resource-counts",
          "$hapi.fhir.merge",
          "$hapi.fhir.undo-merge",
          "$hapi.fhir.replace-references",
          "$hapi.fhir.undo-replace-references",
          "$invalidate-expansion",
          "$lastn",
          "$mark-all-resources-for-reindexing",
          "$perform-reindexing-pass",
          "$reindex-terminology");

  /** Without the binding the server does not know the operation. */
  @Hook(Pointcut.SERVER_PROVIDER_METHOD_BOUND)
  public @Nullable BaseMethodBinding bind(BaseMethodBinding binding) {
    boolean leftOut =
        binding instanceof OperationMethodBinding operation
            && LEFT_OUT.contains(operation.getName());
    return leftOut ? null : binding;
  }
}
