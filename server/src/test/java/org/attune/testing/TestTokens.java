package org.attune.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where tests and walk-throughs get their bearer tokens from; the one place that knows how. */
public final class TestTokens {

  private TestTokens() {}

  /** A token that may do everything, from the data directory of a running server. */
  public static String operator(Path dataDirectory) {
    try {
      return Files.readString(dataDirectory.resolve("operator.token")).strip();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
