package org.attune.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AccountRoleTest {

  @ParameterizedTest
  @EnumSource
  void aRoleIsFoundByItsCode(AccountRole role) {
    assertThat(AccountRole.of(role.code())).contains(role);
  }

  @Test
  void anUnknownCodeIsNoRole() {
    assertThat(AccountRole.of("on-call")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "CLINICIAN, PractitionerRole, true",
    "BILLER, Practitioner, true",
    "ADMINISTRATOR, Patient, false",
    "CLIENT, Patient, true",
    "CLIENT, RelatedPerson, false",
    "CLIENT, PractitionerRole, false",
    "PROXY, RelatedPerson, true",
    "PROXY, Patient, false",
    "PROXY, Group, false"
  })
  void aRoleIsTiedToItsKindOfResource(AccountRole role, String type, boolean allowed) {
    assertThat(role.allows(type)).isEqualTo(allowed);
  }

  @Test
  void clientsProxiesAndOutsidersAreNotStaff() {
    assertThat(AccountRole.values())
        .filteredOn(role -> !role.staff())
        .containsExactly(AccountRole.CLIENT, AccountRole.PROXY, AccountRole.REFERRING_PROVIDER);
    assertThat(AccountRole.values())
        .filteredOn(role -> !role.professional())
        .containsExactly(AccountRole.CLIENT, AccountRole.PROXY);
  }
}
