package org.attune.assessment;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.attune.assessment.InstrumentCatalog.Match;
import org.attune.assessment.QuestionnaireResponseReader.Reading;
import org.attune.assessment.rules.Instrument;
import org.attune.assessment.rules.Part;
import org.attune.assessment.rules.Score;
import org.attune.store.Actor;
import org.attune.store.RecordStore;
import org.attune.store.RuleViolationException;
import org.attune.store.RuleViolationException.Violation;
import org.attune.store.Write;
import org.attune.store.WriteRule;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the score Observations of every response to an instrument equal to its answers, in the
 * transaction that writes the response. Responses to other questionnaires are left alone.
 */
final class AssessmentScoring implements WriteRule {

  private static final Set<QuestionnaireResponseStatus> FINISHED =
      Set.of(QuestionnaireResponseStatus.COMPLETED, QuestionnaireResponseStatus.AMENDED);

  private final InstrumentCatalog instruments;
  private final RecordStore records;
  private final ItemFindings items;

  AssessmentScoring(InstrumentCatalog instruments, RecordStore records, ItemFindings items) {
    this.instruments = instruments;
    this.records = records;
    this.items = items;
  }

  @Override
  public Set<String> resourceTypes() {
    return Set.of("QuestionnaireResponse");
  }

  /**
   * Checks the answers and puts the computed total over one that the sender gave. Before a delete
   * it voids the scores already, since afterwards their references would forbid the delete.
   */
  @Override
  public void beforeStore(Write write) {
    QuestionnaireResponse response = (QuestionnaireResponse) write.resource();
    if (write.kind() == Write.Kind.DELETE) {
      if (instruments.match(response).isPresent()) {
        new DerivedObservations(records, write).release();
      }
    } else if (response.getStatus() != QuestionnaireResponseStatus.ENTEREDINERROR) {
      instruments.match(response).ifPresent(match -> check(match, response, write));
    }
  }

  /** Creates, updates or voids the scores. */
  @Override
  public void beforeCommit(Write write) {
    if (write.kind() == Write.Kind.DELETE) {
      return;
    }
    QuestionnaireResponse response = (QuestionnaireResponse) write.resource();
    Optional<Match> scored = scored(response);
    if (scored.isPresent()) {
      keep(write, scored.get().instrument(), response);
    } else if (write.kind() == Write.Kind.UPDATE && mayHaveScore(write.before())) {
      new DerivedObservations(records, write).withdrawOthers();
    }
  }

  private static void check(Match match, QuestionnaireResponse response, Write write) {
    Instrument instrument = match.instrument();
    if (!match.versionFits()) {
      throw new RuleViolationException(
          "not-supported",
          "QuestionnaireResponse.questionnaire",
          "Only version "
              + instrument.identity().version()
              + " of "
              + instrument.identity().url()
              + " is known here");
    }
    Reading reading = QuestionnaireResponseReader.read(instrument, response);
    List<Violation> violations = new ArrayList<>(reading.violations());
    boolean finished = FINISHED.contains(response.getStatus());
    if (finished && match.declared()) {
      if (!isImported(write)) {
        violations.addAll(reading.missing());
      }
      violations.addAll(ScoreContext.beforeStore(response));
    }
    if (!violations.isEmpty()) {
      throw new RuleViolationException(violations);
    }
    if (finished && reading.missing().isEmpty()) {
      int total = instrument.score(reading.sheet()).total();
      reading.total().ifPresent(answer -> StatedTotal.correct(answer, BigDecimal.valueOf(total)));
    }
  }

  /**
   * Whether the response was made in another system, whose gaps cannot be closed any more. Only
   * back-end systems, operators and the server itself bring such responses; people and their apps
   * are asked to complete them.
   */
  private static boolean isImported(Write write) {
    String source = write.resource().getMeta().getSource();
    return write.caller().actor().kind() != Actor.Kind.USER
        && source != null
        && !source.startsWith("#");
  }

  private Optional<Match> scored(QuestionnaireResponse response) {
    Optional<Match> match =
        FINISHED.contains(response.getStatus()) ? instruments.match(response) : Optional.empty();
    List<Violation> violations =
        match.isPresent() ? ScoreContext.beforeCommit(response) : List.of();
    if (!violations.isEmpty() && match.filter(Match::declared).isPresent()) {
      throw new RuleViolationException(violations);
    }
    return violations.isEmpty() ? match : Optional.empty();
  }

  private boolean mayHaveScore(@Nullable Resource before) {
    return !(before instanceof QuestionnaireResponse response)
        || instruments.match(response).isPresent();
  }

  private void keep(Write write, Instrument instrument, QuestionnaireResponse response) {
    Reading reading = QuestionnaireResponseReader.read(instrument, response);
    DerivedObservations derived = new DerivedObservations(records, write);
    List<String> members = new ArrayList<>();
    items.of(response).forEach(item -> members.add(derived.keep(item)));
    if (reading.missing().isEmpty()) {
      Score score = instrument.score(reading.sheet(), sex(write, instrument, response));
      for (Part part : score.parts()) {
        members.add(derived.keep(Finding.part(part.code(), part.value())));
      }
      derived.keep(Finding.total(instrument.total(), score.total(), score.band(), members));
    } else {
      derived.keep(Finding.absent(instrument.total(), members));
    }
    derived.withdrawOthers();
  }

  /** Looked up only where a cut-off depends on it. */
  private String sex(Write write, Instrument instrument, QuestionnaireResponse response) {
    if (!instrument.bands().dependOnSex()) {
      return "";
    }
    String patient = response.getSubject().getReferenceElement().getIdPart();
    return records
        .read(
            write.caller().delegated(DerivedScoreGuard.OPERATION),
            Patient.class,
            "Patient/" + patient)
        .map(person -> person.hasGender() ? person.getGender().toCode() : "")
        .orElse("");
  }
}
