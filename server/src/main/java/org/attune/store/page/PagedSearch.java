package org.attune.store.page;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.IInterceptorBroadcaster;
import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.dao.ISearchBuilder;
import ca.uhn.fhir.jpa.dao.SearchBuilderFactory;
import ca.uhn.fhir.jpa.dao.tx.HapiTransactionService;
import ca.uhn.fhir.jpa.model.dao.JpaPid;
import ca.uhn.fhir.jpa.search.SynchronousSearchSvcImpl;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.jpa.util.SearchParameterMapCalculator;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.interceptor.ServerInterceptorUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attune.store.PageSizes;
import org.attune.store.page.Page.Place;
import org.attune.store.page.ResultKeys.Search;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/**
 * Answers searches without storing what they found: each page runs the search again and goes on
 * behind the last result of the page before. HAPI's own way answers all other searches.
 */
@Primary
@Component
class PagedSearch extends SynchronousSearchSvcImpl {

  private final HapiTransactionService transactions;
  private final IInterceptorBroadcaster interceptors;
  private final PageLinks links;
  private final IncludedKeys included;
  private final ResultKeys keys;

  @SuppressWarnings("unchecked")
  PagedSearch(
      FhirContext context,
      SearchBuilderFactory<?> builders,
      HapiTransactionService transactions,
      IInterceptorBroadcaster interceptors,
      PageLinks links,
      IncludedKeys included) {
    this.transactions = transactions;
    this.interceptors = interceptors;
    this.links = links;
    this.included = included;
    this.keys = new ResultKeys(context, (SearchBuilderFactory<JpaPid>) builders);
  }

  @Override
  @SuppressWarnings("rawtypes")
  public IBundleProvider executeQuery(
      SearchParameterMap parameters,
      RequestDetails request,
      String id,
      ISearchBuilder builder,
      Integer most,
      RequestPartitionId partition) {
    Optional<String> type = PagingHooks.paged(request);
    // Cache-Control with max-results asks for one page that is all there is.
    boolean once = most != null || SearchParameterMapCalculator.isWantOnlyCount(parameters);
    if (once || type.isEmpty()) {
      return super.executeQuery(parameters, request, id, builder, most, partition);
    }
    Search search = new Search(type.get(), parameters, id, request, partition);
    return transactions
        .withRequest(request)
        .withRequestPartitionId(partition)
        .readOnly()
        .execute(() -> page(search));
  }

  private IBundleProvider page(Search search) {
    int count = count(search.parameters());
    Optional<Place> place = Page.of(search.request()).map(Page::place);
    boolean everything = search.parameters().getEverythingMode() != null;
    Set<Long> unchanged = place.map(links::unchanged).orElse(Set.of());
    Map<Long, JpaPid> found =
        everything ? keys.everything(search) : found(search, place, unchanged, count);
    List<Long> ordered = new ArrayList<>(found.keySet());
    List<Long> shown =
        place
            .map(known -> PageBounds.after(known, ordered, unchanged, count))
            .orElseGet(() -> ordered.stream().limit(count + 1L).toList());
    boolean more = shown.size() > count;
    List<JpaPid> matches = shown.stream().limit(count).map(found::get).toList();
    List<IBaseResource> resources = load(search, matches);
    int before = place.map(Place::shown).orElse(0);
    return PageOfResults.of(
        resources,
        total(search, everything ? ordered.size() : before + matches.size(), more, everything),
        more ? links.next(search.request(), before + matches.size(), matches) : null);
  }

  private Map<Long, JpaPid> found(
      Search search, Optional<Place> place, Set<Long> unchanged, int count) {
    if (place.isEmpty()) {
      return keys.first(search, count + 1);
    }
    int wanted = place.get().shown() + count + 1 + 2 * place.get().last().size();
    while (true) {
      Map<Long, JpaPid> found = keys.first(search, wanted);
      List<Long> ordered = new ArrayList<>(found.keySet());
      if (ordered.size() < wanted
          || PageBounds.reaches(place.get(), ordered, unchanged, count)
          || unchanged.isEmpty()) {
        return found;
      }
      wanted *= 2;
    }
  }

  private static int count(SearchParameterMap parameters) {
    Integer asked = parameters.getCount();
    return asked == null || asked == 0 ? PageSizes.USUAL : Math.min(asked, PageSizes.MOST);
  }

  /** Counted where it is asked for; else known where the first page is the last. */
  private @Nullable Integer total(Search search, int known, boolean more, boolean everything) {
    if (everything) {
      return known;
    }
    if (SearchParameterMapCalculator.isWantCount(search.parameters())) {
      return keys.builder(search.type())
          .createCountQuery(
              search.parameters().clone(), search.id(), search.request(), search.partition())
          .intValue();
    }
    return more || Page.of(search.request()).isPresent() ? null : known;
  }

  private List<IBaseResource> load(Search search, List<JpaPid> matches) {
    ISearchBuilder<JpaPid> builder = keys.builder(search.type());
    List<JpaPid> all = new ArrayList<>(matches);
    List<JpaPid> more =
        search.parameters().getEverythingMode() != null
            ? List.of()
            : included.of(builder, search, all);
    List<IBaseResource> resources = new ArrayList<>();
    builder.loadResourcesByPid(all, more, resources, false, search.request());
    return ServerInterceptorUtil.fireStoragePreshowResource(
        resources, search.request(), interceptors);
  }
}
