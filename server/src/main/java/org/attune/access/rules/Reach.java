package org.attune.access.rules;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.attune.smart.scope.Permission;
import org.attune.smart.scope.ResourceScope;
import org.attune.smart.scope.ScopeSet;
import org.jspecify.annotations.Nullable;

/**
 * How far one permission reaches within one resource type: the union of parts. No part means not at
 * all. For a person it is what both the scopes and one of the roles allow.
 *
 * @param parts what is reached, none of them within another by its nature
 */
public record Reach(List<Part> parts) {

  /**
   * Some patients.
   *
   * @param origin where the limit comes from: of two limits with the same origin the patients are
   *     the same at any time, whoever they are
   * @param ids of the patients, without type; may be empty
   */
  public record Patients(String origin, Set<String> ids) {

    /** Keeps its own copy. */
    public Patients {
      ids = Set.copyOf(ids);
    }

    private Patients and(Patients other) {
      Set<String> both = new LinkedHashSet<>(ids);
      both.retainAll(other.ids);
      return new Patients(origin + "&" + other.origin, both);
    }

    private Patients or(Patients other) {
      Set<String> either = new LinkedHashSet<>(ids);
      either.addAll(other.ids);
      return new Patients(origin + "|" + other.origin, either);
    }
  }

  /**
   * What one scope and one role reach together.
   *
   * @param patients to one of whom the resource must belong; absent: any
   * @param categories values to one of which its category must belong; empty: any
   * @param reasons whether {@link Reasons} are seen
   * @param label id of the Organization whose label it must carry; absent: none
   */
  public record Part(
      @Nullable Patients patients,
      Set<String> categories,
      boolean reasons,
      @Nullable String label) {

    /** With reasons, and whatever the labels. */
    public Part(@Nullable Patients patients, Set<String> categories) {
      this(patients, categories, true, null);
    }

    /** Keeps its own copy. */
    public Part {
      categories = Set.copyOf(categories);
    }

    /** Whether everything of the type is reached and seen. */
    public boolean all() {
      return patients == null && categories.isEmpty() && reasons && label == null;
    }

    /** Whether it holds another, whoever the patients are. */
    private boolean holds(Part other) {
      boolean kinds =
          categories.isEmpty()
              || (!other.categories.isEmpty() && categories.containsAll(other.categories));
      boolean everyone = patients == null && label == null;
      return kinds && (reasons || !other.reasons) && (everyone || sameOrigin(other));
    }

    private boolean sameOrigin(Part other) {
      return Objects.equals(origin(), other.origin()) && Objects.equals(label, other.label);
    }

    private @Nullable String origin() {
      return patients == null ? null : patients.origin;
    }

    /** What lies in both this, which a scope reaches, and a right; absent if nothing can. */
    private Optional<Part> and(Part right) {
      Set<String> shared =
          new LinkedHashSet<>(categories.isEmpty() ? right.categories : categories);
      if (!right.categories.isEmpty()) {
        shared.retainAll(right.categories);
      }
      boolean apart = shared.isEmpty() && !right.categories.isEmpty();
      return apart
          ? Optional.empty()
          : Optional.of(new Part(bothPatients(right), shared, right.reasons, right.label));
    }

    private @Nullable Patients bothPatients(Part other) {
      if (patients == null) {
        return other.patients;
      }
      return other.patients == null ? patients : patients.and(other.patients);
    }

    private @Nullable Patients eitherPatients(Part other) {
      return patients == null || other.patients == null ? null : patients.or(other.patients);
    }

    /** What lies in either, if that is a part: limits of one kind can be joined. */
    private Optional<Part> or(Part other) {
      if (sameOrigin(other)) {
        Set<String> either = new LinkedHashSet<>(categories);
        either.addAll(other.categories);
        boolean any = categories.isEmpty() || other.categories.isEmpty();
        return Optional.of(new Part(patients, any ? Set.of() : either, true, label));
      }
      if (!categories.equals(other.categories) || !Objects.equals(label, other.label)) {
        return Optional.empty();
      }
      return Optional.of(new Part(eitherPatients(other), categories, true, label));
    }
  }

  /**
   * For whom a token acts.
   *
   * @param scopes what it was granted
   * @param patient id of the patient in the launch context
   * @param roles of the person, each with the patients whom it reaches
   * @param system whether system scopes reach all of the record
   * @param organization id of the Organization for which a system acts; absent: for the practice
   */
  public record Holder(
      ScopeSet scopes,
      @Nullable String patient,
      Map<Role, Set<String>> roles,
      boolean system,
      @Nullable String organization) {

    /** Whoever acts for the practice. */
    public Holder(
        ScopeSet scopes, @Nullable String patient, Map<Role, Set<String>> roles, boolean system) {
      this(scopes, patient, roles, system, null);
    }

    /** Keeps its own copy. */
    public Holder {
      roles = Map.copyOf(roles);
    }
  }

