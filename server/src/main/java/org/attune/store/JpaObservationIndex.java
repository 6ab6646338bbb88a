package org.attune.store;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.model.dao.JpaPid;
import ca.uhn.fhir.jpa.searchparam.MatchUrlService;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import java.sql.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Observation;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Two queries: HAPI finds the keys, narrowed by its hooks; the second reads their index rows. */
@Component
final class JpaObservationIndex implements ObservationIndex {

  private static final String TYPE = "Observation";

  private static final String ROWS =
      """
      select r.fhir_id,
        (select array_agg(coalesce(t.sp_system, '') || '|' || t.sp_value)
           from hfj_spidx_token t
          where t.res_id = r.res_id and t.sp_name = 'code' and t.sp_value is not null) as codes,
        (select array_agg(s.sp_value_exact)
           from hfj_spidx_string s
          where s.res_id = r.res_id and s.sp_name = 'code' and s.sp_value_exact is not null
        ) as texts,
        (select max(d.sp_value_low)
           from hfj_spidx_date d
          where d.res_id = r.res_id and d.sp_name = 'date') as at
      from hfj_resource r
      where r.res_id = any(?) and r.res_deleted_at is null
      order by at desc nulls last, r.res_id desc
      """;

  private final DaoRegistry daos;
  private final MatchUrlService matchUrls;
  private final FhirContext context;
  private final JdbcTemplate jdbc;

  JpaObservationIndex(
      DaoRegistry daos, MatchUrlService matchUrls, FhirContext context, JdbcTemplate jdbc) {
    this.daos = daos;
    this.matchUrls = matchUrls;
    this.context = context;
    this.jdbc = jdbc;
  }

  @Override
  public List<Entry> latestFirst(Caller caller, String query, int most) {
    SearchParameterMap search =
        matchUrls.translateMatchUrl(TYPE + "?" + query, context.getResourceDefinition(TYPE));
    search.setLoadSynchronousUpTo(most);
    List<JpaPid> found =
        daos.getResourceDao(Observation.class).searchForIds(search, caller.request(), null);
    if (found.isEmpty()) {
      return List.of();
    }
    Long[] keys = found.stream().map(JpaPid::getId).distinct().toArray(Long[]::new);
    List<Entry> entries = new ArrayList<>();
    jdbc.query(
        connection -> {
          var statement = connection.prepareStatement(ROWS);
          statement.setArray(1, connection.createArrayOf("bigint", keys));
          return statement;
        },
        row -> {
          Set<String> codes = texts(row.getArray("codes"));
          entries.add(
              new Entry(
                  row.getString("fhir_id"),
                  codes.isEmpty() ? texts(row.getArray("texts")) : codes));
        });
    return entries;
  }

  private static Set<String> texts(@org.jspecify.annotations.Nullable Array values)
      throws java.sql.SQLException {
    return values == null ? Set.of() : new HashSet<>(Arrays.asList((String[]) values.getArray()));
  }
}
