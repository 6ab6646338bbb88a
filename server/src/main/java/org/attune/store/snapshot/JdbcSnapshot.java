package org.attune.store.snapshot;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.attune.store.RecordSnapshot;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** A snapshot within a transaction that is repeatable from its first statement on. */
public final class JdbcSnapshot implements RecordSnapshot {

  private final JdbcTemplate jdbc;
  private final MatchTable matches;
  private final PatientCompartment compartment;
  private final RequestDetails request;
  private final Instant time;
  private final Withholding withholding;
  private boolean limited;

  /**
   * Makes the current transaction repeatable, so it must not have read anything yet.
   *
   * @param request that carries the caller into HAPI's searches
   * @param time up to which the record is settled
   * @param withholding what is not given out
   */
  public JdbcSnapshot(
      JdbcTemplate jdbc,
      MatchTable matches,
      PatientCompartment compartment,
      RequestDetails request,
      Instant time,
      Withholding withholding) {
    this.jdbc = jdbc;
    this.matches = matches;
    this.compartment = compartment;
    this.request = request;
    this.time = time;
    this.withholding = withholding;
    jdbc.execute("set transaction isolation level repeatable read");
    jdbc.execute("set local application_name = '" + SettledTime.READER + "'");
  }

  @Override
  public Instant time() {
    return time;
  }

  @Override
  public List<String> types() {
    return new ResourceRows(jdbc)
        .types().stream().filter(type -> withholding.narrowing().apply(type).isPresent()).toList();
  }

  @Override
  public void limitToPatients(@Nullable Set<String> patients, boolean withAssociated) {
    new CompartmentTable(jdbc, compartment).fill(patients, withAssociated);
    limited = true;
  }

  @Override
  public void each(Selection selection, Reader reader) {
    Optional<String> narrowing = withholding.narrowing().apply(selection.type());
    if (narrowing.isEmpty()) {
      return;
    }
    List<String> queries = narrowed(selection.queries(), narrowing.get());
    List<String> tables = new ArrayList<>();
    if (limited) {
      tables.add(CompartmentTable.NAME);
    }
    if (!queries.isEmpty()) {
      matches.fill(selection.type(), queries, request);
      tables.add(MatchTable.NAME);
    }
    new ResourceRows(jdbc)
        .each(
            selection,
            time,
            tables,
            row -> {
              if (withholding.passes(row)) {
                StoredForm.json(row)
                    .ifPresentOrElse(
                        reader::resource, () -> reader.unreadable(row.type(), row.id()));
              }
            });
  }

  /** Of queries one must match, and the narrowing always. */
  private static List<String> narrowed(List<String> queries, String narrowing) {
    if (narrowing.isEmpty()) {
      return queries;
    }
    return queries.isEmpty()
        ? List.of(narrowing)
        : queries.stream().map(query -> query + "&" + narrowing).toList();
  }
}
