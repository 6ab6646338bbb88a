package org.attune.smart.scope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceScopeTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "patient/Observation.sr",
        "patient/Observation.",
        "patient/Observation.x",
        "patient/Observation.rss",
        "patient/Observation.Read",
        "patient/observation.rs",
        "patient/.rs",
        "Observation.rs",
        "clinic/Observation.rs",
        "patient/Observation.rs?",
        "patient/Observation.rs?category=",
        "patient/Observation.rs?category=survey",
        "patient/Observation.rs?category=a|b|c",
        "patient/Observation.rs?category=a|",
        "patient/Observation.rs?category=|b",
        "patient/Observation.rs?category=a|b,",
        "patient/Observation.rs?category=%zz",
        "patient/Observation.rs?code=a|b",
        "patient/Observation.rs?category=a|b&code=c",
        "patient/*.rs?category=http://s|survey",
        "openid"
      })
  @DisplayName("S2: what is no scope of a supported form is not read as one")
  void otherTextsAreNoScopes(String text) {
    assertThat(ResourceScope.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "patient/Observation.read, READ SEARCH",
    "user/Observation.write, CREATE UPDATE DELETE",
    "system/*.*, CREATE READ UPDATE DELETE SEARCH",
    "patient/Observation.rs, READ SEARCH",
    "patient/Observation.cruds, CREATE READ UPDATE DELETE SEARCH",
    "patient/Observation.d, DELETE"
  })
  @DisplayName("S1: scopes of SMART 1 and 2 permit what the guide says")
  void bothGrammarsAreRead(String text, String permissions) {
    EnumSet<Permission> expected = EnumSet.noneOf(Permission.class);
    for (String name : permissions.split(" ", -1)) {
      expected.add(Permission.valueOf(name));
    }

    assertThat(ResourceScope.parse(text).orElseThrow().permissions()).isEqualTo(expected);
  }

  @Test
  void categoriesAreReadPlainAndEncoded() {
    Set<String> expected = Set.of("http://s|survey", "http://s|laboratory");

    assertThat(
            ResourceScope.parse("user/Observation.rs?category=http://s|survey,http://s|laboratory")
                .orElseThrow()
                .categories())
        .isEqualTo(expected);
    assertThat(
            ResourceScope.parse(
                    "user/Observation.rs?category=http%3A%2F%2Fs%7Csurvey%2Chttp://s%7Claboratory")
                .orElseThrow()
                .categories())
        .isEqualTo(expected);
  }

  @Test
  void aScopeConcernsItsTypeOrAll() {
    assertThat(ResourceScope.parse("patient/*.rs").orElseThrow().concerns("Goal")).isTrue();
    assertThat(ResourceScope.parse("patient/Goal.rs").orElseThrow().concerns("Goal")).isTrue();
    assertThat(ResourceScope.parse("patient/Goal.rs").orElseThrow().concerns("Flag")).isFalse();
  }
}
