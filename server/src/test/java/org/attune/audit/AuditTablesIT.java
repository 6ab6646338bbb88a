package org.attune.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.attune.audit.row.AuditRow;
import org.attune.audit.row.AuditRows;
import org.attune.audit.row.Journal;
import org.attune.audit.seal.Retention;
import org.attune.audit.seal.Sealer;
import org.attune.audit.seal.Verifier;
import org.attune.database.SideTables;
import org.attune.kernel.DataDirectory;
import org.attune.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** What several servers, a restore and retention do to the tables, without a server. */
class AuditTablesIT {

  private final Path directory;
  private final DataSource dataSource;
  private final JdbcTemplate jdbc;

  AuditTablesIT(@TempDir Path directory) {
    TestDatabase.Access access = TestDatabase.newDatabase();
    this.directory = directory;
    this.dataSource =
        new DriverManagerDataSource(access.url(), access.username(), access.password());
    this.jdbc = new JdbcTemplate(dataSource);
    SideTables.migrate(dataSource);
  }

  /** A server as far as the audit is concerned. */
  private final class Node {
    final DataDirectory data;
    final AuditRows rows;
    final Sealer sealer;

    Node(String name) throws Exception {
      data = new DataDirectory(directory.resolve(name));
      sealer = new Sealer(data, Clock.systemUTC());
      rows =
          new AuditRows(
              jdbc,
              new TransactionTemplate(new DataSourceTransactionManager(dataSource)),
              new Journal(data.path("audit").resolve("journal")),
              UUID.randomUUID());
    }

    int seal() throws SQLException {
      try (Connection connection = dataSource.getConnection()) {
        connection.setAutoCommit(false);
        return sealer.seal(connection);
      }
    }

    Verifier.Report verify() throws SQLException {
      try (Connection connection = dataSource.getConnection()) {
        return new Verifier(data).verify(connection);
      }
    }

    void keep(Instant when) throws Exception {
      rows.keep(row(when));
      rows.load();
    }
  }

  private static AuditRow row(Instant when) {
    return new AuditRow(
        UUID.randomUUID(),
        AuditRow.micros(when),
        new AuditRow.Agent("user", "u", null, null, List.of(), List.of()),
        new AuditRow.Event("r", "read", "Patient", null, "R", 200, null, null),
        List.of("p"),
        List.of(new AuditRow.Entity("Patient/p", "1", "R", "0")));
  }

  private long count() {
    Long count = jdbc.queryForObject("select count(*) from attune.audit_event", Long.class);
    return count == null ? 0 : count;
  }

  @Test
  void several_servers_fill_and_seal_one_chain_without_losing_or_doubling_a_row() throws Exception {
    List<Node> nodes = List.of(new Node("one"), new Node("two"), new Node("three"));
    ExecutorService threads = Executors.newFixedThreadPool(nodes.size());
    List<Callable<Integer>> work = new ArrayList<>();
    for (Node node : nodes) {
      work.add(
          () -> {
            int links = 0;
            for (int number = 0; number < 60; number++) {
              node.keep(Clock.systemUTC().instant());
              links += node.seal();
            }
            return links;
          });
    }
    int links = 0;
    for (Future<Integer> done : threads.invokeAll(work)) {
      links += done.get();
    }
    threads.shutdown();
    links += nodes.get(0).seal();

    for (Node node : nodes) {
      Verifier.Report report = node.verify();
      assertThat(report.faults()).isEmpty();
      assertThat(report.rows()).isEqualTo(180).isEqualTo(count());
      assertThat(report.links()).isEqualTo(links).isGreaterThan(1);
      assertThat(report.open()).isZero();
    }
  }

  @Test
  void what_was_loaded_before_the_process_died_is_not_loaded_twice() throws Exception {
    Node node = new Node("one");
    AuditRow row = row(Instant.parse("2026-01-05T00:00:00Z"));
    node.rows.keep(row);
    node.rows.load();
    node.rows.keep(row);
    node.rows.load();

    assertThat(count()).isEqualTo(1);
  }

  @Test
  void a_database_that_counts_transactions_anew_begins_an_epoch_and_the_chain_goes_on()
      throws Exception {
    Node before = new Node("before");
    before.keep(Instant.parse("2026-01-05T00:00:00Z"));
    jdbc.update("update attune.audit_event set txn = 900000000000");
    Node after = new Node("after");
    after.keep(Instant.parse("2026-01-06T00:00:00Z"));
    after.seal();

    Verifier.Report report = after.verify();
    assertThat(report.faults()).isEmpty();
    assertThat(report.rows()).isEqualTo(2);
    assertThat(jdbc.queryForList("select epoch from attune.audit_event order by 1", Integer.class))
        .containsExactly(1, 2);
  }

  @Test
  void a_chain_whose_end_was_cut_off_is_found_by_the_anchor() throws Exception {
    Node node = new Node("one");
    node.keep(Instant.parse("2026-01-05T00:00:00Z"));
    node.seal();
    node.keep(Instant.parse("2026-01-06T00:00:00Z"));
    node.seal();
    jdbc.update("delete from attune.audit_event where recorded >= '2026-01-06'");
    jdbc.update("delete from attune.audit_block where number = 2");

    assertThat(node.verify().faults()).singleElement().asString().contains("lacks link 2");
  }

  @Test
  void retention_takes_out_whole_months_and_the_chain_tells_it_from_a_theft() throws Exception {
    Node node = new Node("one");
    node.keep(Instant.parse("2015-03-05T00:00:00Z"));
    node.keep(Instant.parse("2015-04-05T00:00:00Z"));
    jdbc.queryForList("select attune.audit_partition(date '2015-03-01')::text");
    node.keep(Instant.parse("2015-05-05T00:00:00Z"));
    node.seal();
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      long taken =
          new Retention(node.sealer.key(), Clock.systemUTC())
              .retain(connection, YearMonth.of(2015, 5));
      connection.commit();
      assertThat(taken).isEqualTo(2);
    }
    Verifier.Report report = node.verify();
    jdbc.update("delete from attune.audit_event");
    List<String> faults = node.verify().faults();
    jdbc.update("update attune.audit_retention set cutoff = '2016-01-01'");

    assertThat(report.faults()).isEmpty();
    assertThat(report.retired()).isEqualTo(2);
    assertThat(faults).singleElement().asString().contains("2015-05-05", "is missing");
    assertThat(node.verify().faults()).anyMatch(fault -> fault.contains("decision on retention"));
  }
}
