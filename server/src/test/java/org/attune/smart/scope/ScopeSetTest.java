package org.attune.smart.scope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScopeSetTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "patient/*.rs; patient/Observation.rs; true",
        "patient/*.rs; patient/Observation.read; true",
        "patient/*.rs; patient/Observation.r; true",
        "patient/*.rs; patient/*.rs; true",
        "patient/Observation.rs; patient/*.rs; false",
        "patient/*.rs; patient/Observation.cruds; false",
        "patient/*.rs; user/Observation.rs; false",
        "patient/*.read; patient/Observation.rs; true",
        "patient/Observation.r patient/Observation.s; patient/Observation.rs; true",
        "patient/Observation.r patient/Goal.s; patient/Observation.rs; false",
        "patient/Observation.rs; patient/Observation.rs?category=http://s|a; true",
        "patient/Observation.rs?category=http://s|a; patient/Observation.rs; false",
        "patient/Observation.rs?category=http://s|a; patient/Observation.rs?category=http://s|a; true",
        "patient/Observation.rs?category=http://s|a; patient/Observation.rs?category=http://s|b; false",
        "openid launch; launch; true",
        "openid; launch; false",
        "openid unknown; unknown; false",
        "patient/*.rs; patient/Observation.sr; false"
      })
  @DisplayName("A13, R4: a set covers what it permits and nothing else")
  void aSetCoversWhatItPermits(String held, String wanted, boolean covered) {
    assertThat(ScopeSet.parse(held).covers(wanted)).isEqualTo(covered);
  }

  @Test
  void uncoveredScopesAreNamedInOrder() {
    assertThat(
            ScopeSet.parse("patient/Goal.rs openid")
                .uncovered(List.of("launch", "openid", "patient/Goal.c", "patient/Goal.r")))
        .containsExactly("launch", "patient/Goal.c");
  }

  @Test
  void theListKeepsItsOrder() {
    ScopeSet set = ScopeSet.parse("  openid patient/Goal.rs   launch ");

    assertThat(set).hasToString("openid patient/Goal.rs launch");
    assertThat(set.has("launch")).isTrue();
    assertThat(set.has(ResourceScope.Level.PATIENT)).isTrue();
    assertThat(set.has(ResourceScope.Level.SYSTEM)).isFalse();
    assertThat(ScopeSet.parse("").texts()).isEmpty();
  }

  @Test
  void everySupportedResourceScopeIsUnderstood() {
    assertThat(Supported.scopes())
        .allMatch(
            scope ->
                Supported.CONTEXT_AND_IDENTITY.contains(scope)
                    || ResourceScope.parse(scope).isPresent());
  }
}
