package org.attune.backup;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The arguments of one command.
 *
 * @param command what to do
 * @param file the backup
 * @param dataDirectory the data directory, given or the server's default
 * @param external the external database, if one was named
 * @param force whether an existing file may be replaced
 */
record CommandLine(
    Command command, Path file, Path dataDirectory, Optional<Access> external, boolean force) {

  static final String USAGE =
      """
      Usage: attune backup FILE [--force] [OPTIONS]
             attune restore FILE [OPTIONS]

      backup   saves the whole database to FILE, a consistent snapshot; the server may be running
      restore  puts FILE into an empty database; the server must not be running

        --force                   lets backup replace an existing FILE
        --attune.data-dir=DIR     the data directory (default: attune-data)
        --attune.db.url=URL       an external PostgreSQL instead of the one in DIR
        --attune.db.username=NAME
        --attune.db.password=PASSWORD
      """;

  private static final String DATA_DIR = "--attune.data-dir";
  private static final String URL = "--attune.db.url";
  private static final String USERNAME = "--attune.db.username";
  private static final String PASSWORD = "--attune.db.password";
  private static final String FORCE = "--force";
  private static final List<String> SETTINGS = List.of(DATA_DIR, URL, USERNAME, PASSWORD);

  /** What can be asked for. */
  enum Command {
    BACKUP,
    RESTORE
  }

  /** Arguments that make no command; the message never repeats a value, which may be a secret. */
  static final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
      super(message);
    }
  }

  static CommandLine parse(String... args) throws UsageException {
    Map<String, String> settings = new HashMap<>();
    List<String> words = new ArrayList<>();
    boolean force = false;
    for (String arg : args) {
      if (!arg.startsWith("--")) {
        words.add(arg);
      } else if (arg.equals(FORCE)) {
        force = true;
      } else {
        setting(arg, settings);
      }
    }
    if (words.size() != 2) {
      throw new UsageException("Name one command and one file.");
    }
    Command command = command(words.get(0));
    if (force && command == Command.RESTORE) {
      throw new UsageException("--force is for backup: a restore never overwrites a record.");
    }
    return new CommandLine(
        command,
        path(words.get(1)),
        path(settings.getOrDefault(DATA_DIR, "attune-data")),
        access(settings),
        force);
  }

  private static void setting(String arg, Map<String, String> settings) throws UsageException {
    int equals = arg.indexOf('=');
    String name = equals < 0 ? arg : arg.substring(0, equals);
    if (!SETTINGS.contains(name)) {
      throw new UsageException("Unknown option " + name + ".");
    }
    if (equals < 0) {
      throw new UsageException("Give a value: " + name + "=...");
    }
    settings.put(name, arg.substring(equals + 1));
  }

  private static Command command(String word) throws UsageException {
    return switch (word) {
      case "backup" -> Command.BACKUP;
      case "restore" -> Command.RESTORE;
      default -> throw new UsageException("The command is backup or restore.");
    };
  }

  private static Path path(String name) throws UsageException {
    try {
      Path path = Path.of(name).toAbsolutePath().normalize();
      if (name.isBlank() || path.getFileName() == null) {
        throw new UsageException("A file name or a directory is empty.");
      }
      return path;
    } catch (InvalidPathException invalid) {
      throw new UsageException("A file name or a directory is not valid.");
    }
  }

  private static Optional<Access> access(Map<String, String> settings) throws UsageException {
    String url = settings.getOrDefault(URL, "");
    if (url.isEmpty()) {
      if (settings.containsKey(USERNAME) || settings.containsKey(PASSWORD)) {
        throw new UsageException(USERNAME + " and " + PASSWORD + " need " + URL + ".");
      }
      return Optional.empty();
    }
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new UsageException(URL + " must start with jdbc:postgresql:");
    }
    return Optional.of(
        new Access(url, settings.getOrDefault(USERNAME, ""), settings.getOrDefault(PASSWORD, "")));
  }
}
