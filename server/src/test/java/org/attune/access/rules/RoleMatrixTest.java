package org.attune.access.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.attune.access.rules.RoleMatrix.Cell;
import org.attune.access.rules.RoleMatrix.Extent;
import org.attune.smart.scope.Permission;
import org.hl7.fhir.r4.model.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoleMatrixTest {

  private static final RoleMatrix STANDARD = RoleMatrix.standard();

  @Test
  void cellsAreRead() {
    RoleMatrix matrix =
        RoleMatrix.parse(
            "# words\n\ntypes; clinician; biller\nGoal Flag; caseload:cu all:r-reasons[s|a]; -\n");

    assertThat(matrix.of(Role.CLINICIAN, "Flag"))
        .containsExactly(
            new Cell(Extent.CASELOAD, Set.of(Permission.CREATE, Permission.UPDATE), true, Set.of()),
            new Cell(Extent.ALL, Set.of(Permission.READ), false, Set.of("s|a")));
    assertThat(matrix.of(Role.BILLER, "Flag")).isEmpty();
    assertThat(matrix.of(Role.CLIENT, "Flag")).isEmpty();
    assertThat(matrix.of(Role.CLINICIAN, "Basic")).isEmpty();
    assertThat(matrix.types()).containsExactly("Goal", "Flag");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sometimes:r", "all:", "all:x", "all"})
  void aCellThatCannotBeReadIsRefused(String cell) {
    assertThatThrownBy(() -> RoleMatrix.parse("types; clinician\nGoal; " + cell))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aTypeStandsOnce() {
    assertThatThrownBy(() -> RoleMatrix.parse("types; clinician\nGoal Goal; -"))
        .hasMessageContaining("Goal");
  }

  @Test
  void theTableNamesTypesOfFhirAndGivesEachRoleACell() {
    assertThat(STANDARD.types())
        .allSatisfy(type -> assertThat(ResourceType.valueOf(type)).hasToString(type));
    for (Role role : Role.values()) {
      assertThat(STANDARD.of(role, "Organization")).as(role.code()).isNotEmpty();
      assertThat(Role.of(role.code())).contains(role);
    }
    assertThat(Role.of("nobody")).isEmpty();
  }

  @Test
  void onlyTheOwnerReachesTypesThatTheTableDoesNotName() {
    for (Role role : Role.values()) {
      assertThat(STANDARD.of(role, "EveryType").isEmpty())
          .as(role.code())
          .isEqualTo(role != Role.PRACTICE_OWNER);
    }
  }

  @Test
  void frontDeskAndBillerSeeNoNotesNorScores() {
    for (String type :
        new String[] {
          "Composition", "ClinicalImpression", "Observation", "QuestionnaireResponse"
        }) {
      assertThat(STANDARD.of(Role.FRONT_DESK, type)).as(type).isEmpty();
      assertThat(STANDARD.of(Role.BILLER, type)).as(type).isEmpty();
    }
    assertThat(STANDARD.of(Role.FRONT_DESK, "Condition")).isEmpty();
  }
}
