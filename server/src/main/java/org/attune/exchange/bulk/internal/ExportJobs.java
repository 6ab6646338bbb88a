package org.attune.exchange.bulk.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.attune.exchange.bulk.ExportProperties;
import org.attune.exchange.bulk.ExportState;
import org.attune.exchange.bulk.rules.ExportRequest;
import org.attune.store.Actor;
import org.attune.store.BulkAccess;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The jobs in their table. A server that works on one holds a lease and renews it; when the server
 * is gone, the lease runs out and the next one begins the job anew.
 */
@Component
class ExportJobs {

  private static final int MOST_FAILURES = 3;
  private static final String GIVEN_UP =
      "The export broke off several times; ask for less at once, or tell the server's operator";

  private static final String CLAIM =
      """
      update attune.export_job set state = 'running', attempt = attempt + 1,
        failures = failures + case state when 'running' then 1 else 0 end,
        lease_until = now() + interval '30 seconds', progress = 'starting'
      where id = (
        select id from attune.export_job
        where state = 'queued' and (lease_until is null or lease_until < now())
        or state = 'running' and lease_until < now() and failures < ?
        order by requested_at limit 1 for update skip locked)
      returning id, attempt, actor_kind, actor_id, limits, request::text
      """;

  private static final String FAILED =
      """
      update attune.export_job set state = 'failed', failure = ?,
        expires_at = now() + ? * interval '1 second'
      """;

  private static final JsonMapper JSON = JsonMapper.builder().findAndAddModules().build();

  private final JdbcTemplate jdbc;
  private final ExportFiles files;
  private final ExportProperties properties;
  private final TransactionTemplate transactions;
  private final BulkAccess access;

