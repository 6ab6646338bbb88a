package org.attune.store;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;

/** Reads and writes FHIR resources on behalf of a {@link Caller}, in the current transaction. */
public interface RecordStore {

  /**
   * The identity that a write gave.
   *
   * @param id type, id and version
   */
  record Stored(IdType id) {}

  /** The current version; absent if unknown or deleted. */
  <T extends Resource> Optional<T> read(Caller caller, Class<T> type, String id);

  /** Stores a new resource under an id that the server assigns. */
  Stored create(Caller caller, Resource resource);

  /** Stores a new version of the resource that {@code resource}'s id names. */
  Stored update(Caller caller, Resource resource);

  /** Deletes a resource; its history stays. */
  void delete(Caller caller, IdType id);

  /**
   * The resources that match, in the order of {@code _sort}: at most {@code _count}, or 1,000.
   *
   * @param query search parameters as in a FHIR search URL after the question mark
   */
  <T extends Resource> List<T> search(Caller caller, Class<T> type, String query);

  /**
   * Waits until no other transaction holds the name, and holds it until the current one ends: what
   * is looked up and then written under a name is written once. Who holds several takes them in one
   * order.
   */
  void hold(String name);
}
