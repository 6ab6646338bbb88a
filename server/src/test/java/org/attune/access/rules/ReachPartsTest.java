package org.attune.access.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.attune.access.rules.Reach.Part;
import org.attune.access.rules.Reach.Patients;
import org.junit.jupiter.api.Test;

class ReachPartsTest {

  @Test
  void anyLimitKeepsFromTheWholeType() {
    Patients patients = new Patients("x", Set.of("p"));

    assertThat(new Part(null, Set.of(), true, null).all()).isTrue();
    assertThat(new Part(patients, Set.of(), true, null).all()).isFalse();
    assertThat(new Part(null, Set.of("c"), true, null).all()).isFalse();
    assertThat(new Part(null, Set.of(), false, null).all()).isFalse();
    assertThat(new Part(null, Set.of(), true, "o").all()).isFalse();
  }

  @Test
  void partsOfOneKindAreJoined() {
    Part some = new Part(new Patients("x", Set.of("p")), Set.of());
    Part others = new Part(new Patients("y", Set.of("q")), Set.of());
    Part everyone = new Part(null, Set.of());
    Part one = new Part(null, Set.of("c"));
    Part two = new Part(null, Set.of("d"));

    assertThat(joined(some, others))
        .contains(new Part(new Patients("x|y", Set.of("p", "q")), Set.of()));
    assertThat(joined(some, everyone)).contains(everyone);
    assertThat(joined(everyone, some)).contains(everyone);
    assertThat(joined(one, two)).contains(new Part(null, Set.of("c", "d")));
    assertThat(joined(one, everyone)).contains(everyone);
    assertThat(joined(everyone, one)).contains(everyone);
  }

  private static Optional<Part> joined(Part... parts) {
    return new Reach(List.of(parts)).single();
  }

  @Test
  void whatIsHeldTwiceCountsOnce() {
    assertThat(
            ReachTest.encounters(ReachTest.holder("user/*.rs user/Encounter.rs", null, Role.BILLER))
                .parts())
        .hasSize(1);
    assertThat(
            ReachTest.encounters(
                    ReachTest.holder("user/*.rs user/Encounter.rs", null, Role.CLINICIAN, "x"))
                .parts())
        .hasSize(1);
    assertThat(
            ReachTest.search(ReachTest.holder("user/*.rs user/*.cruds", "z", Role.PRACTICE_OWNER))
                .parts())
        .hasSize(1);
  }
}
