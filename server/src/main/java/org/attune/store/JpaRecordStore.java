package org.attune.store;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.searchparam.MatchUrlService;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.SortOrderEnum;
import ca.uhn.fhir.rest.api.SortSpec;
import ca.uhn.fhir.rest.api.server.storage.IResourcePersistentId;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.EntityManagerFactoryUtils;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

/** The record store on HAPI's data access objects. */
@Component
class JpaRecordStore implements RecordStore, RecordSets {

  private static final String OCCURRENCES =
      """
      select distinct patient.fhir_id, taken.sp_value_low
      from unnest(?) as found (res_id)
      join hfj_res_link link on link.src_resource_id = found.res_id
        and link.src_path = any(?) and link.target_resource_type = 'Patient'
      join hfj_resource patient on patient.res_id = link.target_resource_id
      join hfj_spidx_date taken on taken.res_id = found.res_id and taken.sp_name = 'date'
      where taken.sp_value_low is not null
      """;

  private static final int SEARCH_LIMIT = 1_000;

  /** What a path has after its element, such as {@code .where(resolve() is Patient)}. */
  private static final Pattern CONDITION = Pattern.compile("\\.where\\(.*");

  private final DaoRegistry daos;
  private final MatchUrlService matchUrls;
  private final FhirContext context;
  private final JdbcTemplate jdbc;
  private final EntityManagerFactory entities;
  private final List<ReadRule> rules;

  JpaRecordStore(
      DaoRegistry daos,
      MatchUrlService matchUrls,
      FhirContext context,
      JdbcTemplate jdbc,
      EntityManagerFactory entities,
      List<ReadRule> rules) {
    this.daos = daos;
    this.matchUrls = matchUrls;
    this.context = context;
    this.jdbc = jdbc;
    this.entities = entities;
    this.rules = List.copyOf(rules);
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
    flush();
    return new Stored(idOf(daoFor(resource).create(resource, caller.request()).getId()));
  }

  @Override
  public Stored update(Caller caller, Resource resource) {
    flush();
    return new Stored(idOf(daoFor(resource).update(resource, caller.request()).getId()));
  }

  @Override
  public void delete(Caller caller, IdType id) {
    daos.getResourceDao(id.getResourceType()).delete(id, caller.request());
  }

  @Override
  public <T extends Resource> List<T> search(Caller caller, Class<T> type, String query) {
    flush();
    SearchParameterMap map = map(caller, type, query);
    String count = parameters(query).getFirst(Constants.PARAM_COUNT);
    map.setLoadSynchronousUpTo(
        count == null ? SEARCH_LIMIT : Math.min(SEARCH_LIMIT, Integer.parseInt(count)));
    return daos.getResourceDao(type).searchForResources(map, caller.request());
  }

  @Override
  public <T extends Resource> List<T> all(Caller caller, Class<T> type, String query) {
    flush();
    SearchParameterMap map = map(caller, type, query);
    map.setLoadSynchronous(true);
    return daos.getResourceDao(type).searchForResources(map, caller.request());
  }

  @Override
  public List<Occurrence> occurrences(Caller caller, Class<? extends Resource> type, String query) {
    flush();
    SearchParameterMap map = map(caller, type, query);
    map.setLoadSynchronous(true);
    List<IResourcePersistentId<?>> ids =
        daos.getResourceDao(type).searchForIds(map, caller.request());
    Long[] found = ids.stream().map(id -> (Long) id.getId()).toArray(Long[]::new);
    String patient = context.getResourceDefinition(type).getSearchParam("patient").getPath();
    return jdbc.query(
        connection -> {
          PreparedStatement select = connection.prepareStatement(OCCURRENCES);
          select.setArray(1, connection.createArrayOf("bigint", found));
          String[] paths = {patient, CONDITION.matcher(patient).replaceAll("")};
          select.setArray(2, connection.createArrayOf("text", paths));
          return select;
        },
        (row, number) -> new Occurrence(row.getString(1), row.getTimestamp(2).toInstant()));
  }

  private SearchParameterMap map(Caller caller, Class<? extends Resource> type, String query) {
    SearchParameterMap map =
        matchUrls.translateMatchUrl(
            context.getResourceType(type) + "?" + query + narrowing(caller, type),
            context.getResourceDefinition(type));
    map.setSort(sort(parameters(query).getFirst(Constants.PARAM_SORT)));
    return map;
  }

  private static MultiValueMap<String, String> parameters(String query) {
    return UriComponentsBuilder.newInstance().query(query).build().getQueryParams();
  }

  /** Searches from within the server pass no hook that narrows them. */
  private String narrowing(Caller caller, Class<? extends Resource> type) {
    return rules.stream()
        .map(rule -> rule.narrowing(caller, context.getResourceType(type)))
        .filter(query -> !query.isEmpty())
        .map(query -> "&" + query)
        .collect(Collectors.joining());
  }

  /**
   * Lets the database know what the transaction has written so far. Within bundles HAPI keeps it
   * back until the end, and neither a search nor the check of a reference would find it.
   */
  private void flush() {
    EntityManager current = EntityManagerFactoryUtils.getTransactionalEntityManager(entities);
    if (current != null) {
      current.flush();
    }
  }

  @Override
  public void hold(String name) {
    jdbc.query(ConditionalWriteHooks.LOCK, row -> {}, name);
  }

  /** HAPI reads all of a query but its order. */
  private static @Nullable SortSpec sort(@Nullable String keys) {
    if (keys == null || keys.isEmpty()) {
      return null;
    }
    int comma = keys.indexOf(',');
    String first = comma < 0 ? keys : keys.substring(0, comma);
    SortSpec rest = comma < 0 ? null : sort(keys.substring(comma + 1));
    return first.startsWith("-")
        ? new SortSpec(first.substring(1), SortOrderEnum.DESC, rest)
        : new SortSpec(first, SortOrderEnum.ASC, rest);
  }

  @SuppressWarnings("unchecked")
  private IFhirResourceDao<Resource> daoFor(Resource resource) {
    return (IFhirResourceDao<Resource>) daos.getResourceDao(resource.getClass());
  }

  private static IdType idOf(org.hl7.fhir.instance.model.api.IIdType id) {
    return new IdType(id.getValue());
  }
}
