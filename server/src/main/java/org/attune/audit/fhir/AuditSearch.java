package org.attune.audit.fhir;

import ca.uhn.fhir.util.UrlUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.attune.audit.row.AuditRow;
import org.attune.audit.row.AuditRows;
import org.attune.audit.row.AuditTable;
import org.attune.audit.seal.Verifier;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.StringType;
import org.springframework.jdbc.core.JdbcTemplate;

/** Finds rows. What this node's journal holds is loaded first, so that it is found as well. */
class AuditSearch {

  private static final String SELECT = "select " + AuditTable.COLUMNS + " from attune.audit_event";

  private final JdbcTemplate jdbc;
  private final DataSource dataSource;
  private final AuditRows rows;
  private final Verifier verifier;

  AuditSearch(JdbcTemplate jdbc, DataSource dataSource, AuditRows rows, Verifier verifier) {
    this.jdbc = jdbc;
    this.dataSource = dataSource;
    this.rows = rows;
    this.verifier = verifier;
  }

  Optional<AuditEvent> read(String id) {
    load();
    RowQuery query = RowQuery.of(Map.of("_id", new String[] {id}));
    return find(query, 1).stream().findFirst().map(AuditEvents::of);
  }

  Bundle search(Map<String, String[]> parameters, String base) {
    load();
    RowQuery query = RowQuery.of(parameters);
    Bundle bundle = new Bundle().setType(Bundle.BundleType.SEARCHSET);
    bundle.addLink().setRelation("self").setUrl(link(base, parameters, null));
    if (RowQuery.counts(parameters) || RowQuery.total(parameters)) {
      bundle.setTotal(count(query));
    }
    if (RowQuery.counts(parameters) || query.count() == 0) {
      return bundle;
    }
    List<AuditRow> found = find(query, query.count() + 1);
    List<AuditRow> page = found.subList(0, Math.min(found.size(), query.count()));
    for (AuditRow row : page) {
      AuditEvent event = AuditEvents.of(row);
      bundle
          .addEntry()
          .setFullUrl(base + "/AuditEvent/" + row.id())
          .setResource(event)
          .getSearch()
          .setMode(Bundle.SearchEntryMode.MATCH);
    }
    if (found.size() > page.size()) {
      AuditRow last = page.get(page.size() - 1);
      String cursor = RowQuery.cursor(last.recorded(), last.id());
      bundle.addLink().setRelation("next").setUrl(link(base, parameters, cursor));
    }
    return bundle;
  }

  /** Rows about a patient, newest first. */
  List<AuditRow> about(RowQuery query) {
    load();
    return find(query, query.count());
  }

  private List<AuditRow> find(RowQuery query, int most) {
    return jdbc.query(
        SELECT + query.where() + query.order() + " limit " + most,
        (row, number) -> AuditTable.read(row),
        query.values());
  }

  private int count(RowQuery query) {
    Integer count =
        jdbc.queryForObject(
            "select count(*) from attune.audit_event" + query.where(),
            Integer.class,
            query.values());
    return count == null ? 0 : count;
  }

  Parameters verify() {
    load();
    try (Connection connection = dataSource.getConnection()) {
      Verifier.Report report = verifier.verify(connection);
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      connection.setAutoCommit(true);
      Parameters answer = new Parameters();
      answer.addParameter("result", new BooleanType(report.holds()));
      Verifier.print(report, line -> answer.addParameter("message", new StringType(line)));
      return answer;
    } catch (SQLException failure) {
      throw new IllegalStateException("The chain cannot be read", failure);
    }
  }

  private void load() {
    try {
      rows.load();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String link(
      String base,
      Map<String, String[]> parameters,
      @org.jspecify.annotations.Nullable String cursor) {
    StringBuilder url = new StringBuilder(base).append("/AuditEvent");
    char separator = '?';
    for (Map.Entry<String, String[]> parameter : new TreeMap<>(parameters).entrySet()) {
      boolean moved = RowQuery.CURSOR.equals(parameter.getKey()) && cursor != null;
      for (String value : parameter.getValue()) {
        if (!moved) {
          url.append(separator).append(UrlUtil.escapeUrlParam(parameter.getKey()));
          url.append('=').append(UrlUtil.escapeUrlParam(value));
          separator = '&';
        }
      }
    }
    if (cursor != null) {
      url.append(separator).append(RowQuery.CURSOR).append('=').append(cursor);
    }
    return url.toString();
  }
}
