package org.attune.leak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Two servers, one with and one without what the callers may not see, give these callers the same
 * answers. Number of requests: {@code -Dattune.leak.requests}; to repeat a run: {@code
 * -Dattune.leak.seed}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeakProofIT {

  private static final String CATEGORY =
      "?category=http://terminology.hl7.org/CodeSystem/observation-category|";

  private static final List<Viewer> VIEWERS =
      List.of(
          new Viewer("patient", "u1", "patient/*.cruds"),
          new Viewer(
              "granular",
              "u2",
              "patient/Observation.cruds"
                  + CATEGORY
                  + "survey patient/Condition.rs"
                  + " patient/Patient.r patient/Practitioner.rs"),
          new Viewer(
              "system",
              "",
              "system/Observation.cruds" + CATEGORY + "therapy system/Organization.rs"));

  private static final int REQUESTS = Integer.getInteger("attune.leak.requests", 2_000);
  private static final int FOREIGN = 25;

  private final World world = new World();
  private final Side full = Side.start("attune-leak-full");
  private final Side other = Side.start("attune-leak-other");

  @BeforeAll
  void start() {
    world.store(full.operator(), true);
    world.store(other.operator(), false);
    VIEWERS.forEach(
        viewer -> {
          full.admit(viewer);
          other.admit(viewer);
        });
  }

  @AfterAll
  void stop() {
    full.close();
    other.close();
  }

  @Test
  @DisplayName("Answers are the same whether or not there is what the caller may not see")
  void answersAreTheSame() {
    long seed = Long.getLong("attune.leak.seed", new Random().nextLong());
    System.out.printf("Leak proof: %d requests, seed %d%n", REQUESTS, seed);
    Random random = new Random(seed);
    Differential differential = new Differential(full, other);
    Grammar grammar = new Grammar(world, random);
    StringBuilder differences = new StringBuilder();
    int found = 0;
    for (int number = 0;
        number < REQUESTS && found < Integer.getInteger("attune.leak.show", 1);
        number++) {
      if (number % FOREIGN == 0) {
        differential
            .foreignPage("Observation?_count=2&_sort=" + (number % 2 == 0 ? "_id" : "-_id"))
            .ifPresent(grammar::foreignPage);
      }
      Viewer viewer = VIEWERS.get(random.nextInt(VIEWERS.size()));
      Exchange exchange = grammar.next();
      Optional<String> difference = differential.ask(viewer, exchange, grammar);
      if (difference.isPresent()) {
        found++;
        differences.append("Request %d: %s%n%n".formatted(number, difference.get()));
      }
    }
    assertThat(differences.toString())
        .as("-Dit.test=LeakProofIT -Dattune.leak.seed=%d", seed)
        .isEmpty();
    System.out.println("Leak proof, statuses by route: " + differential.answers());
    assertThat(differential.answers().keySet()).as("routes asked").contains(Route.values());
  }
}
