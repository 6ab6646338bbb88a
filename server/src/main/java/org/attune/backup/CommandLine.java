package org.attune.backup;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

      The environment variables of the server hold here too: ATTUNE_DATA_DIR, ATTUNE_DB_URL,
      ATTUNE_DB_USERNAME, ATTUNE_DB_PASSWORD. An option wins over its variable.
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

  /**
   * Reads the arguments, and for settings that they do not name the environment.
   *
   * @param environment the environment variables by name
   */
  static CommandLine parse(Map<String, String> environment, String... args) throws UsageException {
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
    if (!settings.containsKey(URL) && isEmpty(environment, URL)) {
      refuseWithoutUrl(settings);
    }
    SETTINGS.forEach(name -> settings.computeIfAbsent(name, absent -> variable(environment, name)));
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

  /** Only of options: a variable may be there for the server, which has its own use for it. */
  private static void refuseWithoutUrl(Map<String, String> options) throws UsageException {
    if (options.containsKey(USERNAME) || options.containsKey(PASSWORD)) {
      throw new UsageException(USERNAME + " and " + PASSWORD + " need " + URL + ".");
    }
  }

  private static boolean isEmpty(Map<String, String> environment, String setting) {
    String value = variable(environment, setting);
    return value == null || value.isBlank();
  }

  /**
   * As Spring Boot names it: ATTUNE_DB_URL for attune.db.url; dashes become underscores as well.
   */
  private static @Nullable String variable(Map<String, String> environment, String setting) {
    String name = setting.substring(2).replace('.', '_').replace('-', '_');
    return environment.get(name.toUpperCase(Locale.ROOT));
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
    if (url.isBlank()) {
      return Optional.empty();
    }
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new UsageException(URL + " must start with jdbc:postgresql:");
    }
    return Optional.of(
        new Access(url, settings.getOrDefault(USERNAME, ""), settings.getOrDefault(PASSWORD, "")));
  }
}