  /**
   * A resource type as decisions see it.
   *
   * @param name FHIR resource type
   * @param owner to whom its resources belong
   * @param granular whether its resources have a category to search by
   */
  public record Kind(String name, Owner owner, boolean granular) {}

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

  /** How far a holder's scopes reach, within what the roles allow. */
  public static Reach of(RoleMatrix matrix, Holder holder, Permission permission, Kind kind) {
    List<Part> parts = new ArrayList<>();
    for (ResourceScope scope : holder.scopes().resources()) {
      boolean fits = scope.permissions().contains(permission) && scope.concerns(kind.name());
      if (fits && (kind.granular() || scope.categories().isEmpty())) {
        add(parts, matrix, holder, permission, kind, scope);
      }
    }
    return new Reach(parts);
  }

  private static void add(
      List<Part> parts,
      RoleMatrix matrix,
      Holder holder,
      Permission permission,
      Kind kind,
      ResourceScope scope) {
    if (scope.level() == ResourceScope.Level.SYSTEM && holder.system()) {
      add(parts, new Part(null, scope.categories()));
      return;
    }
    base(holder, permission, kind, scope)
        .ifPresent(
            base ->
                rights(matrix, holder, permission, kind)
                    .forEach(right -> base.and(right).ifPresent(part -> add(parts, part))));
  }

  private static Optional<Part> base(
      Holder holder, Permission permission, Kind kind, ResourceScope scope) {
    boolean ofSystem = scope.level() == ResourceScope.Level.SYSTEM;
    if (ofSystem != (holder.organization() != null)) {
      return Optional.empty();
    }
    if (ofSystem || scope.level() == ResourceScope.Level.USER) {
      return Optional.of(new Part(null, scope.categories()));
    }
    String patient = holder.patient();
    if (patient == null || kind.owner() == Owner.UNKNOWN) {
      return Optional.empty();
    }
    if (kind.owner() == Owner.PATIENT) {
      return Optional.of(new Part(new Patients("context", Set.of(patient)), scope.categories()));
    }
    // What belongs to nobody may be read for a patient's sake, but not written.
    boolean looks = permission == Permission.READ || permission == Permission.SEARCH;
    return looks ? Optional.of(new Part(null, scope.categories())) : Optional.empty();
  }

  private static List<Part> rights(
      RoleMatrix matrix, Holder holder, Permission permission, Kind kind) {
    List<Part> rights = new ArrayList<>();
    for (Role role : Role.values()) {
      Set<String> patients = holder.roles().get(role);
      if (patients != null) {
        matrix.of(role, kind.name()).stream()
            .filter(cell -> cell.permissions().contains(permission))
            .forEach(cell -> right(cell, role, patients, holder, kind).ifPresent(rights::add));
      }
    }
    return rights;
  }

  private static Optional<Part> right(
      RoleMatrix.Cell cell, Role role, Set<String> patients, Holder holder, Kind kind) {
    return switch (cell.extent()) {
      case ALL -> Optional.of(new Part(null, cell.categories(), cell.reasons(), null));
      case LABELLED ->
          Optional.of(new Part(null, cell.categories(), cell.reasons(), holder.organization()));
      case CASELOAD, OWN ->
          kind.owner() == Owner.PATIENT
              ? Optional.of(
                  new Part(
                      new Patients(role.code(), patients), cell.categories(), cell.reasons(), null))
              : Optional.empty();
    };
  }

  private static void add(List<Part> kept, Part part) {
    if (kept.stream().noneMatch(other -> other.holds(part))) {
      kept.removeIf(part::holds);
      kept.add(part);
    }
  }

  /** Whether nothing is reached, whoever the patients are. */
  public boolean none() {
    return parts.isEmpty();
  }

  /** Whether the whole type is reached. */
  public boolean all() {
    return parts.stream().anyMatch(Part::all);
  }

  /** Whether {@link Reasons} are seen in all that is reached. */
  public boolean reasons() {
    return parts.stream().allMatch(Part::reasons);
  }

  /**
   * The one part that stands for all, if a search can be narrowed to it. Whether it can follows
   * from scopes and roles, never from who the patients are.
   */
  public Optional<Part> single() {
    Optional<Part> joined = parts.stream().findFirst();
    for (Part part : parts) {
      joined = joined.flatMap(before -> before.or(part));
    }
    return joined;
  }
}
