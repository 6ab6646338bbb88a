package org.attune.leak;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.attune.testing.FhirClient;

/**
 * Sends requests of one class of routes while the rules of access do nothing on either server, and
 * looks whether the comparison notices. Then it brings the records back to where they were.
 */
final class PlantedRun {

  /** Classes that tell nothing even without a rule: not offered, or about no part of the record. */
  static final Set<Route> HARMLESS = EnumSet.of(Route.TEXT, Route.TERMINOLOGY, Route.PAGE);

  private static final Set<Route> CHANGING =
      EnumSet.of(
          Route.CREATE,
          Route.UPDATE,
          Route.PATCH,
          Route.DELETE,
          Route.BATCH,
          Route.TRANSACTION,
          Route.CONDITIONAL_CREATE,
          Route.CONDITIONAL_UPDATE,
          Route.CONDITIONAL_DELETE,
          Route.META,
          Route.SUBSCRIPTION);

  private static final int REQUESTS = 150;
  private static final int CONTROLS = 12;
  private static final int ROUNDS = 4;
  private static final Pattern HIDDEN = Pattern.compile("/x[123]-|_id=x1-survey-1$");

  private final List<Side> sides;
  private final World world;
  private final List<Viewer> viewers;
  private final Differential differential;
  private final Random random;

  PlantedRun(
      List<Side> sides,
      World world,
      List<Viewer> viewers,
      Differential differential,
      Random random) {
    this.sides = sides;
    this.world = world;
    this.viewers = viewers;
    this.differential = differential;
    this.random = random;
  }

  /** Whether a leak of this class is noticed, and nothing is seen when there is none. */
  boolean notices(Route route) {
    Grammar grammar = new Grammar(world, random);
    control(grammar);
    Set<String> before = observations();
    sides.forEach(side -> side.leaks().leak(true));
    boolean noticed = false;
    try {
      for (int number = 0; number < REQUESTS && !noticed; number++) {
        differential.foreignPage(number).ifPresent(grammar::foreignPage);
        Exchange exchange = aimed(grammar.next(route));
        noticed = safe(exchange) && differs(exchange, grammar);
      }
    } finally {
      sides.forEach(side -> side.leaks().leak(false));
    }
    if (CHANGING.contains(route)) {
      repair(before);
    }
    return noticed;
  }

  private void control(Grammar grammar) {
    for (int number = 0; number < CONTROLS; number++) {
      Exchange exchange = grammar.next(number % 2 == 0 ? Route.SEARCH : Route.READ);
      Optional<String> difference = differential.ask(viewer(), exchange, grammar);
      if (difference.isPresent()) {
        throw new AssertionError("Without a leak: " + difference.get());
      }
    }
  }

  private Viewer viewer() {
    return viewers.get(random.nextInt(viewers.size()));
  }

  private boolean differs(Exchange exchange, Grammar grammar) {
    return differential.ask(viewer(), exchange, grammar).isPresent();
  }

  /** A condition that could match something visible would change the two records unlike. */
  private static Exchange aimed(Exchange exchange) {
    return switch (exchange.route()) {
      case CONDITIONAL_CREATE -> exchange.with("If-None-Exist", "_id=x1-survey-1");
      case CONDITIONAL_UPDATE, CONDITIONAL_DELETE ->
          new Exchange(
              exchange.route(),
              exchange.method(),
              "Observation?_id=x1-survey-1",
              exchange.body(),
              exchange.headers());
      default -> exchange;
    };
  }

  /** Changes that cannot be taken back in both records alike are left out. */
  private static boolean safe(Exchange exchange) {
    return switch (exchange.route()) {
      case UPDATE, PATCH, DELETE, CONDITIONAL_UPDATE, CONDITIONAL_DELETE ->
          HIDDEN.matcher(exchange.path()).find();
      case BATCH, TRANSACTION ->
          !exchange.body().contains("\"DELETE\"") && !exchange.body().contains("\"PUT\"");
      case META -> "GET".equals(exchange.method());
      default -> true;
    };
  }

  /** What came into one record alone goes, and what is hidden becomes what it was. */
  private void repair(Set<String> before) {
    Set<String> made = observations();
    made.removeAll(before);
    // One may refer to another, which can be deleted only afterwards.
    for (int round = 0; round < ROUNDS; round++) {
      made.forEach(
          entry -> {
            FhirClient operator = sides.get(entry.charAt(0) - '0').operator();
            operator.delete("Observation/" + entry.substring(2));
          });
    }
    world.repair(sides.get(0).operator());
  }

  /** All Observations of both records, each with the number of its record in front. */
  private Set<String> observations() {
    Set<String> ids = new TreeSet<>();
    for (int number = 0; number < sides.size(); number++) {
      String prefix = number + " ";
      sides
          .get(number)
          .operator()
          .get("Observation?_elements=id&_count=1000")
          .bundle()
          .getEntry()
          .forEach(entry -> ids.add(prefix + entry.getResource().getIdElement().getIdPart()));
    }
    return ids;
  }
}
