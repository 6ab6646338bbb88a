package org.attune.audit.capture.trail;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.attune.audit.row.AuditRow;
import org.jspecify.annotations.Nullable;

/** The resources and patients that a row is about, each once. Not safe for several threads. */
public final class Concerned {

  private final Map<String, Integer> patients = new LinkedHashMap<>();
  private final Map<String, AuditRow.Entity> entities = new LinkedHashMap<>();

  /** Adds a resource; a later mention of the same one replaces the earlier. */
  public void add(String reference, @Nullable String version, String action, List<String> owners) {
    String indexes =
        owners.isEmpty()
            ? ""
            : owners.stream()
                .map(owner -> String.valueOf(patient(owner)))
                .collect(Collectors.joining(","));
    entities.put(reference, new AuditRow.Entity(reference, version, action, indexes));
  }

  public void addUnlessPresent(
      String reference, @Nullable String version, String action, List<String> owners) {
    if (!entities.containsKey(reference)) {
      add(reference, version, action, owners);
    }
  }

  /** Adds a patient and gives the index. */
  public int patient(String id) {
    return patients.computeIfAbsent(id, absent -> patients.size());
  }

  public void removeAll(Set<String> references) {
    if (entities.keySet().removeAll(references) && entities.isEmpty()) {
      patients.clear();
    }
  }

  public boolean isEmpty() {
    return entities.isEmpty() && patients.isEmpty();
  }

  public Set<String> references() {
    return Set.copyOf(entities.keySet());
  }

  /** The one action on all resources, for a row whose request does not name one. */
  public String action(String requested) {
    Set<String> actions =
        entities.values().stream().map(AuditRow.Entity::action).collect(Collectors.toSet());
    boolean upsert = "U".equals(requested) && actions.contains("C");
    if (upsert || ("E".equals(requested) && actions.size() == 1)) {
      return upsert ? "C" : actions.iterator().next();
    }
    return requested;
  }

  public List<String> patients() {
    return new ArrayList<>(patients.keySet());
  }

  public Collection<AuditRow.Entity> entities() {
    return entities.values();
  }
}
