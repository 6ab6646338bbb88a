package org.attune.audit.capture.change;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import java.util.Set;
import org.attune.audit.capture.trail.PatientFinder;
import org.attune.audit.capture.trail.RowClock;
import org.attune.audit.row.AuditRows;
import org.attune.store.Write;
import org.attune.store.WriteRule;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Puts a row into every transaction that changes a resource, whoever changes it and by whatever
 * route. Comes after all other rules, and refuses AuditEvents from outside.
 */
final class ChangeRule implements WriteRule {

  private final Set<String> resourceTypes;
  private final AuditRows rows;
  private final PatientFinder patients;
  private final RowClock clock;

  ChangeRule(FhirContext context, AuditRows rows, PatientFinder patients, RowClock clock) {
    this.resourceTypes = context.getResourceTypes();
    this.rows = rows;
    this.patients = patients;
    this.clock = clock;
  }

  @Override
  public Set<String> resourceTypes() {
    return resourceTypes;
  }

  @Override
  public int order() {
    return Integer.MAX_VALUE;
  }

  @Override
  public void beforeStore(Write write) {
    if ("AuditEvent".equals(write.resource().fhirType())) {
      throw new ForbiddenOperationException(
          "AuditEvents are made by this server from its own record and are only read");
    }
  }

  @Override
  public void beforeCommit(Write write) {
    if (write.caller().housekeeping()) {
      return;
    }
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      throw new IllegalStateException("A resource is written outside a transaction");
    }
    ChangesOfTransaction changes = ChangesOfTransaction.current();
    if (changes == null) {
      changes = new ChangesOfTransaction(rows, clock);
      TransactionSynchronizationManager.registerSynchronization(changes);
    }
    changes.add(write, patients.find(write.resource()));
  }
}
