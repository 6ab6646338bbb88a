package org.attune.access.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.attune.access.rules.Reach.Holder;
import org.attune.access.rules.Reach.Kind;
import org.attune.access.rules.Reach.Owner;
import org.attune.access.rules.Reach.Part;
import org.attune.access.rules.Reach.Patients;
import org.attune.smart.scope.Permission;
import org.attune.smart.scope.ScopeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReachTest {

  private static final String A = "http://s|a";
  private static final String B = "http://s|b";
  private static final String C = "http://s|c";

  private static final RoleMatrix MATRIX =
      RoleMatrix.parse(
          """
          types; clinician; supervisor; biller; practice-owner; client

          Observation; caseload:rs; caseload:rs; all:rs[http://s|a,http://s|b]; all:cruds; own:crs
          Location; all:rs; all:rs; all:rs; all:cruds; all:rs
          Slot; all:rs; caseload:rs; -; -; -
          Encounter; caseload:rs; -; all:rs-reasons; all:cruds; -
          *; -; -; -; all:cruds; -
          """);

  static Holder holder(String scopes, @Nullable String patient, Role role, String... ids) {
    return new Holder(ScopeSet.parse(scopes), patient, Map.of(role, Set.of(ids)), false);
  }

  private static Holder client(String scopes, @Nullable String patient) {
    return holder(scopes, patient, Role.CLIENT, "p");
  }

  private static Reach of(Holder holder, Permission permission, String type, Owner owner) {
    return Reach.of(MATRIX, holder, permission, new Kind(type, owner, true));
  }

  static Reach search(Holder holder) {
    return of(holder, Permission.SEARCH, "Observation", Owner.PATIENT);
  }

  /** The patients to whom a search is narrowed. */
  private static Set<String> ids(Reach reach) {
    return reach.single().map(Part::patients).map(Patients::ids).orElseThrow();
  }

  private static Holder both(Role one, Role other, String scopes) {
    return new Holder(
        ScopeSet.parse(scopes), null, Map.of(one, Set.of("x"), other, Set.of("y")), false);
  }

  @Test
  @DisplayName("S12: scopes of a patient without a patient reach nothing")
  void noPatientNoReach() {
    assertThat(search(client("patient/*.cruds", null)).none()).isTrue();
  }

  @Test
  void scopesOfAPatientReachThatPatient() {
    Reach reach = search(client("patient/*.rs", "p"));

    assertThat(reach.parts())
        .containsExactly(new Part(new Patients("context&client", Set.of("p")), Set.of()));
    assertThat(reach.all()).isFalse();
    assertThat(reach.none()).isFalse();
  }

  @Test
  @DisplayName("S10: user scopes reach no further than the person's own rights")
  void userScopesReachWhatTheRoleAllows() {
    Reach caseload = search(holder("user/*.cruds", null, Role.CLINICIAN, "x", "y"));
    assertThat(caseload.parts())
        .containsExactly(new Part(new Patients("clinician", Set.of("x", "y")), Set.of()));
    assertThat(search(holder("user/*.rs", null, Role.PRACTICE_OWNER)).all()).isTrue();
    assertThat(search(holder("user/*.rs", null, Role.FRONT_DESK)).none()).isTrue();
    assertThat(
            of(
                    holder("user/*.cruds", null, Role.CLINICIAN, "x"),
                    Permission.CREATE,
                    "Observation",
                    Owner.PATIENT)
                .none())
        .isTrue();
  }

  @Test
  @DisplayName("S10: a launch for a client outside the caseload reaches nobody")
  void aLaunchReachesNobodyOutsideTheCaseload() {
    assertThat(ids(search(holder("patient/*.rs", "z", Role.CLINICIAN, "x")))).isEmpty();
    assertThat(search(holder("patient/*.rs", "z", Role.PRACTICE_OWNER)).single().orElseThrow())
        .isEqualTo(new Part(new Patients("context", Set.of("z")), Set.of()));
  }

  @Test
  void whatBelongsToNobodyIsReadButNotWrittenForAPatient() {
    Holder holder = holder("patient/*.cruds", "p", Role.PRACTICE_OWNER);

    assertThat(of(holder, Permission.READ, "Location", Owner.NOBODY).all()).isTrue();
    assertThat(of(holder, Permission.SEARCH, "Location", Owner.NOBODY).all()).isTrue();
    assertThat(of(holder, Permission.UPDATE, "Location", Owner.NOBODY).none()).isTrue();
    assertThat(of(holder, Permission.READ, "Binary", Owner.UNKNOWN).none()).isTrue();
  }

  @Test
  void typesWithoutAPatientAreReachedWholeOrNotAtAll() {
    assertThat(
            of(holder("user/*.rs", null, Role.CLINICIAN), Permission.READ, "Slot", Owner.UNKNOWN)
                .all())
        .isTrue();
    assertThat(
            of(
                    holder("user/*.rs", null, Role.SUPERVISOR, "x"),
                    Permission.READ,
                    "Slot",
                    Owner.UNKNOWN)
                .none())
        .isTrue();
  }

  @Test
  @DisplayName("S11: system scopes reach only for systems, and what they name")
  void systemScopesReachOnlyForSystems() {
    ScopeSet scopes = ScopeSet.parse("system/*.rs");

    assertThat(search(new Holder(scopes, null, Map.of(), true)).all()).isTrue();
    assertThat(search(new Holder(scopes, null, Map.of(), false)).none()).isTrue();
  }

  @Test
  void otherPermissionsAndTypesAreNotReached() {
    assertThat(
            search(holder("user/Observation.cud user/Goal.rs", null, Role.PRACTICE_OWNER)).none())
        .isTrue();
  }

  @Test
  void granularScopesNeedATypeWithCategories() {
    Holder holder = holder("user/Observation.rs?category=" + A, null, Role.PRACTICE_OWNER);

    assertThat(search(holder).single()).contains(new Part(null, Set.of(A)));
    assertThat(
            Reach.of(
                    MATRIX,
                    holder,
                    Permission.SEARCH,
                    new Kind("Observation", Owner.PATIENT, false))
                .none())
        .isTrue();
  }

  @Test
  void categoriesOfScopeAndRoleMustAgree() {
    assertThat(search(holder("user/Observation.rs", null, Role.BILLER)).single())
        .contains(new Part(null, Set.of(A, B)));
    assertThat(search(holder("user/Observation.rs?category=" + A, null, Role.BILLER)).single())
        .contains(new Part(null, Set.of(A)));
    assertThat(search(holder("user/Observation.rs?category=" + C, null, Role.BILLER)).none())
        .isTrue();
  }

  @Test
  @DisplayName("S8: granular scopes add up, and a scope for the whole type holds them all")
  void scopesAddUp() {
    assertThat(
            search(
                    holder(
                        "user/Observation.rs?category=%s user/Observation.rs?category=%s"
                            .formatted(A, B),
                        null,
                        Role.PRACTICE_OWNER))
                .single())
        .contains(new Part(null, Set.of(A, B)));
    for (String order :
        new String[] {
          "user/Observation.rs?category=" + A + " user/Observation.rs",
          "user/Observation.rs user/Observation.rs?category=" + A
        }) {
      assertThat(search(holder(order, null, Role.PRACTICE_OWNER)).all()).isTrue();
    }
  }

  @Test
  void caseloadsOfSeveralRolesAreJoined() {
    assertThat(ids(search(both(Role.CLINICIAN, Role.SUPERVISOR, "user/*.rs"))))
        .containsExactlyInAnyOrder("x", "y");
    assertThat(search(both(Role.CLINICIAN, Role.PRACTICE_OWNER, "user/*.rs")).single())
        .contains(new Part(null, Set.of()));
  }

  @Test
  void limitsOfDifferentKindsAreNotJoined() {
    Reach reach = search(both(Role.CLINICIAN, Role.BILLER, "user/*.rs"));

    assertThat(reach.parts()).hasSize(2);
    assertThat(reach.single()).isEmpty();
    assertThat(new Reach(java.util.List.of()).single()).isEmpty();
  }

  @Test
  void scopesOfThePatientAndOfThePersonAddUp() {
    Holder holder =
        holder(
            "patient/Observation.rs user/Observation.rs?category=" + A, "x", Role.CLINICIAN, "x");
    assertThat(search(holder).single()).isEmpty();

    Holder whole = holder("patient/Observation.rs user/Observation.rs", "x", Role.CLINICIAN, "x");
    assertThat(search(whole).single()).isPresent();
    Holder inner =
        holder(
            "user/Observation.rs?category=%s patient/Observation.rs?category=%s".formatted(A, A),
            "z",
            Role.PRACTICE_OWNER);
    assertThat(search(inner).single()).contains(new Part(null, Set.of(A)));
  }

  static Reach encounters(Holder holder) {
    return of(holder, Permission.SEARCH, "Encounter", Owner.PATIENT);
  }

  @Test
  void whoSeesNoReasonsDoesNotReachTheWholeType() {
    Reach biller = encounters(holder("user/*.rs", null, Role.BILLER));

    assertThat(biller.all()).isFalse();
    assertThat(biller.reasons()).isFalse();
    assertThat(biller.single()).contains(new Part(null, Set.of()));
    assertThat(encounters(holder("user/*.rs", null, Role.CLINICIAN, "x")).reasons()).isTrue();
  }

  @Test
  void reasonsOfTheCaseloadStayInSightOfWhoSeesAllWithoutThem() {
    for (Role[] order :
        new Role[][] {{Role.CLINICIAN, Role.BILLER}, {Role.BILLER, Role.CLINICIAN}}) {
      Reach both = encounters(both(order[0], order[1], "user/*.rs"));

      assertThat(both.parts()).hasSize(2);
      assertThat(both.reasons()).isFalse();
      assertThat(both.single()).contains(new Part(null, Set.of()));
    }
    Reach owner = encounters(both(Role.BILLER, Role.PRACTICE_OWNER, "user/*.rs"));
    assertThat(owner.parts()).containsExactly(new Part(null, Set.of()));
  }

  @Test
  @DisplayName("S11: a system of another organization reaches what carries its label")
  void aSystemOfAnotherOrganizationReachesItsLabel() {
    RoleMatrix matrix =
        RoleMatrix.parse(
            "types; organization\nCoverage; labelled:rs labelled:r[s|a]\nGoal; caseload:rs\n");
    Holder payer =
        new Holder(
            ScopeSet.parse("system/*.rs user/*.rs"),
            null,
            Map.of(Role.ORGANIZATION, Set.of("x")),
            false,
            "o");
    Kind coverage = new Kind("Coverage", Owner.PATIENT, false);
    Reach labelled = Reach.of(matrix, payer, Permission.READ, coverage);

    assertThat(labelled.all()).isFalse();
    assertThat(labelled.single()).contains(new Part(null, Set.of(), true, "o"));
    assertThat(
            ids(Reach.of(matrix, payer, Permission.READ, new Kind("Goal", Owner.PATIENT, false))))
        .containsExactly("x");
    Holder person =
        new Holder(ScopeSet.parse("system/*.rs"), null, Map.of(Role.BILLER, Set.of()), false);
    assertThat(search(person).none()).isTrue();
  }

  @Test
  void labelsAreNotJoinedWithOtherLimits() {
    Part labelled = new Part(null, Set.of(), true, "o");
    Part treated = new Part(new Patients("x", Set.of("p")), Set.of());
    Part everything = new Part(null, Set.of());
    Part other = new Part(new Patients("y", Set.of("q")), Set.of("c"));

    assertThat(new Reach(java.util.List.of(labelled, treated)).single()).isEmpty();
    assertThat(new Reach(java.util.List.of(labelled, everything)).single()).isEmpty();
    assertThat(new Reach(java.util.List.of(treated, other)).single()).isEmpty();
  }
}
