package org.attune.store;

import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.jpa.config.JpaConfig;
import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Puts releases to use that an operator loaded: indexes their codes, then lets the server answer
 * from them. At a start before the server reports ready, later within seconds. Of several servers
 * each indexes for itself.
 */
@Component
@Order(PackageInstallation.ORDER + 1)
class ReleaseAdoption implements ApplicationRunner {

  private static final Logger LOG = LoggerFactory.getLogger(ReleaseAdoption.class);
  private static final int SECONDS = 5;
  private static final String LOCK =
      "select pg_advisory_xact_lock(hashtext('attune.code_release'))";
  private static final List<String> FORGET =
      List.of(
          "delete from trm_concept_property where cs_ver_pid = ?",
          "delete from trm_concept_desig where cs_ver_pid = ?",
          "delete from trm_concept_pc_link where codesystem_pid = ?",
          "delete from trm_concept where codesystem_pid = ?",
          "delete from trm_codesystem_ver where pid = ?");

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transactions;
  private final TerminologyIndex index;
  private final IValidationSupport support;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "code-releases");
            thread.setDaemon(true);
            return thread;
          });
  private long seen;

  private record Release(long id, String system, String version, long pid, String state) {}

  ReleaseAdoption(
      JdbcTemplate jdbc,
      TransactionTemplate transactions,
      TerminologyIndex index,
      @Qualifier(JpaConfig.JPA_VALIDATION_SUPPORT_CHAIN) IValidationSupport support) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.index = index;
    this.support = support;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    adopt();
    var unused = timer.scheduleWithFixedDelay(this::look, SECONDS, SECONDS, TimeUnit.SECONDS);
  }

  @PreDestroy
  void stop() {
    timer.shutdownNow();
  }

  private void look() {
    try {
      adopt();
    } catch (RuntimeException failure) {
      // It is tried again; what is wrong with the database is told by whoever uses it.
      LOG.warn("A loaded code system is not in use yet: {}", failure.getClass().getSimpleName());
    }
  }

  private synchronized void adopt() throws DataAccessException {
    List<Release> news =
        jdbc.query(
            "select id, system, version, version_pid, state from attune.code_release"
                + " where id > ? or state = 'stored' order by effective, id",
            (row, number) ->
                new Release(
                    row.getLong(1),
                    row.getString(2),
                    row.getString(3),
                    row.getLong(4),
                    row.getString(5)),
            seen);
    if (news.isEmpty()) {
      return;
    }
    for (Release release : news) {
      index.add(release.pid());
      if ("stored".equals(release.state())) {
        use(release);
        LOG.info("Answering from {} {}", release.system(), release.version());
      }
      seen = Math.max(seen, release.id());
    }
    support.invalidateCaches();
  }

  /** Makes it the current version, unless a later one is. */
  private void use(Release release) {
    transactions.executeWithoutResult(
        status -> {
          jdbc.query(LOCK, row -> {});
          jdbc.update(
              "update attune.code_release set state = 'superseded'"
                  + " where system = ? and state = 'current'",
              release.system());
          jdbc.update(
              "update attune.code_release set state = 'current' where id = ?", release.id());
          jdbc.update(
              "update trm_codesystem set current_version_pid = ? where code_system_uri = ?",
              release.pid(),
              release.system());
        });
    if (forgetReplaced()) {
      index.compare();
    }
  }

  private boolean forgetReplaced() {
    return Boolean.TRUE.equals(
        transactions.execute(
            status -> {
              List<Long> replaced = replaced();
              replaced.forEach(this::forget);
              return !replaced.isEmpty();
            }));
  }

  private List<Long> replaced() {
    return jdbc.queryForList(
        "select pid from trm_codesystem_ver where cs_version_id like 'REPLACED-%'", Long.class);
  }

  private void forget(long version) {
    FORGET.forEach(sql -> jdbc.update(sql, version));
  }
}
