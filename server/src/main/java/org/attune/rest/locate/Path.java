package org.attune.rest.locate;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A place in the body as a chain to the root. Rendered only when a problem is met, so walking a
 * large body builds no strings.
 */
record Path(@Nullable Path parent, String step, int index) {

  private static final int SINGLE = -1;

  static Path root(String step) {
    return new Path(null, step, SINGLE);
  }

  Path single(String child) {
    return new Path(this, child, SINGLE);
  }

  Path item(String child, int position) {
    return new Path(this, child, position);
  }

  /** FHIRPath with positions, as {@code Patient.contact[0].gender}. */
  String text() {
    return render(true);
  }

  /** The same without positions: the name of a backbone element in messages. */
  String plain() {
    return render(false);
  }

  private String render(boolean positions) {
    Deque<Path> steps = new ArrayDeque<>();
    for (Path at = this; at != null; at = at.parent) {
      steps.push(at);
    }
    StringBuilder text = new StringBuilder();
    for (Path at : steps) {
      text.append(text.isEmpty() || at.step.isEmpty() ? "" : ".").append(at.step);
      if (positions && at.index != SINGLE) {
        text.append('[').append(at.index).append(']');
      }
    }
    return text.toString();
  }
}
