package org.attune.backup;

import java.nio.file.Path;

/** Starts the database that lives in a data directory, for the time of one command. */
@FunctionalInterface
public interface DatabaseOpener {

  /**
   * Starts it; it runs until the caller closes what is returned.
   *
   * @param dataDirectory the data directory; created if absent
   * @throws BackupException when it cannot be started, with what to do
   */
  OpenDatabase open(Path dataDirectory);
}
