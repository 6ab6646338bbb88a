package org.attune.access.rules;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.attune.smart.scope.Permission;
import org.attune.smart.scope.ResourceScope;
import org.attune.smart.scope.ScopeSet;
import org.jspecify.annotations.Nullable;

/**
 * How far one permission reaches within one resource type: the union of parts. No part means not at
 * all.
 *
 * @param parts what is reached, none of them within another
 */
public record Reach(List<Part> parts) {

  /**
   * What one scope reaches.
   *
   * @param patient id of the patient to whom the resource must belong; absent: any
   * @param categories values to one of which its category must belong; empty: any
   */
  public record Part(@Nullable String patient, Set<String> categories) {

    /** Keeps its own copy. */
    public Part {
      categories = Set.copyOf(categories);
    }

    /** Whether everything of the type is reached. */
    public boolean all() {
      return patient == null && categories.isEmpty();
    }

    boolean holds(Part other) {
      boolean patients = patient == null || patient.equals(other.patient);
      boolean kinds =
          categories.isEmpty()
              || (!other.categories.isEmpty() && categories.containsAll(other.categories));
      return patients && kinds;
    }
  }

  /**
   * For whom a token acts.
   *
   * @param scopes what it was granted
   * @param patient id of the patient in the launch context
   * @param practice whether user scopes reach the whole practice
   * @param ownPatient id of the one patient whom user scopes reach, if not the whole practice
   * @param system whether system scopes reach anything
   */
  public record Holder(
      ScopeSet scopes,
      @Nullable String patient,
      boolean practice,
      @Nullable String ownPatient,
      boolean system) {}

  /** To whom resources of a type belong. */
  public enum Owner {
    /** To a patient, whom the resource names. */
    PATIENT,
    /** To nobody: the practice's directory, medications, forms, definitions. */
    NOBODY,
    /** That is not known; a patient's scopes do not reach it. */
    UNKNOWN
  }

  /** Keeps its own copy. */
  public Reach {
    parts = List.copyOf(parts);
  }

  /**
   * How far a holder's scopes reach.
   *
   * @param type FHIR resource type
   * @param owner to whom resources of the type belong
   * @param granular whether resources of the type have a category to search by
   */
  public static Reach of(
      Holder holder, Permission permission, String type, Owner owner, boolean granular) {
    List<Part> parts = new ArrayList<>();
    for (ResourceScope scope : holder.scopes().resources()) {
      boolean fits = scope.permissions().contains(permission) && scope.concerns(type);
      if (fits && (granular || scope.categories().isEmpty())) {
        part(holder, scope, permission, owner).ifPresent(parts::add);
      }
    }
    return new Reach(reduced(parts));
  }

  private static Optional<Part> part(
      Holder holder, ResourceScope scope, Permission permission, Owner owner) {
    return switch (scope.level()) {
      case PATIENT -> ofPatient(holder.patient(), scope, permission, owner);
      case SYSTEM ->
          holder.system() ? Optional.of(new Part(null, scope.categories())) : Optional.empty();
      case USER ->
          holder.practice()
              ? Optional.of(new Part(null, scope.categories()))
              : ofPatient(holder.ownPatient(), scope, permission, owner);
    };
  }

  /** What belongs to nobody may be read for a patient's sake, but not written. */
  private static Optional<Part> ofPatient(
      @Nullable String patient, ResourceScope scope, Permission permission, Owner owner) {
    if (patient == null || owner == Owner.UNKNOWN) {
      return Optional.empty();
    }
    if (owner == Owner.PATIENT) {
      return Optional.of(new Part(patient, scope.categories()));
    }
    boolean looks = permission == Permission.READ || permission == Permission.SEARCH;
    return looks ? Optional.of(new Part(null, scope.categories())) : Optional.empty();
  }

  private static List<Part> reduced(List<Part> parts) {
    List<Part> kept = new ArrayList<>();
    for (Part part : new LinkedHashSet<>(parts)) {
      if (kept.stream().noneMatch(other -> other.holds(part))) {
        kept.removeIf(part::holds);
        kept.add(part);
      }
    }
    return kept;
  }

  /** Whether nothing is reached. */
  public boolean none() {
    return parts.isEmpty();
  }

  /** Whether the whole type is reached. */
  public boolean all() {
    return parts.stream().anyMatch(Part::all);
  }

  /**
   * The one part that stands for all of them, if a search can be narrowed to it: parts that differ
   * in categories only are joined.
   */
  public Optional<Part> single() {
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    Part first = parts.get(0);
    Set<String> categories = new LinkedHashSet<>();
    for (Part part : parts) {
      if (!java.util.Objects.equals(part.patient(), first.patient())) {
        return Optional.empty();
      }
      categories.addAll(part.categories());
    }
    return Optional.of(new Part(first.patient(), categories));
  }
}
