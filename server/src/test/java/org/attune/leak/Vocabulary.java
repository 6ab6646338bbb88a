package org.attune.leak;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

/** What requests can speak of. */
final class Vocabulary {

  private static final int LATEST = 60;

  private final World world;
  private final Random random;
  private final List<String> types;
  private final List<String> created = new ArrayList<>();

  Vocabulary(World world, Random random) {
    this.world = world;
    this.random = random;
    TreeSet<String> all = new TreeSet<>(world.shared().keySet());
    all.addAll(world.hidden().keySet());
    all.addAll(List.of("Binary", "Slot", "Task", "AuditEvent", "DocumentReference"));
    this.types = List.copyOf(all);
  }

  Random random() {
    return random;
  }

  <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  boolean chance(int outOf) {
    return random.nextInt(outOf) == 0;
  }

  String maybe(String text) {
    return random.nextBoolean() ? text : "";
  }

  /** A type of resource; most requests are about Observations. */
  String type() {
    return random.nextInt(3) == 0 ? "Observation" : oneOf(types);
  }

  /** A reference to what is visible, hidden, absent, or was created on the way. */
  String reference() {
    return reference(type());
  }

  String reference(String type) {
    return switch (random.nextInt(8)) {
      case 0 -> type + "/absent-" + random.nextInt(3);
      case 1, 2, 3 -> of(world.hidden(), type);
      case 4 -> created.isEmpty() ? of(world.shared(), type) : oneOf(created);
      default -> of(world.shared(), type);
    };
  }

  /** A client: own, other, hidden or absent. */
  String patient() {
    return switch (random.nextInt(6)) {
      case 0 -> "absent-1";
      case 1, 2 -> oneOf(World.HIDDEN_PATIENTS);
      case 3 -> "r1";
      default -> oneOf(World.PATIENTS);
    };
  }

  private String of(Map<String, List<String>> ids, String type) {
    List<String> known = ids.getOrDefault(type, List.of());
    return type + "/" + (known.isEmpty() ? "absent-0" : oneOf(known));
  }

  /** Remembers a resource that both servers made. */
  void created(String reference) {
    created.add(reference);
    if (created.size() > LATEST) {
      created.remove(0);
    }
  }
}
