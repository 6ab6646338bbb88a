package org.attune.database.command;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of an operator's command.
 *
 * @param words what is no option, in order
 * @param options the command's own options that were given, such as {@code --force}, with their
 *     values; a flag's value is empty
 * @param dataDirectory the data directory, absolute
 * @param external the external database, if one is named
 */
public record CommandArguments(
    List<String> words,
    Map<String, String> options,
    Path dataDirectory,
    Optional<DatabaseAccess> external) {

  /** The options that every command takes, for the end of its usage. */
  public static final String USAGE =
      """
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
  private static final List<String> SETTINGS = List.of(DATA_DIR, URL, USERNAME, PASSWORD);

  /**
   * Reads the arguments, and for the database what they do not name from the environment.
   *
   * @param args words and options in any order
   * @param own names of the options that the command has besides those of the database: {@code
   *     --name} for a flag, {@code --name=} for one with a value
   * @param environment the environment variables by name
   * @throws UsageException for an unknown option, one without its value, or a value that cannot be
   */
  public static CommandArguments parse(
      String[] args, Set<String> own, Map<String, String> environment) throws UsageException {
    Map<String, String> settings = new HashMap<>();
    Map<String, String> options = new HashMap<>();
    List<String> words = new ArrayList<>();
    for (String arg : args) {
      int equals = arg.indexOf('=');
      String name = equals < 0 ? arg : arg.substring(0, equals);
      if (!arg.startsWith("--")) {
        words.add(arg);
      } else if (own.contains(arg)) {
        options.put(arg, "");
      } else if (SETTINGS.contains(name) || own.contains(name + "=")) {
        if (equals < 0) {
          throw new UsageException("Give a value: " + name + "=...");
        }
        (SETTINGS.contains(name) ? settings : options).put(name, arg.substring(equals + 1));
      } else {
        throw new UsageException("Unknown option " + name + ".");
      }
    }
    if (!settings.containsKey(URL) && isEmpty(environment, URL)) {
      refuseWithoutUrl(settings);
    }
    SETTINGS.forEach(name -> settings.computeIfAbsent(name, absent -> variable(environment, name)));
    Path dataDirectory = path(settings.getOrDefault(DATA_DIR, "attune-data"));
    return new CommandArguments(
        List.copyOf(words), Map.copyOf(options), dataDirectory, external(settings));
  }

  /** Only of options: a variable may be there for the server, which has its own use for it. */
  private static void refuseWithoutUrl(Map<String, String> settings) throws UsageException {
    if (settings.containsKey(USERNAME) || settings.containsKey(PASSWORD)) {
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

  private static Optional<DatabaseAccess> external(Map<String, String> settings)
      throws UsageException {
    String url = settings.getOrDefault(URL, "");
    if (url.isBlank()) {
      return Optional.empty();
    }
    if (!url.startsWith(DatabaseAccess.SCHEME)) {
      throw new UsageException(URL + " must start with " + DatabaseAccess.SCHEME);
    }
    return Optional.of(
        new DatabaseAccess(
            url, settings.getOrDefault(USERNAME, ""), settings.getOrDefault(PASSWORD, "")));
  }

  /**
   * The file or directory that an argument names, absolute.
   *
   * @throws UsageException when it names none
   */
  public static Path path(String name) throws UsageException {
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
}
