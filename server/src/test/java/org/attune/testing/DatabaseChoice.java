package org.attune.testing;

import java.util.Locale;
import java.util.function.BooleanSupplier;

/** Which PostgreSQL the tests run on. */
enum DatabaseChoice {
  /** A container, in the version that production uses. */
  DOCKER,
  /** The launcher of the product itself. */
  EMBEDDED;

  /**
   * Decides by the wish, or by what is there.
   *
   * @param wish {@code auto}, {@code embedded} or {@code docker}
   * @param dockerAnswers asked for {@code auto} only, since asking takes time
   * @throws IllegalArgumentException for any other wish
   */
  static DatabaseChoice of(String wish, BooleanSupplier dockerAnswers) {
    return switch (wish.toLowerCase(Locale.ROOT)) {
      case "docker" -> DOCKER;
      case "embedded" -> EMBEDDED;
      case "auto" -> dockerAnswers.getAsBoolean() ? DOCKER : EMBEDDED;
      default ->
          throw new IllegalArgumentException(
              "attune.test.database must be auto, embedded or docker, not " + wish);
    };
  }
}
