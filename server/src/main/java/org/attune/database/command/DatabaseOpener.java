package org.attune.database.command;

import java.nio.file.Path;
import org.attune.database.Database;
import org.attune.database.DatabaseStartException;
import org.attune.kernel.DataDirectory;

/** Starts the database that lives in a data directory, for the time of one command. */
@FunctionalInterface
public interface DatabaseOpener {

  /** The launcher that the server itself uses. */
  DatabaseOpener EMBEDDED = directory -> Database.embedded(new DataDirectory(directory));

  /**
   * Starts it; it runs until the caller closes what is returned.
   *
   * @param dataDirectory the data directory; created if absent
   * @throws DatabaseStartException when it cannot be started, with what to do
   */
  Database open(Path dataDirectory);
}
