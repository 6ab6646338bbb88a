package org.attune.store;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.MatchUrlService;
import java.time.Clock;
import java.util.Set;
import java.util.function.Function;
import org.attune.store.snapshot.JdbcSnapshot;
import org.attune.store.snapshot.MatchTable;
import org.attune.store.snapshot.PatientCompartment;
import org.attune.store.snapshot.SettledTime;
import org.attune.store.snapshot.Withholding;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Snapshots in transactions of HAPI's own transaction manager, so that its searches see the same.
 */
@Component
class JpaRecordSnapshots implements RecordSnapshots {

  private final JdbcTemplate jdbc;
  private final MatchTable matches;
  private final PatientCompartment compartment;
  private final SettledTime settled;
  private final BulkAccess access;
  private final TransactionTemplate transactions;

  @Autowired
  JpaRecordSnapshots(
      DaoRegistry daos,
      MatchUrlService matchUrls,
      FhirContext context,
      JdbcTemplate jdbc,
      PlatformTransactionManager transactionManager,
      BulkAccess access) {
    this.jdbc = jdbc;
    this.access = access;
    this.matches = new MatchTable(daos, matchUrls, context, jdbc);
    this.compartment = new PatientCompartment(context);
    this.settled = new SettledTime(jdbc, Clock.systemUTC());
    this.transactions = new TransactionTemplate(transactionManager);
    this.transactions.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  @Override
  public <T> T read(Caller caller, Function<RecordSnapshot, T> work) {
    var time = settled.find();
    Withholding withholding =
        new Withholding(
            type -> access.narrowing(caller.actor(), type), access.withheld(caller.actor()));
    @Nullable T result =
        transactions.execute(
            status ->
                work.apply(
                    new JdbcSnapshot(
                        jdbc, matches, compartment, caller.request(), time, withholding)));
    if (result == null) {
      throw new IllegalStateException("The work on a snapshot gave nothing back");
    }
    return result;
  }

  @Override
  public void check(String type, String query) {
    matches.translate(type, query);
  }

  @Override
  public Set<String> compartmentTypes() {
    return compartment.types();
  }

  @Override
  public Set<String> associatedTypes() {
    return compartment.associated();
  }
}
