package org.attune.assessment;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attune.store.Caller;
import org.attune.store.RecordStore;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;

/** A store of Observations in memory; knows only the search by identifier. */
final class InMemoryRecordStore implements RecordStore {

  private final Map<String, Observation> observations = new LinkedHashMap<>();
  private final List<String> operations = new ArrayList<>();

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
    List<String> tokens =
        Arrays.stream(query.substring("identifier=".length()).split(","))
            .map(token -> URLDecoder.decode(token, StandardCharsets.UTF_8).replace("\\|", "|"))
            .toList();
    return observations.values().stream()
        .filter(
            observation ->
                observation.getIdentifier().stream()
                    .anyMatch(id -> tokens.contains(id.getSystem() + "|" + id.getValue())))
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
