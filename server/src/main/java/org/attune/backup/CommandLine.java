package org.attune.backup;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.attune.database.command.CommandArguments;
import org.attune.database.command.UsageException;

/**
 * What the operator asked for.
 *
 * @param command which of the two
 * @param file the backup, absolute
 * @param arguments where the database is
 * @param force whether a backup may replace an existing file
 */
record CommandLine(Command command, Path file, CommandArguments arguments, boolean force) {

  static final String USAGE =
      """
      Usage: attune backup FILE [--force] [OPTIONS]
             attune restore FILE [OPTIONS]

      backup   saves the whole database to FILE, a consistent snapshot; the server may be running
      restore  puts FILE into an empty database; the server must not be running

        --force                   lets backup replace an existing FILE
      """
          + CommandArguments.USAGE;

  private static final String FORCE = "--force";

  /** What can be asked for. */
  enum Command {
    BACKUP,
    RESTORE
  }

  /**
   * Reads the arguments, and for settings that they do not name the environment.
   *
   * @param environment the environment variables by name
   */
  static CommandLine parse(Map<String, String> environment, String... args) throws UsageException {
    CommandArguments arguments = CommandArguments.parse(args, Set.of(FORCE), environment);
    List<String> words = arguments.words();
    if (words.size() != 2) {
      throw new UsageException("Name one command and one file.");
    }
    Command command = command(words.get(0));
    boolean force = arguments.options().containsKey(FORCE);
    if (force && command == Command.RESTORE) {
      throw new UsageException("--force is for backup: a restore never overwrites a record.");
    }
    return new CommandLine(command, CommandArguments.path(words.get(1)), arguments, force);
  }

  private static Command command(String word) throws UsageException {
    return switch (word) {
      case "backup" -> Command.BACKUP;
      case "restore" -> Command.RESTORE;
      default -> throw new UsageException("The command is backup or restore.");
    };
  }
}
