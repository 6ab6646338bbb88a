package org.attune.lookup.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.attune.lookup.rules.LatestPerCode.Candidate;
import org.junit.jupiter.api.Test;

class LatestPerCodeTest {

  @Test
  void of_each_code_the_latest_are_kept() {
    assertThat(LatestPerCode.of(1, List.of(of("4", "a"), of("3", "b"), of("2", "a"), of("1", "b"))))
        .containsExactly("4", "3");
    assertThat(
            LatestPerCode.of(
                2, List.of(of("5", "a"), of("4", "b"), of("3", "a"), of("2", "a"), of("1", "b"))))
        .containsExactly("5", "3", "4", "1");
  }

  @Test
  void codes_that_stand_together_are_one_kind_also_by_way_of_a_third() {
    assertThat(
            LatestPerCode.of(
                1, List.of(of("3", "a"), of("2", "c"), of("1", "b", "c"), of("0", "a", "b"))))
        .containsExactly("3");
  }

  @Test
  void those_without_a_code_are_a_kind_of_their_own() {
    assertThat(LatestPerCode.of(1, List.of(of("3"), of("2", "a"), of("1"))))
        .containsExactly("3", "2");
  }

  private static Candidate of(String id, String... codes) {
    return new Candidate(id, Set.of(codes));
  }
}
