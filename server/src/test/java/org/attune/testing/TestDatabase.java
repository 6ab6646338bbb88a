package org.attune.testing;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.attune.database.DatabaseStartException;
import org.attune.database.embedded.EmbeddedPostgres;
import org.attune.kernel.DataDirectory;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * One PostgreSQL for all tests of a JVM, and as many empty databases in it as they like. It comes
 * from a container where an engine answers, else from the product's own launcher; the system
 * property {@code attune.test.database} (auto, embedded, docker) decides otherwise. Tests never go
 * without it.
 */
public final class TestDatabase {
  private static final int MOST_PARALLEL_JVMS = 16;
  private static final Duration PATIENCE_WITH_POOLS = Duration.ofSeconds(20);

  private TestDatabase() {}

  /** An empty database and how to reach it. */
  public record Access(String url, String username, String password) {

    /** Points the server under test at it. */
    public void register(DynamicPropertyRegistry registry) {
      registry.add("attune.db.url", this::url);
      registry.add("attune.db.username", this::username);
      registry.add("attune.db.password", this::password);
    }

    /** Opens a connection that the test closes. */
    public Connection connect() throws SQLException {
      return DriverManager.getConnection(url, username, password);
    }
  }

  /** Makes a fresh, empty database. */
  public static Access newDatabase() {
    Access server = Server.ACCESS;
    String name = "test_" + UUID.randomUUID().toString().replace("-", "");
    execute(server, "create database " + name);
    String url = server.url();
    int path = url.lastIndexOf('/');
    String options = url.contains("?") ? url.substring(url.indexOf('?')) : "";
    return new Access(
        url.substring(0, path + 1) + name + options, server.username(), server.password());
  }

  /** Loaded, and so started, when the first test asks. */
  private static final class Server {
    static final Access ACCESS = start();

    private static Access start() {
      String wish = System.getProperty("attune.test.database", "auto");
      return DatabaseChoice.of(wish, Server::dockerAnswers) == DatabaseChoice.DOCKER
          ? container()
          : embedded();
    }

    private static boolean dockerAnswers() {
      try {
        return DockerClientFactory.instance().isDockerAvailable();
      } catch (RuntimeException | LinkageError noEngine) {
        return false;
      }
    }

    /** Testcontainers removes it when the JVM is gone. */
    private static Access container() {
      PostgreSQLContainer container = new PostgreSQLContainer("postgres:17-alpine");
      container.start();
      return new Access(container.getJdbcUrl(), container.getUsername(), container.getPassword());
    }

    /** Kept between runs, so that only the first one after a clean unpacks and initializes. */
    private static Access embedded() {
      DatabaseStartException inUse = null;
      for (int number = 1; number <= MOST_PARALLEL_JVMS; number++) {
        Path place = Path.of("target", "test-database", Integer.toString(number));
        try {
          return embedded(EmbeddedPostgres.start(new DataDirectory(place)));
        } catch (DatabaseStartException e) {
          if (!String.valueOf(e.getMessage()).startsWith("Another Attune")) {
            throw e;
          }
          inUse = e;
        }
      }
      throw new IllegalStateException("No free place for a test database", inUse);
    }

    private static Access embedded(EmbeddedPostgres server) {
      Access access = new Access(server.jdbcUrl(), server.username(), server.password());
      dropLeftovers(access);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, access)));
      return access;
    }

    /** Spring's own hook closes the pools meanwhile; HAPI hangs when the database goes first. */
    private static void stop(EmbeddedPostgres server, Access access) {
      long deadline = System.nanoTime() + PATIENCE_WITH_POOLS.toNanos();
      while (System.nanoTime() - deadline < 0 && inUse(access)) {
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      }
      server.close();
    }
  }

  private static boolean inUse(Access server) {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement();
        ResultSet others =
            statement.executeQuery(
                "select exists (select 1 from pg_stat_activity"
                    + " where backend_type = 'client backend' and pid <> pg_backend_pid())")) {
      return others.next() && others.getBoolean(1);
    } catch (SQLException gone) {
      return false;
    }
  }

  private static void dropLeftovers(Access server) {
    try (Connection connection = server.connect();
        Statement find = connection.createStatement();
        Statement drop = connection.createStatement();
        ResultSet found =
            find.executeQuery(
                "select datname from pg_database where datname ~ '^test_[0-9a-f]{32}$'")) {
      while (found.next()) {
        drop.execute("drop database " + found.getString(1) + " with (force)");
      }
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot drop the databases of an earlier run", e);
    }
  }

  private static synchronized void execute(Access server, String sql) {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot prepare a test database", e);
    }
  }
}
