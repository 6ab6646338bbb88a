package org.attune.store;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.model.api.IQueryParameterType;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.StringParam;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.util.ICachedSearchDetails;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Narrows a search to a compartment in the database: one of the references that make a resource of
 * the type belong to it must lead to its owner.
 */
@Interceptor
final class CompartmentHooks {

  private final FhirContext context;

  CompartmentHooks(FhirContext context) {
    this.context = context;
  }

  @Hook(Pointcut.STORAGE_PRESEARCH_REGISTERED)
  public void narrow(
      SearchParameterMap search, ICachedSearchDetails details, @Nullable RequestDetails request) {
    Optional<Compartment> compartment =
        Compartment.of(request).filter(tied -> tied.type().equals(details.getResourceType()));
    if (compartment.isPresent()) {
      StringParam both = new StringParam(joined(asked(search), belongs(compartment.get())));
      search.put(Constants.PARAM_FILTER, List.of(List.of(both)));
    }
  }

  /** HAPI looks at one filter only, so that the caller's own and this one must be one. */
  private static String asked(SearchParameterMap search) {
    List<List<IQueryParameterType>> given = search.get(Constants.PARAM_FILTER);
    return given == null
        ? ""
        : given.stream()
            .flatMap(List::stream)
            .map(filter -> "(" + ((StringParam) filter).getValue() + ")")
            .collect(Collectors.joining(" and "));
  }

  private static String joined(String asked, String belongs) {
    return asked.isEmpty() ? belongs : asked + " and (" + belongs + ")";
  }

  private String belongs(Compartment compartment) {
    List<String> links =
        context
            .getResourceDefinition(compartment.type())
            .getSearchParamsForCompartmentName(compartment.owner())
            .stream()
            .map(RuntimeSearchParam::getName)
            .distinct()
            .sorted()
            .map(name -> name + " eq " + compartment.owner() + "/" + compartment.id())
            .toList();
    if (links.isEmpty()) {
      throw new InvalidRequestException(
          "Resources of type %s are in no compartment of a %s"
              .formatted(compartment.type(), compartment.owner()));
    }
    return String.join(" or ", links);
  }
}
