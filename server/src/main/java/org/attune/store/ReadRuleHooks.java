package org.attune.store;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.searchparam.MatchUrlService;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.model.api.IQueryParameterType;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.IPreResourceAccessDetails;
import ca.uhn.fhir.rest.api.server.IPreResourceShowDetails;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.util.ICachedSearchDetails;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.attune.store.page.StableOrder;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Adapts the features' {@link ReadRule}s to HAPI's storage hooks: searches are narrowed before they
 * run, and nothing is shown that a rule hides. What comes through after narrowing and is hidden all
 * the same makes the request fail, for an answer with gaps would be a wrong one.
 */
@Interceptor
final class ReadRuleHooks {

  /** A writer is shown what it wrote. */
  private static final Set<RestOperationTypeEnum> WRITES =
      EnumSet.of(
          RestOperationTypeEnum.CREATE,
          RestOperationTypeEnum.UPDATE,
          RestOperationTypeEnum.DELETE,
          RestOperationTypeEnum.TRANSACTION);

  private static final Set<RestOperationTypeEnum> READS =
      EnumSet.of(
          RestOperationTypeEnum.READ,
          RestOperationTypeEnum.VREAD,
          RestOperationTypeEnum.HISTORY_INSTANCE);

  private final List<ReadRule> rules;
  private final MatchUrlService matchUrls;
  private final FhirContext context;

  ReadRuleHooks(List<ReadRule> rules, MatchUrlService matchUrls, FhirContext context) {
    this.rules = List.copyOf(rules);
    this.matchUrls = matchUrls;
    this.context = context;
  }

  @Hook(Pointcut.STORAGE_PRESEARCH_REGISTERED)
  public void narrow(
      SearchParameterMap search, ICachedSearchDetails details, @Nullable RequestDetails request) {
    String type = details.getResourceType();
    Caller caller = Caller.of(request);
    for (ReadRule rule : rules) {
      String query = rule.narrowing(caller, type);
      if (!query.isEmpty()) {
        narrow(search, type, query);
      }
    }
    if (caller.limited()) {
      // The same condition twice, from the caller and from a rule, is one.
      search
          .entrySet()
          .forEach(entry -> entry.setValue(new ArrayList<>(new LinkedHashSet<>(entry.getValue()))));
      // The order in which the database comes upon results depends on what else there is.
      StableOrder.of(search);
    }
  }

  /**
   * Leaves out of what is included with the results of a search what the caller does not see. It is
   * counted nowhere and moves no page.
   */
  @Hook(Pointcut.STORAGE_PREACCESS_RESOURCES)
  public void include(IPreResourceAccessDetails details, @Nullable RequestDetails request) {
    Caller caller = Caller.of(request);
    if (!caller.limited() || request == null || !mayInclude(request)) {
      return;
    }
    for (int index = 0; index < details.size(); index++) {
      if (details.getResource(index) instanceof Resource resource && hidden(caller, resource)) {
        details.setDontReturnResourceAtIndex(index);
      }
    }
  }

  private static boolean mayInclude(RequestDetails request) {
    return request.getRestOperationType() == RestOperationTypeEnum.GET_PAGE
        || request.getParameters().keySet().stream()
            .anyMatch(
                name ->
                    name.startsWith(Constants.PARAM_INCLUDE)
                        || name.startsWith(Constants.PARAM_REVINCLUDE));
  }

  private void narrow(SearchParameterMap search, String type, String query) {
    SearchParameterMap more =
        matchUrls.translateMatchUrl(type + "?" + query, context.getResourceDefinition(type));
    more.entrySet()
        .forEach(
            entry -> {
              List<List<IQueryParameterType>> all = new ArrayList<>();
              List<List<IQueryParameterType>> asked = search.get(entry.getKey());
              if (asked != null) {
                all.addAll(asked);
              }
              all.addAll(entry.getValue());
              search.put(entry.getKey(), all);
            });
  }

  @Hook(Pointcut.STORAGE_PRESHOW_RESOURCES)
  public void show(IPreResourceShowDetails details, @Nullable RequestDetails request) {
    Caller caller = Caller.of(request);
    if (rules.isEmpty() || caller.actor().limits().isEmpty()) {
      return;
    }
    RestOperationTypeEnum operation = request == null ? null : request.getRestOperationType();
    if (operation == null || !WRITES.contains(operation)) {
      check(details, caller, operation);
    }
    // In place: what a write answers with is taken before this hook is called.
    for (IBaseResource shown : details) {
      if (shown instanceof Resource resource) {
        rules.forEach(rule -> rule.trim(caller, resource));
      }
    }
  }

  private void check(
      IPreResourceShowDetails details, Caller caller, @Nullable RestOperationTypeEnum operation) {
    for (IBaseResource shown : details) {
      if (shown instanceof Resource resource && hidden(caller, resource)) {
        if (operation != null && READS.contains(operation)) {
          throw new ResourceNotFoundException(resource.getIdElement().toUnqualifiedVersionless());
        }
        throw new ForbiddenOperationException(
            "The answer would hold resources that the token's scopes do not reach; ask for less");
      }
    }
  }

  private boolean hidden(Caller caller, Resource resource) {
    return rules.stream().anyMatch(rule -> !rule.visible(caller, resource));
  }
}
