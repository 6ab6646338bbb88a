package org.attune.database.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Optional;
import org.attune.database.Database;
import org.attune.database.DatabaseStartException;
import org.attune.kernel.DataDirectory;

/**
 * A PostgreSQL of our own, kept in {@code DIR/postgres} and reachable from this machine alone. It
 * is an ordinary server with full durability; what is embedded is only the care for it.
 */
public final class EmbeddedPostgres implements Database {
  /** The name of the file that says how a second process joins, present while the server runs. */
  public static final String CONNECTION_FILE = "connection.properties";

  /** The name of the file whose lock the owner of the directory holds. */
  public static final String LOCK_FILE = "attune.lock";

  static final String PASSWORD_FILE = "postgres.password";
  private static final String PORT_FILE = "postgres.port";
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final int PASSWORD_LENGTH = 32;
  private static final InetAddress LOOPBACK = loopback();

  private final DataDirectory directory;
  private final DirectoryLock lock;
  private final Watch watch;
  private final String jdbcUrl;
  private final String password;
  private boolean closed;

  private EmbeddedPostgres(
      DataDirectory directory, DirectoryLock lock, Watch watch, String jdbcUrl, String password) {
    this.directory = directory;
    this.lock = lock;
    this.watch = watch;
    this.jdbcUrl = jdbcUrl;
    this.password = password;
  }

  /**
   * Starts the server on a data directory, making what is not there yet, and returns when it takes
   * connections. The caller closes it after the last connection pool; there is no shutdown hook.
   *
   * @throws DatabaseStartException when the directory is in use, was made by another major version,
   *     or PostgreSQL cannot run here
   */
  public static EmbeddedPostgres start(DataDirectory directory) {
    return start(directory, Privileges::ask);
  }

  static EmbeddedPostgres start(DataDirectory directory, Privileges.Probe probe) {
    Optional<Platform> platform =
        Platform.of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    BinaryArchive archive = BinaryArchive.find(platform, EmbeddedPostgres.class.getClassLoader());
    Privileges privileges = Privileges.choose(probe);
    DirectoryLock lock = null;
    EmbeddedPostgres server = null;
    try {
      lock = DirectoryLock.take(directory.path(LOCK_FILE));
      String locale = platform.map(Platform::characterLocale).orElse("C.UTF-8");
      server = start(directory, lock, cluster(directory, archive, privileges), locale);
      return server;
    } catch (IOException | UncheckedIOException e) {
      throw new DatabaseStartException(
          "The embedded PostgreSQL cannot use " + directory.root() + ": " + e.getMessage(),
          "Check space and permissions there, or choose another --attune.data-dir.",
          e);
    } finally {
      if (server == null && lock != null) {
        lock.close();
      }
    }
  }

  private static Cluster cluster(
      DataDirectory directory, BinaryArchive archive, Privileges privileges) throws IOException {
    Path place = directory.path("postgres");
    if (!Files.isDirectory(place)) {
      Files.createDirectory(
          place,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    privileges.requireAccess(directory.root(), place);
    return new Cluster(archive.unpackInto(place), place.resolve("data"), privileges);
  }

  private static EmbeddedPostgres start(
      DataDirectory directory, DirectoryLock lock, Cluster cluster, String locale)
      throws IOException {
    String password =
        directory.readOrCreatePrivate(PASSWORD_FILE, EmbeddedPostgres::generatePassword);
    cluster.prepare(password, locale);
    Postmaster.stopOrphan(cluster);
    int port = choosePort(directory);
    cluster.configure(port);
    Path log = cluster.data().resolveSibling("postgres.log");
    Watch.Restart start = () -> Postmaster.start(cluster, port, password, log);
    Watch watch = Watch.over(start.start(), start);
    EmbeddedPostgres server =
        new EmbeddedPostgres(directory, lock, watch, Postmaster.url(port, Cluster.NAME), password);
    try {
      directory.writePrivate(CONNECTION_FILE, server.connectionLines());
    } catch (UncheckedIOException e) {
      watch.stop();
      throw e;
    }
    return server;
  }

  /** The port of the last start, so that bookmarks of tools stay good, unless it is taken now. */
  private static int choosePort(DataDirectory directory) throws IOException {
    String kept = directory.readOrCreatePrivate(PORT_FILE, () -> "0");
    int last = kept.matches("\\d{1,5}") ? Integer.parseInt(kept) : 0;
    int port = freePort(last);
    if (port != last) {
      directory.writePrivate(PORT_FILE, Integer.toString(port));
    }
    return port;
  }

  /** The address itself: where localhost means ::1 first, the server is not. */
  private static InetAddress loopback() {
    try {
      return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    } catch (UnknownHostException e) {
      throw new IllegalStateException("Four bytes are an address", e);
    }
  }

  private static int freePort(int wished) throws IOException {
    try (ServerSocket socket = new ServerSocket(wished, 1, LOOPBACK)) {
      return socket.getLocalPort();
    } catch (BindException taken) {
      try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
        return socket.getLocalPort();
      }
    }
  }

  private static String generatePassword() {
    SecureRandom random = new SecureRandom();
    return random
        .ints(PASSWORD_LENGTH, 0, ALPHABET.length())
        .collect(
            StringBuilder::new,
            (text, index) -> text.append(ALPHABET.charAt(index)),
            StringBuilder::append)
        .toString();
  }

  /** Unescaped, unlike what java.util.Properties writes, so that the lines can be copied. */
  private String connectionLines() {
    return """
        attune.db.url=%s
        attune.db.username=%s
        attune.db.password=%s
        """
        .formatted(jdbcUrl, username(), password);
  }

  @Override
  public String jdbcUrl() {
    return jdbcUrl;
  }

  @Override
  public String username() {
    return Cluster.NAME;
  }

  @Override
  public String password() {
    return password;
  }

  /** Shuts the server down cleanly and frees the data directory; a second call does nothing. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try (lock) {
      watch.stop();
      Files.deleteIfExists(directory.path(CONNECTION_FILE));
    } catch (IOException e) {
      throw new UncheckedIOException("The embedded PostgreSQL did not stop cleanly", e);
    }
  }

  @Override
  public String toString() {
    return "EmbeddedPostgres";
  }
}
