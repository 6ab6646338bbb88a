package org.attune.access.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EmergencyTest {

  @Test
  void clinicalRolesMay() {
    for (Role role : EnumSet.of(Role.CLINICIAN, Role.PRESCRIBER, Role.ASSOCIATE, Role.SUPERVISOR)) {
      assertThat(Emergency.may(EnumSet.of(role, Role.BILLER))).as(role.code()).isTrue();
    }
    for (Role role : EnumSet.of(Role.BILLER, Role.FRONT_DESK, Role.CLIENT, Role.PRACTICE_OWNER)) {
      assertThat(Emergency.may(EnumSet.of(role))).as(role.code()).isFalse();
    }
  }

  @Test
  void thePurposeMustBeAnEmergency() {
    assertThat(Emergency.stated(Set.of("TREAT", "BTG"))).isTrue();
    assertThat(Emergency.stated(Set.of("ETREAT"))).isTrue();
    assertThat(Emergency.stated(Set.of("TREAT"))).isFalse();
  }

  @Test
  void aReasonSaysSomething() {
    assertThat(Emergency.reason("  client called in crisis ")).isEqualTo("client called in crisis");
    assertThat(Emergency.reason(null)).isEmpty();
    assertThat(Emergency.reason("because")).isEmpty();
    assertThat(Emergency.reason("x".repeat(1_001))).isEmpty();
  }
}
