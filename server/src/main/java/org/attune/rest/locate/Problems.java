package org.attune.rest.locate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.attune.rest.locate.LocatedProblem.Kind;

/** Collects problems up to a limit; a walker stops reading when it is {@link #full()}. */
final class Problems {

  private static final int NAME_LENGTH = 64;
  private static final int NAMES_LISTED = 40;

  private final int max;
  private final List<LocatedProblem> found = new ArrayList<>();

  Problems(int max) {
    this.max = max;
  }

  boolean full() {
    return found.size() >= max;
  }

  List<LocatedProblem> found() {
    return List.copyOf(found);
  }

  void add(Kind kind, Path path, Spot spot, String message) {
    if (!full()) {
      found.add(new LocatedProblem(kind, path.text(), spot.line(), spot.column(), message));
    }
  }

  /** Reports a name that the client made up: cut and stripped before it is echoed. */
  void unknown(Path owner, ElementShape shape, String what, String name, Spot spot) {
    String shown = shown(name);
    Path path = shown.matches("[A-Za-z_][A-Za-z0-9_]*") ? owner.single(shown) : owner;
    String knows = shape.displayName(owner) + " knows: " + listed(shape.childNames());
    String message = "Unknown %s '%s'; %s".formatted(what.toLowerCase(Locale.ROOT), shown, knows);
    add(Kind.UNKNOWN_ELEMENT, path, spot, message);
  }

  static String shown(String name) {
    String kept = name.replaceAll("[^A-Za-z0-9_.-]", "");
    return kept.length() > NAME_LENGTH ? kept.substring(0, NAME_LENGTH) : kept;
  }

  private static String listed(List<String> names) {
    if (names.size() <= NAMES_LISTED) {
      return String.join(", ", names);
    }
    return String.join(", ", names.subList(0, NAMES_LISTED)) + " and others";
  }

  /** Line and column, both from 1. */
  record Spot(int line, int column) {}
}
