package org.attune.database.embedded;

import java.io.IOException;
import java.nio.file.Path;
import org.attune.kernel.DataDirectory;

/** Runs a database in a process of its own until that process is killed. */
final class OrphanMaker {
  private OrphanMaker() {}

  /** Takes the data directory; says nothing, but connection.properties appears when it is up. */
  public static void main(String[] arguments) throws IOException {
    try (EmbeddedPostgres server =
        EmbeddedPostgres.start(new DataDirectory(Path.of(arguments[0])))) {
      // Returns only if the parent goes away without killing us.
      int end = System.in.read();
      if (end >= 0) {
        throw new IOException("Nobody talks to " + server);
      }
    }
  }
}
