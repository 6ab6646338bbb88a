package org.attune.store;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.MatchUrlService;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Lets only one of several writes with the same condition create the resource. HAPI remembers the
 * condition of a create only until the resource is updated, so a slow request could create a second
 * one. Here each waits for those before it and looks once more; {@link ConflictRetryHooks} has the
 * late ones repeated.
 */
@Interceptor
final class ConditionalWriteHooks {

  /** Waits for and takes a lock that ends with the transaction. */
  static final String LOCK = "select pg_advisory_xact_lock(hashtextextended(?, 0))";

  private final JdbcTemplate jdbc;
  private final MatchUrlService matchUrls;
  private final DaoRegistry daos;
  private final FhirContext context;

  ConditionalWriteHooks(
      JdbcTemplate jdbc, MatchUrlService matchUrls, DaoRegistry daos, FhirContext context) {
    this.jdbc = jdbc;
    this.matchUrls = matchUrls;
    this.daos = daos;
    this.context = context;
  }

  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
  public void beforeCreate(IBaseResource resource, @Nullable RequestDetails request) {
    String condition = request == null ? null : condition(resource, request);
    if (condition == null) {
      return;
    }
    String type = context.getResourceType(resource);
    jdbc.query(LOCK, row -> {}, type + " " + condition);
    SearchParameterMap search =
        matchUrls.translateMatchUrl(condition, context.getResourceDefinition(type));
    search.setLoadSynchronousUpTo(1);
    if (!daos.getResourceDao(type)
        .searchForIds(search, Caller.system("conditional write").request())
        .isEmpty()) {
      throw new ResourceVersionConflictException("Another request has stored a match meanwhile");
    }
  }

  /** The search that the write depends on. In bundles that of updates: many creates could lock. */
  private static @Nullable String condition(IBaseResource resource, RequestDetails request) {
    if (!(request.getUserData().get(WriteRuleHooks.BUNDLE) instanceof Bundle bundle)) {
      String update = ConflictRetryHooks.conditionalUrl(request, RestOperationTypeEnum.UPDATE);
      return update != null
          ? update
          : ConflictRetryHooks.conditionalUrl(request, RestOperationTypeEnum.CREATE);
    }
    return bundle.getEntry().stream()
        .filter(entry -> entry.getResource() == resource)
        .map(entry -> entry.getRequest())
        .filter(ConflictRetryHooks::conditionalUpdate)
        .map(Bundle.BundleEntryRequestComponent::getUrl)
        .findFirst()
        .orElse(null);
  }
}