  ExportJobs(
      JdbcTemplate jdbc,
      ExportFiles files,
      ExportProperties properties,
      PlatformTransactionManager transactionManager,
      BulkAccess access) {
    this.jdbc = jdbc;
    this.files = files;
    this.properties = properties;
    this.access = access;
    this.transactions = new TransactionTemplate(transactionManager);
    this.transactions.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  UUID add(Actor actor, ExportRequest request, String url) {
    UUID id = UUID.randomUUID();
    jdbc.update(
        "insert into attune.export_job (id, actor_kind, actor_id, limits, url, request, state)"
            + " values (?, ?, ?, ?, ?, ?::jsonb, 'queued')",
        id,
        actor.kind().name(),
        actor.id(),
        access.keep(actor).orElse(null),
        url,
        json(request));
    return id;
  }

  /** Whether the actor has as many jobs under way as one may have. */
  boolean full(Actor actor) {
    Integer open =
        jdbc.queryForObject(
            "select count(*) from attune.export_job where actor_kind = ? and actor_id = ?"
                + " and state in ('queued', 'running')",
            Integer.class,
            actor.kind().name(),
            actor.id());
    return open != null && open >= properties.maxOpen();
  }

  Optional<ExportState> state(Actor actor, UUID id) {
    return jdbc
        .query(
            "select id, attempt, state, url, progress, transaction_time, expires_at, failure,"
                + " extract(epoch from now() - requested_at)::bigint as age"
                + " from attune.export_job where id = ? and actor_kind = ? and actor_id = ?"
                + " and (expires_at is null or expires_at > now())",
            (row, number) -> state(row),
            id,
            actor.kind().name(),
            actor.id())
        .stream()
        .findFirst();
  }

  private ExportState state(ResultSet row) throws SQLException {
    return switch (row.getString("state")) {
      case "complete" ->
          new ExportState.Complete(
              row.getString("url"),
              row.getTimestamp("transaction_time").toInstant(),
              row.getTimestamp("expires_at").toInstant(),
              files.of(row.getObject("id", UUID.class), row.getInt("attempt")));
      case "failed" -> new ExportState.Failed(row.getString("failure"));
      default ->
          new ExportState.Running(
              Duration.ofSeconds(row.getLong("age")), row.getString("progress"));
    };
  }

  /** What limited the actor when the job was started. */
  Optional<String> limits(Actor actor, UUID id) {
    return jdbc
        .query(
            "select limits from attune.export_job where id = ? and actor_kind = ? and actor_id = ?",
            (row, number) -> Optional.ofNullable(row.getString("limits")),
            id,
            actor.kind().name(),
            actor.id())
        .stream()
        .flatMap(Optional::stream)
        .findFirst();
  }

  boolean remove(Actor actor, UUID id) {
    return jdbc.update(
            "delete from attune.export_job where id = ? and actor_kind = ? and actor_id = ?"
                + " and (expires_at is null or expires_at > now())",
            id,
            actor.kind().name(),
            actor.id())
        > 0;
  }

  /** Takes the oldest job that nobody works on. */
  Optional<ExportJob> claim() {
    return jdbc.query(CLAIM, (row, number) -> job(row), MOST_FAILURES - 1).stream()
        .findFirst()
        .map(
            job -> {
              files.removeAll(job.id());
              return job;
            });
  }

  private ExportJob job(ResultSet row) throws SQLException {
    Actor actor =
        access.resume(
            row.getString("actor_id"),
            Actor.Kind.valueOf(row.getString("actor_kind")),
            Optional.ofNullable(row.getString("limits")));
    try {
      return new ExportJob(
          row.getObject("id", UUID.class),
          row.getInt("attempt"),
          actor,
          JSON.readValue(row.getString("request"), ExportRequest.class));
    } catch (JsonProcessingException unreadable) {
      throw new SQLException("A stored export request cannot be read", unreadable);
    }
  }

  /** Keeps the job for this server. */
  void renew(ExportJob job) {
    update("set lease_until = now() + interval '30 seconds'", job);
  }

  /**
   * Does something that belongs to the attempt, and notes how far it is.
   *
   * @throws AttemptEnded if the job is no longer this attempt's; then nothing is done
   */
  void within(ExportJob job, String progress, Runnable work) {
    transactions.executeWithoutResult(
        status -> {
          if (update("set progress = ?", job, progress) == 0) {
            throw new AttemptEnded();
          }
          work.run();
        });
  }

  void complete(ExportJob job, Instant transactionTime) {
    update(
        "set state = 'complete', transaction_time = ?,"
            + " expires_at = now() + ? * interval '1 second'",
        job,
        Timestamp.from(transactionTime),
        properties.retention().toSeconds());
  }

  /** Gives the job back, for no fault of it. */
  void release(ExportJob job) {
    update("set state = 'queued', lease_until = null", job);
  }

  /** Lets the job be tried again in a while, unless that was done often enough. */
  void broken(ExportJob job) {
    update(
        "set state = 'queued', failures = failures + 1,"
            + " lease_until = now() + interval '3 seconds'",
        job);
    jdbc.update(
        FAILED + " where id = ? and state = 'queued' and failures >= ?",
        GIVEN_UP,
        properties.retention().toSeconds(),
        job.id(),
        MOST_FAILURES);
  }

  void fail(ExportJob job, String reason) {
    jdbc.update(
        FAILED + " where id = ? and attempt = ? and state = 'running'",
        reason,
        properties.retention().toSeconds(),
        job.id(),
        job.attempt());
  }

  /** Removes what has expired, and gives up what broke off too often. */
  void sweep() {
    jdbc.update("delete from attune.export_job where expires_at <= now()");
    jdbc.update(
        FAILED + " where state = 'running' and lease_until < now() and failures >= ?",
        GIVEN_UP,
        properties.retention().toSeconds(),
        MOST_FAILURES - 1);
  }

  private int update(String change, ExportJob job, Object... values) {
    Object[] all =
        List.of(values, new Object[] {job.id(), job.attempt()}).stream()
            .flatMap(java.util.Arrays::stream)
            .toArray();
    return jdbc.update(
        "update attune.export_job "
            + change
            + " where id = ? and attempt = ? and state = 'running'",
        all);
  }

  private static String json(ExportRequest request) {
    try {
      return JSON.writeValueAsString(request);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("An export request cannot be written", impossible);
    }
  }
}
