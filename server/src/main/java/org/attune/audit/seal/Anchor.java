package org.attune.audit.seal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.attune.kernel.DataDirectory;

/**
 * The head of the chain as this installation last sealed it, kept beside the key. Without it,
 * somebody who cuts off the end of the chain with all its rows would leave no trace.
 */
final class Anchor {

  private static final String FILE = SigningKey.DIRECTORY + "/anchor";

  private final DataDirectory dataDirectory;

  Anchor(DataDirectory dataDirectory) {
    this.dataDirectory = dataDirectory;
  }

  /** The link of that number has that hash. */
  record Head(long number, String sha256) {}

  void write(long number, String sha256) {
    dataDirectory.writePrivate(FILE, number + " " + sha256 + "\n");
  }

  Optional<Head> read() {
    Path file = dataDirectory.path(FILE);
    try {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      String[] parts = Files.readString(file).strip().split(" ", -1);
      return parts.length == 2
          ? Optional.of(new Head(Long.parseLong(parts[0]), parts[1]))
          : Optional.of(new Head(0, "unreadable"));
    } catch (NumberFormatException unreadable) {
      return Optional.of(new Head(0, "unreadable"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
