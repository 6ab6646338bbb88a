package org.attune.store;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.EnumSet;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseBundle;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.IdType;
import org.jspecify.annotations.Nullable;

/**
 * Answers a request about a single resource that the caller does not see, or that was deleted, like
 * one about a resource that never was, before HAPI compares versions or looks for references. Types
 * that the caller sees whole need no such care. Plain reads are left to {@link ReadRuleHooks},
 * which costs no second look.
 */
@Interceptor
final class HiddenTargetGuard implements RequestGuard {

  private static final Set<RestOperationTypeEnum> ABSENT =
      EnumSet.of(
          RestOperationTypeEnum.VREAD,
          RestOperationTypeEnum.PATCH,
          RestOperationTypeEnum.DELETE,
          RestOperationTypeEnum.HISTORY_INSTANCE,
          RestOperationTypeEnum.EXTENDED_OPERATION_INSTANCE,
          RestOperationTypeEnum.META,
          RestOperationTypeEnum.META_ADD,
          RestOperationTypeEnum.META_DELETE,
          RestOperationTypeEnum.VALIDATE);

  /** They are there to reach what is not seen yet. */
  private static final Set<String> REACHING = Set.of("$break-glass");

  private final Visibility visibility;

  HiddenTargetGuard(Visibility visibility) {
    this.visibility = visibility;
  }

  /** After the guards that refuse by the token alone. */
  @Override
  public int order() {
    return Integer.MAX_VALUE;
  }

  @Override
  public void check(RequestDetails request) {
    RestOperationTypeEnum operation = request.getRestOperationType();
    IIdType id = request.getId();
    if (operation == RestOperationTypeEnum.METADATA || id == null || !id.hasIdPart()) {
      return;
    }
    Caller caller = Caller.of(request);
    if (operation == RestOperationTypeEnum.UPDATE) {
      requireForUpdate(caller, typed(id, request.getResourceName()));
    } else if (ABSENT.contains(operation)
        && !REACHING.contains(String.valueOf(request.getOperation()))) {
      require(caller, typed(id, request.getResourceName()));
    }
  }

  /** The entries of a transaction; each entry of a batch comes as a transaction of its own. */
  @Hook(Pointcut.STORAGE_TRANSACTION_PROCESSING)
  public void beforeTransaction(IBaseBundle bundle, @Nullable RequestDetails request) {
    Caller caller = Caller.of(request);
    if (!caller.limited() || ((Bundle) bundle).getType() == Bundle.BundleType.BATCH) {
      return;
    }
    for (BundleEntryComponent entry : ((Bundle) bundle).getEntry()) {
      String url = String.valueOf(entry.getRequest().getUrl());
      IdType id = new IdType(url);
      HTTPVerb method = entry.getRequest().getMethod();
      if (url.indexOf('?') >= 0 || !id.hasResourceType() || !id.hasIdPart()) {
        continue;
      }
      if (method == HTTPVerb.PUT) {
        requireForUpdate(caller, id);
      } else if (method == HTTPVerb.DELETE || method == HTTPVerb.PATCH) {
        require(caller, id);
      }
    }
  }

  private void requireForUpdate(Caller caller, IdType id) {
    if (hidden(caller, id)) {
      throw ClientAssignedIdHooks.refusal();
    }
  }

  private void require(Caller caller, IdType id) {
    if (hidden(caller, id)) {
      throw new ResourceNotFoundException(id.toUnqualifiedVersionless());
    }
  }

  private boolean hidden(Caller caller, IdType id) {
    return caller.limited()
        && !visibility.whole(caller, id.getResourceType())
        && !visibility.knows(caller, id);
  }

  private static IdType typed(IIdType id, @Nullable String type) {
    return new IdType(type == null ? id.getResourceType() : type, id.getIdPart());
  }
}
