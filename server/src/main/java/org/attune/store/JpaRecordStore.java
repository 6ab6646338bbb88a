package org.attune.store;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.searchparam.MatchUrlService;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/** The record store on HAPI's data access objects. */
@Component
class JpaRecordStore implements RecordStore {

  private static final int SEARCH_LIMIT = 1_000;

  private final DaoRegistry daos;
  private final MatchUrlService matchUrls;
  private final FhirContext context;

  JpaRecordStore(DaoRegistry daos, MatchUrlService matchUrls, FhirContext context) {
    this.daos = daos;
    this.matchUrls = matchUrls;
    this.context = context;
  }

  @Override
  public <T extends Resource> Optional<T> read(Caller caller, Class<T> type, String id) {
    try {
      return Optional.of(daos.getResourceDao(type).read(new IdType(id), caller.request()));
    } catch (ResourceNotFoundException | ResourceGoneException absent) {
      return Optional.empty();
    }
  }

  @Override
  public Stored create(Caller caller, Resource resource) {
    return new Stored(idOf(daoFor(resource).create(resource, caller.request()).getId()));
  }

  @Override
  public Stored update(Caller caller, Resource resource) {
    return new Stored(idOf(daoFor(resource).update(resource, caller.request()).getId()));
  }

  @Override
  public void delete(Caller caller, IdType id) {
    daos.getResourceDao(id.getResourceType()).delete(id, caller.request());
  }

  @Override
  public <T extends Resource> List<T> search(Caller caller, Class<T> type, String query) {
    SearchParameterMap map =
        matchUrls.translateMatchUrl(
            context.getResourceType(type) + "?" + query, context.getResourceDefinition(type));
    map.setLoadSynchronousUpTo(SEARCH_LIMIT);
    return daos.getResourceDao(type).searchForResources(map, caller.request());
  }

  @SuppressWarnings("unchecked")
  private IFhirResourceDao<Resource> daoFor(Resource resource) {
    return (IFhirResourceDao<Resource>) daos.getResourceDao(resource.getClass());
  }

  private static IdType idOf(org.hl7.fhir.instance.model.api.IIdType id) {
    return new IdType(id.getValue());
  }
}
