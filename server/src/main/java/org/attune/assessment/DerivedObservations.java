package org.attune.assessment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.attune.store.Caller;
import org.attune.store.RecordStore;
import org.attune.store.Write;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.QuestionnaireResponse;

/** Keeps the Observations of one response equal to its findings. */
final class DerivedObservations {

  private final RecordStore records;
  private final Caller caller;
  private final QuestionnaireResponse response;
  private final List<Observation> former;
  private final ScoreObservationWriter writer = new ScoreObservationWriter();

  /** Those of the response that is written; one that is new has none yet. */
  DerivedObservations(RecordStore records, Write write) {
    this.records = records;
    this.caller = write.caller().delegated(DerivedScoreGuard.OPERATION);
    this.response = (QuestionnaireResponse) write.resource();
    this.former = write.kind() == Write.Kind.CREATE ? List.of() : new ArrayList<>(find());
  }

  /** Writes a finding; the reference of its Observation. */
  String keep(Finding finding) {
    String identifier = ScoreObservationWriter.identifier(id(), finding.code().code());
    Optional<Observation> found =
        former.stream()
            .filter(observation -> ScoreObservationWriter.bears(observation, identifier))
            .findFirst();
    if (found.isPresent()) {
      former.remove(found.get());
      Observation next = found.get().copy();
      writer.write(next, response, finding);
      updateIfChanged(found.get(), next);
      return "Observation/" + found.get().getIdElement().getIdPart();
    }
    Observation created = new Observation();
    writer.write(created, response, finding);
    return "Observation/" + records.create(caller, created).id().getIdPart();
  }

  /** Voids every Observation that no finding was kept in. */
  void withdrawOthers() {
    changeOthers((score, id) -> writer.withdraw(score));
  }

  /** Voids all, so that the response can be deleted. */
  void release() {
    changeOthers(writer::withdrawAndRelease);
  }

  private void changeOthers(BiConsumer<Observation, String> change) {
    for (Observation found : former) {
      Observation next = found.copy();
      change.accept(next, id());
      updateIfChanged(found, next);
    }
  }

  private String id() {
    return response.getIdElement().getIdPart();
  }

  private void updateIfChanged(Observation found, Observation next) {
    if (!found.equalsDeep(next)) {
      records.update(caller, next);
    }
  }

  /** Also of an instrument that the response answered in an earlier version. */
  private List<Observation> find() {
    return records
        .search(caller, Observation.class, "derived-from=QuestionnaireResponse/" + id())
        .stream()
        .filter(
            observation ->
                observation.getIdentifier().stream()
                    .anyMatch(
                        known -> ScoreObservationWriter.DERIVED_SCORE.equals(known.getSystem())))
        .toList();
  }
}
