package org.attune.rest.capability;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.server.method.BaseMethodBinding;
import ca.uhn.fhir.rest.server.method.OperationMethodBinding;
import ca.uhn.fhir.rest.server.method.ReadMethodBinding;
import java.util.Set;
import org.attune.store.OperationRules;
import org.attune.store.OperationRules.Level;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out the operations that HAPI brings along and this server does not offer: those that are
 * switched off, that need an index which is not there, that tell how much is stored, or that change
 * many resources at once past the rules on writes. They are neither declared nor reachable. Of
 * those that are offered each must have a rule that says who may call it. HAPI's account of itself
 * would also answer each read of an OperationDefinition, and know none that is stored.
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
          "$mark-all-resources-for-reindexing",
          "$perform-reindexing-pass",
          "$reindex-terminology");

  /** What the server offers in a form of its own. */
  private static final Set<String> REPLACED = Set.of("$lastn");

  private final OperationRules rules;

  OfferedOperations(OperationRules rules) {
    this.rules = rules;
  }

  /**
   * Without the binding the server does not know the operation.
   *
   * @throws IllegalStateException if no rule says who may call an operation that is offered: the
   *     server does not start
   */
  @Hook(Pointcut.SERVER_PROVIDER_METHOD_BOUND)
  public @Nullable BaseMethodBinding bind(BaseMethodBinding binding) {
    if (binding instanceof OperationMethodBinding operation) {
      boolean replaced = REPLACED.contains(operation.getName()) && isOfHapi(operation);
      if (replaced || LEFT_OUT.contains(operation.getName())) {
        return null;
      }
      requireRules(operation);
    }
    boolean ofAccount =
        binding instanceof ReadMethodBinding && binding.getProvider() instanceof StatementProvider;
    return ofAccount ? null : binding;
  }

  private static boolean isOfHapi(OperationMethodBinding operation) {
    return operation.getProvider().getClass().getName().startsWith("ca.uhn.fhir.");
  }

  private void requireRules(OperationMethodBinding operation) {
    String type = operation.getResourceName() == null ? "" : operation.getResourceName();
    if (operation.isCanOperateAtServerLevel()) {
      rules.require(Level.SYSTEM, type, operation.getName());
    }
    if (operation.isCanOperateAtTypeLevel()) {
      rules.require(Level.TYPE, type, operation.getName());
    }
    if (operation.isCanOperateAtInstanceLevel()) {
      rules.require(Level.INSTANCE, type, operation.getName());
    }
  }
}
