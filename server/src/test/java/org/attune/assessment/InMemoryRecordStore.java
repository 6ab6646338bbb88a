package org.attune.assessment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attune.store.Caller;
import org.attune.store.RecordStore;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;

/** A store of Observations in memory; knows only the search by what they are derived from. */
final class InMemoryRecordStore implements RecordStore {

  private final Map<String, Observation> observations = new LinkedHashMap<>();
  private final List<String> operations = new ArrayList<>();

  private AdministrativeGender gender = AdministrativeGender.UNKNOWN;

  /** Lets every patient be of that gender. */
  void everybodyIs(AdministrativeGender next) {
    gender = next;
  }

  /** All Observations as stored, oldest first. */
  List<Observation> all() {
    return List.copyOf(observations.values());
  }

  /** The writes so far, each with the operation that its caller was delegated to. */
  List<String> operations() {
    return List.copyOf(operations);
  }

  @Override
  public <T extends Resource> Optional<T> read(Caller caller, Class<T> type, String id) {
    if (type == Patient.class) {
      return Optional.of(type.cast(new Patient().setGender(gender)));
    }
    return Optional.ofNullable(observations.get(id)).map(found -> type.cast(found.copy()));
  }

  @Override
  public Stored create(Caller caller, Resource resource) {
    resource.setId("Observation/o" + (observations.size() + 1));
    operations.add("create as " + caller.operation());
    return store(resource);
  }

  @Override
  public Stored update(Caller caller, Resource resource) {
    operations.add("update as " + caller.operation());
    return store(resource);
  }

  @Override
  public void delete(Caller caller, IdType id) {
    throw new UnsupportedOperationException("A score is never deleted");
  }

  @Override
  public <T extends Resource> List<T> search(Caller caller, Class<T> type, String query) {
    String response = query.substring("derived-from=".length());
    return observations.values().stream()
        .filter(
            observation ->
                observation.getDerivedFrom().stream()
                    .anyMatch(from -> response.equals(from.getReference())))
        .map(observation -> type.cast(observation.copy()))
        .toList();
  }

  @Override
  public void hold(String name) {
    // One thread only.
  }

  private Stored store(Resource resource) {
    Observation copy = ((Observation) resource).copy();
    observations.put(copy.getIdElement().getIdPart(), copy);
    return new Stored(copy.getIdElement());
  }
}
