package org.attune.access.rules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.attune.access.rules.Grant.Relation;

/**
 * Whom an actor has to do with at a moment, all grants taken together.
 *
 * @param caseload ids of the patients whom the actor treats
 * @param supervised those whom people treat whom the actor supervises
 * @param opened those whose chart the actor has opened in an emergency, even if barred otherwise
 * @param actsFor those for whom the actor acts
 * @param actors everybody whose grants count, and so whose changes matter
 * @param selves the actor and their roles, as relative references
 * @param until the first moment at which all this may be different without any change
 */
public record Standing(
    Set<String> caseload,
    Set<String> supervised,
    Set<String> opened,
    Set<String> actsFor,
    Set<String> actors,
    Set<String> selves,
    Instant until) {

  /** Of whoever has no grants, such as the practice's own systems. */
  public static final Standing NONE =
      new Standing(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Instant.MAX);

  /** Keeps its own copies. */
  public Standing {
    caseload = Set.copyOf(caseload);
    supervised = Set.copyOf(supervised);
    opened = Set.copyOf(opened);
    actsFor = Set.copyOf(actsFor);
    actors = Set.copyOf(actors);
    selves = Set.copyOf(selves);
  }

  /** Whether it still tells how things are. */
  public boolean holds(Instant now) {
    return now.isBefore(until);
  }

  /**
   * The standing of an actor.
   *
   * @param self the actor as a relative reference
   * @param grants gives all grants of some actors that hold now or will
   */
  public static Standing of(
      String self, Function<Set<String>, Collection<Grant>> grants, Instant now) {
    Found found = new Found(grants, now);
    Set<String> own = found.actors(Set.of(self));
    Set<String> supervised = found.actors(found.objects(own, Relation.SUPERVISES));
    Set<String> barred = found.objects(own, Relation.BARRED);
    Set<String> all = new HashSet<>(own);
    all.addAll(supervised);
    return new Standing(
        without(found.objects(own, Relation.TREATS), barred),
        without(found.objects(supervised, Relation.TREATS), barred),
        found.objects(own, Relation.OPENED),
        without(found.objects(own, Relation.ACTS_FOR), barred),
        all,
        own.stream()
            .filter(actor -> actor.startsWith("Practitioner"))
            .collect(Collectors.toUnmodifiableSet()),
        found.until());
  }

  private static Set<String> without(Set<String> patients, Set<String> barred) {
    Set<String> left = new HashSet<>(patients);
    left.removeAll(barred);
    return left;
  }

  /** What was found so far. */
  private static final class Found {

    private final Function<Set<String>, Collection<Grant>> grants;
    private final Instant now;
    private final List<Grant> holding = new ArrayList<>();
    private Instant until = Instant.MAX;

    Found(Function<Set<String>, Collection<Grant>> grants, Instant now) {
      this.grants = grants;
      this.now = now;
    }

    /** Those actors and all whom they stand for. */
    Set<String> actors(Set<String> start) {
      Set<String> known = new HashSet<>();
      Set<String> next = start;
      while (!next.isEmpty()) {
        known.addAll(next);
        grants.apply(Set.copyOf(next)).forEach(this::take);
        next = objects(next, Relation.STANDS_FOR);
        next.removeAll(known);
      }
      return known;
    }

    private void take(Grant grant) {
      if (grant.holds(now)) {
        holding.add(grant);
      }
      note(grant.from());
      note(grant.until());
    }

    private void note(@org.jspecify.annotations.Nullable Instant change) {
      if (change != null && change.isAfter(now) && change.isBefore(until)) {
        until = change;
      }
    }

    Set<String> objects(Set<String> actors, Relation relation) {
      Set<String> objects = new HashSet<>();
      for (Grant grant : holding) {
        if (grant.relation() == relation && actors.contains(grant.actor())) {
          objects.add(grant.object());
        }
      }
      return objects;
    }

    Instant until() {
      return until;
    }
  }
}
