package org.attune.database.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.attune.database.DatabaseStartException;

/**
 * How PostgreSQL, which refuses to run as root, is kept from seeing that it does.
 *
 * @param prefix words to put before every PostgreSQL command
 * @param owner user id that must own the files; empty when we are not root and cannot choose
 */
record Privileges(List<String> prefix, OptionalInt owner) {
  private static final int NOBODY = 65534;
  private static final Privileges OWN = new Privileges(List.of(), OptionalInt.empty());
  private static final List<List<String>> LOWERING =
      List.of(
          List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"),
          List.of("runuser", "-u", "nobody", "--"));

  /** Runs a command and answers what it printed, or nothing if it failed or does not exist. */
  @FunctionalInterface
  interface Probe {
    Optional<String> output(List<String> command);
  }

  /**
   * Asks the machine which way is open: none needed; a user namespace, where files stay ours; or a
   * change to an unprivileged user, who must then own the files.
   *
   * @throws DatabaseStartException when we are root and no way is open
   */
  static Privileges choose(Probe probe) {
    if (uid(probe, List.of()) != 0) {
      return OWN;
    }
    List<String> namespace = List.of("unshare", "-U");
    if (uid(probe, namespace) > 0) {
      return new Privileges(namespace, OptionalInt.of(0));
    }
    for (List<String> lowering : LOWERING) {
      int uid = uid(probe, lowering);
      if (uid > 0) {
        return new Privileges(lowering, OptionalInt.of(uid));
      }
    }
    throw new DatabaseStartException(
        "PostgreSQL does not run as root, and neither unshare, setpriv nor runuser works here.",
        "Run Attune as another user, or name an external database with --attune.db.url.");
  }

  /** The real machine. */
  static Optional<String> ask(List<String> command) {
    try {
      Command result = Command.run(command);
      return result.succeeded() ? Optional.of(result.output()) : Optional.empty();
    } catch (IOException noSuchProgram) {
      return Optional.empty();
    }
  }

  private static int uid(Probe probe, List<String> prefix) {
    return probe
        .output(Stream.concat(prefix.stream(), Stream.of("id", "-u")).toList())
        .filter(text -> text.matches("\\d{1,9}"))
        .map(Integer::parseInt)
        .orElse(-1);
  }

  /** The command as it must be run. */
  List<String> wrap(List<String> command) {
    List<String> wrapped = new ArrayList<>(prefix);
    wrapped.addAll(command);
    return List.copyOf(wrapped);
  }

  /** Hands a file, or a directory and all below it, to the user that PostgreSQL runs as. */
  void own(Path path) throws IOException {
    if (owner.isEmpty() || !Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(path)) {
      for (Path file : (Iterable<Path>) tree::iterator) {
        if (!owner(file).equals(owner.getAsInt())) {
          Files.setAttribute(file, "unix:uid", owner.getAsInt(), LinkOption.NOFOLLOW_LINKS);
        }
      }
    }
  }

  private static Object owner(Path file) throws IOException {
    return Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Lets the lowered user pass through the data directory, and checks that it can get there.
   *
   * @throws DatabaseStartException when a directory above bars the way
   */
  void requireAccess(Path dataDirectory, Path postgresDirectory) throws IOException {
    own(postgresDirectory);
    if (owner.isEmpty() || owner.getAsInt() == 0) {
      return;
    }
    // Passing through, not listing: what is in it stays readable for its owner alone.
    Set<PosixFilePermission> permissions =
        EnumSet.copyOf(Files.getPosixFilePermissions(dataDirectory));
    permissions.add(PosixFilePermission.GROUP_EXECUTE);
    permissions.add(PosixFilePermission.OTHERS_EXECUTE);
    Files.setPosixFilePermissions(dataDirectory, permissions);
    if (!Command.run(wrap(List.of("test", "-x", postgresDirectory.toString()))).succeeded()) {
      throw new DatabaseStartException(
          "The unprivileged user that PostgreSQL runs as cannot enter " + dataDirectory + ".",
          "Choose a --attune.data-dir that user "
              + owner.getAsInt()
              + " can reach, or run Attune"
              + " as another user than root.");
    }
  }
}
