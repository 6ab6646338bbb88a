package org.attune.store;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.util.ResourceReferenceInfo;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseReference;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a new reference to what the writer does not see in the words for one to what does not
 * exist. References that the resource had before stay, for its reader knows them.
 */
@Interceptor
final class HiddenReferenceHooks {

  private final Visibility visibility;
  private final FhirContext context;

  HiddenReferenceHooks(Visibility visibility, FhirContext context) {
    this.visibility = visibility;
    this.context = context;
  }

  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
  public void beforeCreate(IBaseResource resource, @Nullable RequestDetails request) {
    check(null, resource, request);
  }

  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
  public void beforeUpdate(
      @Nullable IBaseResource before, IBaseResource resource, @Nullable RequestDetails request) {
    check(before, resource, request);
  }

  private void check(
      @Nullable IBaseResource before, IBaseResource resource, @Nullable RequestDetails request) {
    Caller caller = Caller.of(request);
    if (!caller.limited()) {
      return;
    }
    Set<String> known = new HashSet<>();
    if (before != null) {
      references(before).forEach(each -> known.add(text(each)));
    }
    for (ResourceReferenceInfo each : references(resource)) {
      if (known.add(text(each))) {
        check(caller, context.getResourceType(resource), each);
      }
    }
  }

  private void check(Caller caller, String type, ResourceReferenceInfo info) {
    String text = text(info);
    int query = text.indexOf('?');
    if (query > 0) {
      if (!visibility.whole(caller, text.substring(0, query))) {
        throw new ForbiddenOperationException(
            "The token's scopes do not cover a reference by a search; refer by id");
      }
      return;
    }
    IdType id = new IdType(text);
    if (id.isAbsolute() || !id.hasResourceType() || !id.hasIdPart()) {
      return;
    }
    if (!visibility.whole(caller, id.getResourceType()) && !visibility.knows(caller, id)) {
      throw new InvalidRequestException(
          "Resource %s not found, specified in path: %s.%s"
              .formatted(id.toUnqualifiedVersionless().getValue(), type, info.getName()));
    }
  }

  private List<ResourceReferenceInfo> references(IBaseResource resource) {
    return context.newTerser().getAllResourceReferences(resource);
  }

  private static String text(ResourceReferenceInfo info) {
    IBaseReference reference = info.getResourceReference();
    String value = reference.getReferenceElement().getValue();
    return value == null ? "" : value;
  }
}
