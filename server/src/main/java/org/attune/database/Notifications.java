package org.attune.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Hears what other nodes announce by PostgreSQL's {@code NOTIFY}, on one connection of its own.
 * What is announced while that connection is down is lost; its listeners are told of the gap when
 * it is up again, so that they drop what they remember.
 */
public final class Notifications implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Notifications.class);
  private static final Duration WAIT = Duration.ofMillis(500);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(2);

  private final Database database;
  private final Map<String, List<Consumer<String>>> listeners = new ConcurrentHashMap<>();
  private final CountDownLatch stop = new CountDownLatch(1);
  private volatile @Nullable Thread thread;

  /** Hears that database once it is started. */
  public Notifications(Database database) {
    this.database = database;
  }

  /**
   * Hears a channel from now on.
   *
   * @param channel lower-case letters and underscores
   * @param listener gets the payload of each announcement, and an empty text after a gap; it must
   *     be quick and throw nothing
   */
  public void listen(String channel, Consumer<String> listener) {
    if (!channel.matches("[a-z_]{1,40}")) {
      throw new IllegalArgumentException("Not the name of a channel: " + channel);
    }
    listeners.computeIfAbsent(channel, name -> new CopyOnWriteArrayList<>()).add(listener);
  }

  /**
   * Announces to all nodes, when the current transaction commits; to this one without waiting for
   * the database to say it back, so that a change is effective here with the answer to it.
   */
  public void announce(JdbcTemplate jdbc, String channel, String payload) {
    jdbc.query("select pg_notify(?, ?)", row -> {}, channel, payload);
    if (TransactionSynchronizationManager.isSynchronizationActive()) {
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void afterCommit() {
              tell(channel, payload);
            }
          });
    } else {
      tell(channel, payload);
    }
  }

  private void tell(String channel, String payload) {
    listeners.getOrDefault(channel, List.of()).forEach(listener -> listener.accept(payload));
  }

  @Override
  public synchronized void start() {
    if (thread == null) {
      Thread started = new Thread(this::run, "attune-notifications");
      started.setDaemon(true);
      thread = started;
      started.start();
    }
  }

  @Override
  public void stop() {
    stop.countDown();
    Thread running = thread;
    if (running != null) {
      try {
        running.join(WAIT.multipliedBy(4).toMillis());
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    Thread running = thread;
    return running != null && running.isAlive();
  }

  private void run() {
    boolean reported = false;
    while (stop.getCount() > 0) {
      try (Connection connection = connect()) {
        subscribe(connection);
        reported = false;
        hear(connection);
      } catch (SQLException lost) {
        if (!reported && stop.getCount() > 0) {
          LOG.warn("The connection for notifications is lost ({})", lost.getSQLState());
          reported = true;
        }
        pause();
      }
    }
  }

  private Connection connect() throws SQLException {
    return database.username().isEmpty()
        ? DriverManager.getConnection(database.jdbcUrl())
        : DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
  }

  private void subscribe(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String channel : listeners.keySet()) {
        statement.execute("listen " + channel);
      }
    }
    listeners.values().forEach(all -> all.forEach(listener -> listener.accept("")));
  }

  private void hear(Connection connection) throws SQLException {
    PGConnection postgres = connection.unwrap(PGConnection.class);
    while (stop.getCount() > 0) {
      PGNotification[] heard = postgres.getNotifications((int) WAIT.toMillis());
      if (heard != null) {
        for (PGNotification notification : heard) {
          tell(notification.getName(), notification.getParameter());
        }
      }
    }
  }

  private void pause() {
    try {
      if (stop.await(PAUSE_AFTER_FAILURE.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      stop.countDown();
    }
  }
}
