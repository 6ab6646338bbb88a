package org.attune.smart.launch;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.attune.smart.Person;
import org.attune.smart.SessionActors;
import org.attune.store.Actor;
import org.attune.store.Caller;
import org.attune.store.RecordStore;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Patient;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The few things of the record that launching and choosing a patient need, as the person sees them.
 */
@Component
public class Chart {

  private static final int SHOWN = 50;
  private static final int LATEST = 10;

  private final RecordStore records;
  private final SessionActors actors;

  Chart(RecordStore records, SessionActors actors) {
    this.records = records;
    this.actors = actors;
  }

  /** A patient of the practice, if the person may see them. */
  public Optional<Patient> patient(@Nullable Person person, String id) {
    return Choice.isId(id)
        ? records.search(caller(person), Patient.class, "_id=" + id).stream().findFirst()
        : Optional.empty();
  }

  Optional<Encounter> encounter(@Nullable Person person, String id) {
    return records.search(caller(person), Encounter.class, "_id=" + id).stream().findFirst();
  }

  /** The patient's latest encounters, the last one first. */
  List<Encounter> encounters(Person person, String patient) {
    return records
        .search(
            caller(person),
            Encounter.class,
            "subject=Patient/" + patient + "&_sort=-date&_count=" + LATEST)
        .stream()
        .limit(LATEST)
        .toList();
  }

  /**
   * Active patients for a member of the practice to choose from, by family name, at most 50.
   *
   * @param name beginning of a family or given name; empty for any
   */
  public List<Patient> choices(Person person, String name) {
    if (!person.practice()) {
      return List.of();
    }
    String asked =
        name.isBlank()
            ? ""
            : "&name="
                + URLEncoder.encode(
                    name.strip().replaceAll("([\\\\,|$])", "\\\\$1"), StandardCharsets.UTF_8);
    return records
        .search(
            caller(person), Patient.class, "active:not=false&_sort=family&_count=" + SHOWN + asked)
        .stream()
        .limit(SHOWN)
        .toList();
  }

  private Caller caller(@Nullable Person person) {
    return Caller.session(
        person == null ? new Actor("operator", Actor.Kind.OPERATOR) : actors.of(person));
  }
}
