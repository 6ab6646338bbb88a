package org.attune.store;

import ca.uhn.fhir.jpa.entity.TermConcept;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.attune.kernel.DataDirectory;
import org.hibernate.search.mapper.orm.Search;
import org.hibernate.search.mapper.orm.massindexing.MassIndexer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Builds the terminology index again when it does not belong to the database: after a restore, with
 * another database on the same data directory, or when somebody deleted it. Expansion and
 * subsumption read the index alone, and would silently find too little.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class TerminologyIndex implements ApplicationRunner {

  /** Its directory below the data directory. */
  static final String DIRECTORY = "lucene";

  private static final int BATCH = 500;
  private static final Logger LOG = LoggerFactory.getLogger(TerminologyIndex.class);
  private static final String IDENTITY =
      "select (select system_identifier from pg_control_system()) || '/' || oid"
          + " from pg_database where datname = current_database()";

  private final EntityManagerFactory entities;
  private final JdbcTemplate jdbc;
  private final Path owner;

  TerminologyIndex(EntityManagerFactory entities, JdbcTemplate jdbc, DataDirectory dataDirectory) {
    this.entities = entities;
    this.jdbc = jdbc;
    this.owner = dataDirectory.path(DIRECTORY).resolve("database");
  }

  @Override
  public void run(ApplicationArguments arguments) {
    compare();
  }

  /** Builds the index again if it does not hold what the database holds. */
  final void compare() {
    try {
      rebuild();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Adds the concepts of a version that were stored past Hibernate. */
  final void add(long version) {
    if (count("where codesystem_pid = " + version) == indexed(version)) {
      return;
    }
    LOG.info("Indexing the codes of a release");
    MassIndexer indexer =
        Search.mapping(entities)
            .scope(TermConcept.class)
            .massIndexer()
            .purgeAllOnStart(false)
            .threadsToLoadObjects(2)
            .batchSizeToLoadObjects(BATCH);
    indexer
        .type(TermConcept.class)
        .reindexOnly("myCodeSystemVersionPid = :version")
        .param("version", version);
    try {
      indexer.startAndWait();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void rebuild() throws IOException, InterruptedException {
    long stored = count("");
    String database = database();
    if (stored == indexed() && database.equals(owner())) {
      return;
    }
    if (stored > 0) {
      LOG.info("Building the terminology index of {} concepts", stored);
      Search.mapping(entities)
          .scope(TermConcept.class)
          .massIndexer()
          .dropAndCreateSchemaOnStart(true)
          .startAndWait();
    }
    Files.writeString(owner, database);
  }

  private long indexed() {
    try (EntityManager session = entities.createEntityManager()) {
      return Search.session(session)
          .search(TermConcept.class)
          .where(concept -> concept.matchAll())
          .fetchTotalHitCount();
    }
  }

  private long indexed(long version) {
    try (EntityManager session = entities.createEntityManager()) {
      return Search.session(session)
          .search(TermConcept.class)
          .where(concept -> concept.match().field("myCodeSystemVersionPid").matching(version))
          .fetchTotalHitCount();
    }
  }

  private long count(String condition) {
    Long count = jdbc.queryForObject("select count(*) from trm_concept " + condition, Long.class);
    return count == null ? 0 : count;
  }

  private String owner() throws IOException {
    return Files.exists(owner) ? Files.readString(owner) : "";
  }

  /** Which database this is, across all servers; empty if that is kept from us. */
  private String database() {
    try {
      return String.valueOf(jdbc.queryForObject(IDENTITY, String.class));
    } catch (DataAccessException withheld) {
      return "";
    }
  }
}
