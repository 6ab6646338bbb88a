package org.attune.store;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.model.util.JpaConstants;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.hl7.fhir.instance.model.api.IBaseBundle;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Adapts the features' {@link WriteRule}s to HAPI's storage hooks. Registered on the JPA
 * interceptor service, where it fires for every call of a data access object, system calls
 * included.
 */
@Interceptor
final class WriteRuleHooks {

  /** Key of the transaction or batch in the user data of its request. */
  static final String BUNDLE = "attune.bundle";

  private static final Set<String> META =
      Set.of(JpaConstants.OPERATION_META_ADD, JpaConstants.OPERATION_META_DELETE);

  private final List<WriteRule> rules;

  WriteRuleHooks(List<WriteRule> rules) {
    this.rules = rules.stream().sorted(Comparator.comparingInt(WriteRule::order)).toList();
  }

  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
  public void beforeCreate(IBaseResource resource, RequestDetails request) {
    apply(WriteRule::beforeStore, write(Write.Kind.CREATE, resource, null, request), request);
  }

  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
  public void beforeUpdate(
      @Nullable IBaseResource before, IBaseResource resource, RequestDetails request) {
    apply(WriteRule::beforeStore, write(Write.Kind.UPDATE, resource, before, request), request);
  }

  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_DELETED)
  public void beforeDelete(IBaseResource resource, RequestDetails request) {
    apply(WriteRule::beforeStore, write(Write.Kind.DELETE, resource, null, request), request);
  }

  @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_CREATED)
  public void created(IBaseResource resource, RequestDetails request) {
    apply(WriteRule::beforeCommit, write(Write.Kind.CREATE, resource, null, request), request);
  }

  @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_UPDATED)
  public void updated(
      @Nullable IBaseResource before, IBaseResource resource, RequestDetails request) {
    apply(WriteRule::beforeCommit, write(Write.Kind.UPDATE, resource, before, request), request);
  }

  @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_DELETED)
  public void deleted(IBaseResource resource, RequestDetails request) {
    apply(WriteRule::beforeCommit, write(Write.Kind.DELETE, resource, null, request), request);
  }

  /** Remembers the Bundle, so that a violation can name the entry. */
  @Hook(Pointcut.STORAGE_TRANSACTION_PROCESSING)
  public void beforeTransaction(IBaseBundle bundle, RequestDetails request) {
    request.getUserData().put(BUNDLE, bundle);
    BundleContext.begin(request, (Bundle) bundle);
  }

  private void apply(
      BiConsumer<WriteRule, Write> step, Write write, @Nullable RequestDetails request) {
    try {
      for (WriteRule rule : rules) {
        if (rule.resourceTypes().contains(write.resource().fhirType())) {
          step.accept(rule, write);
        }
      }
    } catch (RuleViolationException violation) {
      BundleContext bundle = BundleContext.of(request);
      throw bundle == null ? violation : bundle.located(write.resource(), violation);
    }
  }

  private static Write write(
      Write.Kind kind,
      IBaseResource resource,
      @Nullable IBaseResource before,
      RequestDetails request) {
    return new Write(
        kind, (Resource) resource, (Resource) before, Caller.of(request), origin(request));
  }

  private static Write.Origin origin(@Nullable RequestDetails request) {
    if (request != null && META.contains(String.valueOf(request.getOperation()))) {
      return new Write.Origin(true, Map.of());
    }
    BundleContext bundle = BundleContext.of(request);
    return bundle == null ? Write.Origin.PLAIN : new Write.Origin(false, bundle.types());
  }
}
