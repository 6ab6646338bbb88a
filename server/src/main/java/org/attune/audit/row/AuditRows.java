package org.attune.audit.row;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Where rows go: into the current transaction, or through the journal into the table. */
public final class AuditRows {

  private static final Logger LOG = LoggerFactory.getLogger(AuditRows.class);
  private static final int BATCH = 500;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transactions;
  private final Journal journal;
  private final UUID node;
  private final int epoch;
  private final RowCodec codec = new RowCodec();

  /**
   * Connects the two.
   *
   * @param node identity of this installation's data directory
   */
  public AuditRows(
      JdbcTemplate jdbc, TransactionTemplate transactions, Journal journal, UUID node) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.journal = journal;
    this.node = node;
    Integer found =
        transactions.execute(status -> jdbc.execute((ConnectionCallback<Integer>) Epochs::current));
    if (found == null) {
      throw new IllegalStateException("The table attune.audit_epoch is empty");
    }
    this.epoch = found;
  }

  /**
   * Stores a row in the current transaction.
   *
   * @throws AuditUnavailableException if it cannot be stored; the transaction must then fail
   */
  public void store(AuditRow row) {
    try {
      insert(List.of(row));
    } catch (DataAccessException failure) {
      throw new AuditUnavailableException(failure);
    }
  }

  /**
   * Keeps a row that no transaction carries.
   *
   * @throws AuditUnavailableException if it cannot be kept
   */
  public void keep(AuditRow row) {
    journal.append(row);
  }

  private void insert(List<AuditRow> rows) {
    jdbc.execute(
        (ConnectionCallback<Void>)
            connection -> {
              AuditTable.insert(connection, epoch, node, rows);
              return null;
            });
  }

  /**
   * Brings into the table what the journal holds. What was brought in before and not yet deleted,
   * because the process ended in between, is not stored twice.
   *
   * @throws IOException if the journal cannot be read
   */
  public synchronized void load() throws IOException {
    for (Path segment : journal.complete()) {
      load(segment);
    }
  }

  private void load(Path segment) throws IOException {
    List<AuditRow> rows = new ArrayList<>();
    boolean damaged = false;
    byte[] content = Files.readAllBytes(segment);
    int start = 0;
    for (int end = 0; end < content.length; end++) {
      if (content[end] == '\n') {
        byte[] line = Arrays.copyOfRange(content, start, end);
        damaged |= codec.decode(line).map(rows::add).isEmpty();
        start = end + 1;
      }
    }
    // A last line without its end was never acknowledged: the process died while writing it.
    for (int from = 0; from < rows.size(); from += BATCH) {
      List<AuditRow> batch = rows.subList(from, Math.min(from + BATCH, rows.size()));
      transactions.executeWithoutResult(status -> insert(batch));
    }
    if (damaged) {
      Path kept = segment.resolveSibling(segment.getFileName() + ".damaged");
      Files.move(segment, kept, StandardCopyOption.REPLACE_EXISTING);
      LOG.error("The audit journal has damaged lines; they are kept in {}", kept);
    } else {
      Files.deleteIfExists(segment);
    }
  }
}
