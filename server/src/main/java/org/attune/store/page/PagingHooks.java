package org.attune.store.page;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.util.ICachedSearchDetails;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets every search be answered at once, and those of clients page by page in one order. */
@Interceptor
final class PagingHooks {

  private static final String TYPE = "attune.searched";
  private static final String EVERYTHING = "$everything";
  private static final int LAST = 1_000;

  /** After what narrows the search, which may order it as well. */
  @Hook(value = Pointcut.STORAGE_PRESEARCH_REGISTERED, order = LAST)
  public void answerAtOnce(
      SearchParameterMap search, ICachedSearchDetails details, @Nullable RequestDetails request) {
    search.setLoadSynchronous(true);
    if (request == null || !comesInPages(request)) {
      return;
    }
    request.getUserData().put(TYPE, details.getResourceType());
    if (search.getEverythingMode() == null) {
      StableOrder.of(search);
    }
  }

  /** Whether a client is given the results page by page. */
  private static boolean comesInPages(RequestDetails request) {
    return request.getRestOperationType() == RestOperationTypeEnum.SEARCH_TYPE
        || (EVERYTHING.equals(request.getOperation())
            && request.getRequestType() == RequestTypeEnum.GET);
  }

  /** The type of a search that comes in pages. */
  static Optional<String> paged(@Nullable RequestDetails request) {
    return request != null && request.getUserData().get(TYPE) instanceof String type
        ? Optional.of(type)
        : Optional.empty();
  }
}
