package org.attune.access.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.attune.access.rules.Reach.Holder;
import org.attune.access.rules.Reach.Owner;
import org.attune.access.rules.Reach.Part;
import org.attune.smart.scope.Permission;
import org.attune.smart.scope.ScopeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReachTest {

  private static final String A = "http://s|a";
  private static final String B = "http://s|b";

  private static Holder patientApp(String scopes, @Nullable String patient) {
    return new Holder(ScopeSet.parse(scopes), patient, false, null, false);
  }

  private static Holder staff(String scopes, @Nullable String patient) {
    return new Holder(ScopeSet.parse(scopes), patient, true, null, false);
  }

  private static Reach search(Holder holder) {
    return Reach.of(holder, Permission.SEARCH, "Observation", Owner.PATIENT, true);
  }

  @Test
  @DisplayName("Part of S12: scopes of a patient without a patient reach nothing")
  void noPatientNoReach() {
    assertThat(search(patientApp("patient/*.cruds", null)).none()).isTrue();
    assertThat(search(patientApp("user/*.cruds", null)).none()).isTrue();
  }

  @Test
  void scopesOfAPatientReachThatPatient() {
    Reach reach = search(patientApp("patient/*.rs", "p"));

    assertThat(reach.parts()).containsExactly(new Part("p", Set.of()));
    assertThat(reach.all()).isFalse();
    assertThat(reach.none()).isFalse();
  }

  @Test
  void whatBelongsToNobodyIsReadButNotWritten() {
    Holder holder = patientApp("patient/*.cruds", "p");

    assertThat(Reach.of(holder, Permission.READ, "Location", Owner.NOBODY, false).all()).isTrue();
    assertThat(Reach.of(holder, Permission.SEARCH, "Location", Owner.NOBODY, false).all()).isTrue();
    assertThat(Reach.of(holder, Permission.UPDATE, "Location", Owner.NOBODY, false).none())
        .isTrue();
    assertThat(Reach.of(holder, Permission.READ, "Binary", Owner.UNKNOWN, false).none()).isTrue();
  }

  @Test
  void userScopesReachThePracticeOrTheOwnPatient() {
    assertThat(search(staff("user/Observation.rs", null)).all()).isTrue();
    assertThat(search(new Holder(ScopeSet.parse("user/*.rs"), null, false, "own", false)).parts())
        .containsExactly(new Part("own", Set.of()));
  }

  @Test
  void systemScopesReachOnlyForSystems() {
    ScopeSet scopes = ScopeSet.parse("system/*.rs");

    assertThat(search(new Holder(scopes, null, false, null, true)).all()).isTrue();
    assertThat(search(new Holder(scopes, null, false, null, false)).none()).isTrue();
  }

  @Test
  void otherPermissionsAndTypesAreNotReached() {
    assertThat(search(staff("user/Observation.cud user/Goal.rs", null)).none()).isTrue();
  }

  @Test
  @DisplayName(
      "Part of S8: several granular scopes add up, and a scope for the type holds them all")
  void categoriesAddUp() {
    Reach two =
        search(
            staff(
                "user/Observation.rs?category=" + A + " user/Observation.rs?category=" + B, null));

    assertThat(two.parts()).hasSize(2);
    assertThat(two.single()).contains(new Part(null, Set.of(A, B)));
    assertThat(two.all()).isFalse();
    assertThat(
            search(staff("user/Observation.rs?category=" + A + " user/Observation.rs", null))
                .parts())
        .containsExactly(new Part(null, Set.of()));
    assertThat(search(staff("user/Observation.rs user/Observation.rs?category=" + A, null)).parts())
        .containsExactly(new Part(null, Set.of()));
    assertThat(
            search(
                    staff(
                        "user/Observation.rs?category="
                            + A
                            + ","
                            + B
                            + " user/Observation.rs?category="
                            + B,
                        null))
                .parts())
        .containsExactly(new Part(null, Set.of(A, B)));
  }

  @Test
  void theWholeOfAPatientHoldsItsCategories() {
    assertThat(
            search(
                    patientApp(
                        "patient/Observation.rs?category=" + A + " patient/Observation.rs", "p"))
                .parts())
        .containsExactly(new Part("p", Set.of()));
  }

  @Test
  void aCategoryWithoutASearchParameterReachesNothing() {
    Holder holder = staff("user/Flag.rs?category=" + A, null);

    assertThat(Reach.of(holder, Permission.READ, "Flag", Owner.PATIENT, false).none()).isTrue();
  }

  @Test
  void partsOfDifferentKindsAreNotOneSearch() {
    Reach mixed = search(staff("patient/Observation.rs user/Observation.rs?category=" + A, "p"));

    assertThat(mixed.parts()).hasSize(2);
    assertThat(mixed.single()).isEmpty();
    assertThat(new Reach(java.util.List.of()).single()).isEmpty();
  }

  @Test
  void theWholeHoldsOnePatient() {
    assertThat(search(staff("patient/Observation.rs user/Observation.rs", "p")).parts())
        .containsExactly(new Part(null, Set.of()));
    assertThat(
            search(
                    new Holder(
                        ScopeSet.parse("patient/Observation.rs user/Observation.rs"),
                        "p",
                        false,
                        "q",
                        false))
                .parts())
        .containsExactly(new Part("p", Set.of()), new Part("q", Set.of()));
  }
}
