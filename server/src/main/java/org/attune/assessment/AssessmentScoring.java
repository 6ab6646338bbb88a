package org.attune.assessment;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.attune.assessment.InstrumentCatalog.Match;
import org.attune.assessment.QuestionnaireResponseReader.Reading;
import org.attune.assessment.rules.Instrument;
import org.attune.assessment.rules.Score;
import org.attune.store.Caller;
import org.attune.store.RecordStore;
import org.attune.store.RuleViolationException;
import org.attune.store.RuleViolationException.Violation;
import org.attune.store.Write;
import org.attune.store.WriteRule;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the score Observation of every response to an instrument equal to its answers, in the
 * transaction that writes the response. Responses to other questionnaires are left alone.
 */
final class AssessmentScoring implements WriteRule {

  private static final Set<QuestionnaireResponseStatus> FINISHED =
      Set.of(QuestionnaireResponseStatus.COMPLETED, QuestionnaireResponseStatus.AMENDED);

  private final InstrumentCatalog instruments;
  private final RecordStore records;
  private final ScoreObservationWriter writer = new ScoreObservationWriter();

  AssessmentScoring(InstrumentCatalog instruments, RecordStore records) {
    this.instruments = instruments;
    this.records = records;
  }

  @Override
  public Set<String> resourceTypes() {
    return Set.of("QuestionnaireResponse");
  }

  /**
   * Checks the answers and puts the computed total over one that the sender gave. Before a delete
   * it voids the score already, since afterwards the score's reference would forbid the delete.
   */
  @Override
  public void beforeStore(Write write) {
    QuestionnaireResponse response = (QuestionnaireResponse) write.resource();
    if (write.kind() == Write.Kind.DELETE) {
      String id = response.getIdElement().getIdPart();
      if (instruments.match(response).isPresent()) {
        change(write.caller(), id, score -> writer.withdrawAndRelease(score, id));
      }
    } else if (response.getStatus() != QuestionnaireResponseStatus.ENTEREDINERROR) {
      instruments.match(response).ifPresent(match -> check(match, response));
    }
  }

  /** Creates, updates or voids the score. */
  @Override
  public void beforeCommit(Write write) {
    if (write.kind() == Write.Kind.DELETE) {
      return;
    }
    QuestionnaireResponse response = (QuestionnaireResponse) write.resource();
    Optional<Scored> scored = score(response);
    if (scored.isPresent()) {
      keep(write.caller(), response, scored.get());
    } else if (write.kind() == Write.Kind.UPDATE && mayHaveScore(write.before())) {
      change(write.caller(), response.getIdElement().getIdPart(), writer::withdraw);
    }
  }

  private record Scored(Instrument instrument, Score score) {}

  private static void check(Match match, QuestionnaireResponse response) {
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
      violations.addAll(reading.missing());
      violations.addAll(ScoreContext.beforeStore(response));
    }
    if (!violations.isEmpty()) {
      throw new RuleViolationException(violations);
    }
    if (finished) {
      int total = instrument.score(reading.sheet()).total();
      reading.total().ifPresent(answer -> StatedTotal.correct(answer, BigDecimal.valueOf(total)));
    }
  }

  private Optional<Scored> score(QuestionnaireResponse response) {
    if (!FINISHED.contains(response.getStatus())) {
      return Optional.empty();
    }
    return instruments.match(response).flatMap(match -> score(match, response));
  }

  private static Optional<Scored> score(Match match, QuestionnaireResponse response) {
    List<Violation> violations = ScoreContext.beforeCommit(response);
    if (violations.isEmpty()) {
      Instrument instrument = match.instrument();
      Reading reading = QuestionnaireResponseReader.read(instrument, response);
      return Optional.of(new Scored(instrument, instrument.score(reading.sheet())));
    }
    if (match.declared()) {
      throw new RuleViolationException(violations);
    }
    return Optional.empty();
  }

  private boolean mayHaveScore(@Nullable Resource before) {
    return !(before instanceof QuestionnaireResponse response)
        || instruments.match(response).isPresent();
  }

  private void keep(Caller caller, QuestionnaireResponse response, Scored scored) {
    Caller delegated = caller.delegated(DerivedScoreGuard.OPERATION);
    String id = response.getIdElement().getIdPart();
    boolean kept = false;
    for (Observation found : find(delegated, id)) {
      Observation next = found.copy();
      if (!kept
          && next.getCode()
              .hasCoding(
                  scored.instrument().total().system(), scored.instrument().total().code())) {
        writer.write(next, response, scored.instrument(), scored.score());
        kept = true;
      } else {
        writer.withdraw(next);
      }
      updateIfChanged(delegated, found, next);
    }
    if (!kept) {
      Observation created = new Observation();
      writer.write(created, response, scored.instrument(), scored.score());
      records.create(delegated, created);
    }
  }

  private void change(Caller caller, String responseId, Consumer<Observation> change) {
    Caller delegated = caller.delegated(DerivedScoreGuard.OPERATION);
    for (Observation found : find(delegated, responseId)) {
      Observation next = found.copy();
      change.accept(next);
      updateIfChanged(delegated, found, next);
    }
  }

  private void updateIfChanged(Caller delegated, Observation found, Observation next) {
    if (!found.equalsDeep(next)) {
      records.update(delegated, next);
    }
  }

  /** All scores of a response, also of an instrument that it answered in an earlier version. */
  private List<Observation> find(Caller delegated, String responseId) {
    String tokens =
        instruments.totals().stream()
            .map(total -> ScoreObservationWriter.identifier(responseId, total))
            .map(value -> ScoreObservationWriter.DERIVED_SCORE + "|" + value.replace("|", "\\|"))
            .map(token -> URLEncoder.encode(token, StandardCharsets.UTF_8))
            .collect(Collectors.joining(","));
    return records.search(delegated, Observation.class, "identifier=" + tokens);
  }
}
