package org.attune.assessment.outcomes;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.attune.store.Caller;
import org.attune.store.RecordSets;
import org.attune.store.RecordStore;
import org.hl7.fhir.r4.model.EpisodeOfCare;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.springframework.stereotype.Service;

/** The course of one client's scores, as far as the caller sees them. */
@Service
public class Outcomes {

  private final RecordStore records;
  private final RecordSets sets;
  private final Scores scores;
  private final OutcomeCatalog catalog;

  Outcomes(RecordStore records, RecordSets sets, OutcomeCatalog catalog) {
    this.records = records;
    this.sets = sets;
    this.catalog = catalog;
    this.scores = new Scores(catalog);
  }

  /**
   * By each instrument that there are scores of.
   *
   * @param patient id of the Patient
   * @param only the instruments that are wanted; empty for all
   * @return absent if the caller sees no such Patient
   */
  public Optional<List<InstrumentCourse>> ofPatient(
      Caller caller, String patient, List<Measured> only, Span span) {
    return records
        .read(caller, Patient.class, patient)
        .map(found -> courses(caller, patient, only, span));
  }

  /**
   * The same within an episode: its first score is the baseline.
   *
   * @param episode id of the EpisodeOfCare
   * @return absent if the caller sees no such EpisodeOfCare
   */
  public Optional<List<InstrumentCourse>> ofEpisode(
      Caller caller, String episode, List<Measured> only, Span span) {
    return records
        .read(caller, EpisodeOfCare.class, episode)
        .map(
            found ->
                courses(
                    caller,
                    found.getPatient().getReferenceElement().getIdPart(),
                    only,
                    span.within(span(found.getPeriod()))));
  }

  private List<InstrumentCourse> courses(
      Caller caller, String patient, List<Measured> only, Span span) {
    List<Measured> wanted = only.isEmpty() ? catalog.all() : only;
    List<Observation> found =
        sets.all(caller, Observation.class, Scores.query(wanted, Set.of(patient), span));
    Sessions sessions =
        found.size() > 1 && Scores.needSessions(wanted)
            ? Sessions.read(sets, caller, Set.of(patient), span)
            : Sessions.unknown();
    return scores.courses(found, sessions);
  }

  private static Span span(Period period) {
    return new Span(
        Optional.ofNullable(period.getStartElement().getValueAsString()),
        Optional.ofNullable(period.getEndElement().getValueAsString()));
  }
}
