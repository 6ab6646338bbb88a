package org.attune.access.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.attune.access.rules.Grant.Relation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StandingTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant EARLIER = NOW.minusSeconds(60);
  private static final Instant LATER = NOW.plusSeconds(60);
  private static final Instant MUCH_LATER = NOW.plusSeconds(600);

  private static Grant grant(String actor, Relation relation, String object) {
    return grant(actor, relation, object, null, null);
  }

  private static Grant grant(
      String actor,
      Relation relation,
      String object,
      @Nullable Instant from,
      @Nullable Instant until) {
    return new Grant(actor, relation, object, from, until);
  }

  private static Standing of(String actor, Grant... grants) {
    return Standing.of(
        actor,
        actors -> Stream.of(grants).filter(grant -> actors.contains(grant.actor())).toList(),
        NOW);
  }

  @Test
  void grantsOfRolesAndTeamsCount() {
    Standing standing =
        of(
            "Practitioner/me",
            grant("Practitioner/me", Relation.STANDS_FOR, "PractitionerRole/mine"),
            grant("PractitionerRole/mine", Relation.STANDS_FOR, "Practitioner/me"),
            grant("PractitionerRole/mine", Relation.STANDS_FOR, "CareTeam/t"),
            grant("CareTeam/t", Relation.TREATS, "team"),
            grant("PractitionerRole/mine", Relation.TREATS, "own"),
            grant("PractitionerRole/other", Relation.TREATS, "foreign"));

    assertThat(standing.caseload()).containsExactlyInAnyOrder("team", "own");
    assertThat(standing.supervised()).isEmpty();
    assertThat(standing.selves())
        .containsExactlyInAnyOrder("Practitioner/me", "PractitionerRole/mine");
    assertThat(standing.actors())
        .containsExactlyInAnyOrder("Practitioner/me", "PractitionerRole/mine", "CareTeam/t");
    assertThat(standing.holds(Instant.MAX.minusSeconds(1))).isTrue();
  }

  @Test
  void aSupervisorSeesTheClientsOfThoseSupervisedAndNotOfTheirs() {
    Standing standing =
        of(
            "Practitioner/me",
            grant("Practitioner/me", Relation.SUPERVISES, "PractitionerRole/a"),
            grant("PractitionerRole/a", Relation.TREATS, "p"),
            grant("PractitionerRole/a", Relation.SUPERVISES, "PractitionerRole/b"),
            grant("PractitionerRole/b", Relation.TREATS, "q"));

    assertThat(standing.supervised()).containsExactly("p");
    assertThat(standing.caseload()).isEmpty();
    assertThat(standing.actors())
        .contains("PractitionerRole/a")
        .doesNotContain("PractitionerRole/b");
  }

  @Test
  void whoIsBarredSeesNothingButInAnEmergency() {
    Standing standing =
        of(
            "RelatedPerson/me",
            grant("RelatedPerson/me", Relation.ACTS_FOR, "p"),
            grant("RelatedPerson/me", Relation.ACTS_FOR, "q"),
            grant("RelatedPerson/me", Relation.OPENED, "p"),
            grant("RelatedPerson/me", Relation.OPENED, "r"),
            grant("RelatedPerson/me", Relation.BARRED, "p"));

    assertThat(standing.actsFor()).containsExactly("q");
    assertThat(standing.opened()).containsExactlyInAnyOrder("p", "r");
  }

  @Test
  void timeBringsGrantsAndTakesThem() {
    Standing standing =
        of(
            "Practitioner/me",
            grant("Practitioner/me", Relation.TREATS, "past", null, EARLIER),
            grant("Practitioner/me", Relation.TREATS, "ending", EARLIER, MUCH_LATER),
            grant("Practitioner/me", Relation.TREATS, "now", NOW, null),
            grant("Practitioner/me", Relation.TREATS, "over", null, NOW),
            grant("Practitioner/me", Relation.TREATS, "coming", LATER, null));

    assertThat(standing.caseload()).containsExactlyInAnyOrder("ending", "now");
    assertThat(standing.until()).isEqualTo(LATER);
    assertThat(standing.holds(NOW)).isTrue();
    assertThat(standing.holds(LATER)).isFalse();
    assertThat(Standing.NONE.caseload()).isEmpty();
    assertThat(List.of(Relation.values()).stream().filter(Relation::ofPatient)).hasSize(4);
  }

  @Test
  void theNextChangeCountsWhicheverIsNamedFirst() {
    Grant sooner = grant("Practitioner/me", Relation.TREATS, "a", null, LATER);
    Grant later = grant("Practitioner/me", Relation.TREATS, "b", EARLIER, MUCH_LATER);

    for (Standing standing :
        List.of(of("Practitioner/me", sooner, later), of("Practitioner/me", later, sooner))) {
      assertThat(standing.holds(LATER.minusSeconds(1))).isTrue();
      assertThat(standing.holds(LATER)).isFalse();
    }
  }
}
