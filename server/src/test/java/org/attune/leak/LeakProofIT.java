package org.attune.leak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Two servers, one with and one without what the callers may not see, give these callers the same
 * answers. Number of requests: {@code -Dattune.leak.requests}; other requests than a build's:
 * {@code -Dattune.leak.seed=random} or a number.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
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
          new Viewer("changer", "u3", "patient/Observation.ud"),
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

  /** A build asks the same each time, so that it fails for what changed and for nothing else. */
  private static long seed() {
    String chosen = System.getProperty("attune.leak.seed", "7");
    return "random".equals(chosen) ? new Random().nextLong() : Long.parseLong(chosen);
  }

  @Test
  @Order(1)
  @DisplayName("A leak planted in any class of routes is noticed")
  void plantedLeaksAreNoticed() {
    long seed = seed();
    PlantedRun run =
        new PlantedRun(
            List.of(full, other), world, VIEWERS, new Differential(full, other), new Random(seed));
    List<Route> unnoticed = new ArrayList<>();
    for (Route route : Route.values()) {
      if (!PlantedRun.HARMLESS.contains(route) && !run.notices(route)) {
        unnoticed.add(route);
      }
    }
    assertThat(unnoticed).as("leaks that were not noticed, seed %d", seed).isEmpty();
  }

  @Test
  @Order(3)
  @DisplayName("Refused and absent are answered by the same status; the times are told")
  void timesAreTold() {
    Map<String, String> report = new Timing(new Differential(full, other), VIEWERS.get(0)).report();
    report.forEach((route, line) -> System.out.println("Timing " + route + ": " + line));
    assertThat(report.values()).allMatch(line -> line.endsWith(": 0"));
  }

  @Test
  @Order(2)
  @DisplayName("Answers are the same whether or not there is what the caller may not see")
  void answersAreTheSame() {
    long seed = seed();
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
        differential.foreignPage(number / FOREIGN).ifPresent(grammar::foreignPage);
      }
      // The first one may do most, so that there is most to tell.
      Viewer viewer = VIEWERS.get(random.nextBoolean() ? 0 : random.nextInt(VIEWERS.size()));
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
