package org.attune.access.emergency;

import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.attune.access.grants.Standings;
import org.attune.access.rules.Grant;
import org.attune.store.Caller;
import org.attune.store.RecordStore;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Opens a chart to somebody who does not treat the client, for some hours. In the same transaction
 * a Task asks the owner of the practice to review it.
 *
 * @see <a href="https://www.law.cornell.edu/cfr/text/45/164.312">45 CFR 164.312(a)(2)(ii),
 *     emergency access procedure</a>
 */
@Component
public class BreakGlass {

  private static final String OPERATION = "$break-glass";
  private static final String TASK_CODE = "https://attune.org/fhir/CodeSystem/task-code";
  private static final String REVIEW = "privacy-review";

  private final RecordStore records;
  private final Standings standings;
  private final EmergencyProperties properties;
  private final Clock clock;
  private final TransactionTemplate transaction;

  BreakGlass(
      RecordStore records,
      Standings standings,
      EmergencyProperties properties,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.records = records;
    this.standings = standings;
    this.properties = properties;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
  }

  /**
   * What was opened.
   *
   * @param until when the chart closes again
   * @param review the Task that asks for a review
   */
  public record Opened(Instant until, String review) {}

  /**
   * Opens a chart.
   *
   * @param caller who opens it
   * @param person the same as a relative reference
   * @param patient id of the Patient
   * @param reason in the person's own words
   * @return absent if there is no such patient
   */
  public Optional<Opened> open(Caller caller, String person, String patient, String reason) {
    Caller acting = caller.delegated(OPERATION);
    // Outside of the transaction, which a patient who is not there would spoil.
    return records
        .read(acting, Patient.class, patient)
        .map(
            found ->
                java.util.Objects.requireNonNull(
                    transaction.execute(status -> unlock(acting, person, patient, reason))));
  }

  private Opened unlock(Caller acting, String person, String patient, String reason) {
    Instant now = clock.instant();
    Instant until = now.plus(properties.breakGlassDuration());
    String source = "break-glass/" + UUID.randomUUID();
    standings.change(
        source, Set.of(), Set.of(new Grant(person, Grant.Relation.OPENED, patient, now, until)));
    return new Opened(
        until, records.create(acting, review(person, patient, reason, now)).id().getIdPart());
  }

  private static Task review(String person, String patient, String reason, Instant now) {
    Task review = new Task();
    review
        .setStatus(Task.TaskStatus.REQUESTED)
        .setIntent(Task.TaskIntent.ORDER)
        .setPriority(Task.TaskPriority.URGENT)
        .setCode(new CodeableConcept(new Coding(TASK_CODE, REVIEW, null)))
        .setFor(new Reference("Patient/" + patient))
        .setFocus(new Reference("Patient/" + patient))
        .setAuthoredOn(Date.from(now))
        .setRequester(new Reference(person))
        .setReasonCode(new CodeableConcept().setText(reason))
        .addPerformerType(new CodeableConcept().setText("Owner of the practice"));
    return review;
  }
}
