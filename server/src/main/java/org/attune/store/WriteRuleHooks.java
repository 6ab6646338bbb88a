package org.attune.store;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Comparator;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Adapts the features' {@link WriteRule}s to HAPI's storage hooks. Registered on the JPA
 * interceptor service, where it fires for every call of a data access object, system calls
 * included.
 */
@Interceptor
final class WriteRuleHooks {

  private final List<WriteRule> rules;

  WriteRuleHooks(List<WriteRule> rules) {
    this.rules = rules.stream().sorted(Comparator.comparingInt(WriteRule::order)).toList();
  }

  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
  public void beforeCreate(IBaseResource resource, RequestDetails request) {
    beforeStore(write(Write.Kind.CREATE, resource, null, request));
  }

  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
  public void beforeUpdate(
      @Nullable IBaseResource before, IBaseResource resource, RequestDetails request) {
    beforeStore(write(Write.Kind.UPDATE, resource, before, request));
  }

  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_DELETED)
  public void beforeDelete(IBaseResource resource, RequestDetails request) {
    beforeStore(write(Write.Kind.DELETE, resource, null, request));
  }

  @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_CREATED)
  public void created(IBaseResource resource, RequestDetails request) {
    beforeCommit(write(Write.Kind.CREATE, resource, null, request));
  }

  @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_UPDATED)
  public void updated(
      @Nullable IBaseResource before, IBaseResource resource, RequestDetails request) {
    beforeCommit(write(Write.Kind.UPDATE, resource, before, request));
  }

  @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_DELETED)
  public void deleted(IBaseResource resource, RequestDetails request) {
    beforeCommit(write(Write.Kind.DELETE, resource, null, request));
  }

  private void beforeStore(Write write) {
    for (WriteRule rule : rules) {
      if (rule.resourceTypes().contains(write.resource().fhirType())) {
        rule.beforeStore(write);
      }
    }
  }

  private void beforeCommit(Write write) {
    for (WriteRule rule : rules) {
      if (rule.resourceTypes().contains(write.resource().fhirType())) {
        rule.beforeCommit(write);
      }
    }
  }

  private static Write write(
      Write.Kind kind,
      IBaseResource resource,
      @Nullable IBaseResource before,
      RequestDetails request) {
    return new Write(kind, (Resource) resource, (Resource) before, Caller.of(request));
  }
}
