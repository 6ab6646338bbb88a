package org.attune.store;

import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.jpa.config.JpaConfig;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import jakarta.annotation.PreDestroy;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.attune.database.Notifications;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Lets every server on the database use the definitions that one of them was given, at once: HAPI
 * would go on with what it remembers, search parameters for a minute and value sets for longer.
 */
@Component
final class SharedDefinitions implements WriteRule {

  private static final Logger LOG = LoggerFactory.getLogger(SharedDefinitions.class);
  private static final String CHANNEL = "attune_definitions";
  private static final Set<String> TYPES =
      Set.of("SearchParameter", "ValueSet", "CodeSystem", "ConceptMap", "StructureDefinition");

  private final Notifications notifications;
  private final JdbcTemplate jdbc;
  private final ObjectProvider<ISearchParamRegistry> searchParameters;
  private final ObjectProvider<IValidationSupport> support;
  private final AtomicBoolean due = new AtomicBoolean();
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "definitions");
            thread.setDaemon(true);
            return thread;
          });

  SharedDefinitions(
      Notifications notifications,
      JdbcTemplate jdbc,
      ObjectProvider<ISearchParamRegistry> searchParameters,
      @Qualifier(JpaConfig.JPA_VALIDATION_SUPPORT_CHAIN)
          ObjectProvider<IValidationSupport> support) {
    this.notifications = notifications;
    this.jdbc = jdbc;
    this.searchParameters = searchParameters;
    this.support = support;
    notifications.listen(CHANNEL, news -> heard());
  }

  @Override
  public Set<String> resourceTypes() {
    return TYPES;
  }

  /** What the server installs itself is the same on all. */
  @Override
  public void beforeCommit(Write write) {
    if (write.caller().actor().kind() != Actor.Kind.SYSTEM) {
      notifications.announce(jdbc, CHANNEL, write.resource().fhirType());
    }
  }

  /** News that come while others wait to be heeded are heeded with them. */
  private void heard() {
    if (due.compareAndSet(false, true)) {
      try {
        worker.execute(this::forget);
      } catch (RejectedExecutionException ending) {
        LOG.debug("The server is ending");
      }
    }
  }

  private void forget() {
    due.set(false);
    try {
      support.getObject().invalidateCaches();
      searchParameters.getObject().forceRefresh();
    } catch (RuntimeException failure) {
      // HAPI looks by itself after a while.
      LOG.warn("New definitions are not in use yet: {}", failure.getClass().getSimpleName());
    }
  }

  @PreDestroy
  void stop() {
    worker.shutdownNow();
  }
}
