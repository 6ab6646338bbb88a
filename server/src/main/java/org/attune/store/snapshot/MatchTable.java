package org.attune.store.snapshot;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.searchparam.MatchUrlService;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.storage.IResourcePersistentId;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/** What matches searches, found by HAPI, in a table that lives as long as the transaction. */
public final class MatchTable {

  /** Holds the internal ids of what matches. */
  static final String NAME = "attune_match";

  private static final int BATCH = 1_000;

  private final DaoRegistry daos;
  private final MatchUrlService matchUrls;
  private final FhirContext context;
  private final JdbcTemplate jdbc;

  /** Searches by HAPI, and writes by {@code jdbc} in the same transaction. */
  public MatchTable(
      DaoRegistry daos, MatchUrlService matchUrls, FhirContext context, JdbcTemplate jdbc) {
    this.daos = daos;
    this.matchUrls = matchUrls;
    this.context = context;
    this.jdbc = jdbc;
  }

  /**
   * Translates a query.
   *
   * @throws InvalidRequestException without any value of the query
   */
  public SearchParameterMap translate(String type, String query) {
    try {
      return matchUrls.translateMatchUrl(type + "?" + query, context.getResourceDefinition(type));
    } catch (RuntimeException refused) {
      throw new InvalidRequestException(
          "A query for "
              + type
              + " uses a search parameter that the type does not have, or a value that the"
              + " parameter does not take",
          refused);
    }
  }

  /** Fills the table anew with what matches one of the queries. */
  void fill(String type, List<String> queries, RequestDetails request) {
    jdbc.execute("drop table if exists " + NAME);
    jdbc.execute("create temporary table " + NAME + " (res_id bigint primary key) on commit drop");
    IFhirResourceDao<?> dao = daos.getResourceDao(type);
    for (String query : queries) {
      List<Object[]> batch = new ArrayList<>(BATCH);
      try (Stream<IResourcePersistentId<?>> found =
          dao.searchForIdStream(translate(type, query), request, null)) {
        found.forEach(
            id -> {
              batch.add(new Object[] {id.getId()});
              if (batch.size() == BATCH) {
                store(batch);
              }
            });
      }
      store(batch);
    }
    jdbc.execute("analyze " + NAME);
  }

  private void store(List<Object[]> batch) {
    jdbc.batchUpdate("insert into " + NAME + " values (?) on conflict do nothing", batch);
    batch.clear();
  }
}
