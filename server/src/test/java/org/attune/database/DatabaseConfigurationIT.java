package org.attune.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.attune.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class DatabaseConfigurationIT {
  private final Path temp;

  DatabaseConfigurationIT(@TempDir Path temp) {
    this.temp = temp;
  }

  @Test
  void externalDatabaseGetsAPoolAndTheSideTablesAndNoEmbeddedServer() {
    TestDatabase.Access access = TestDatabase.newDatabase();
    runner(access.password())
        .withPropertyValues(
            "attune.db.url=" + access.url(), "attune.db.username=" + access.username())
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              assertThat(context.getBean(Database.class)).isInstanceOf(ExternalDatabase.class);
              assertThat(count(context.getBean(HikariDataSource.class))).isZero();
              assertThat(context.getBean(SideTables.class).version()).matches("[1-9][0-9]*");
              assertThat(temp.resolve("data/postgres")).doesNotExist();
            });
  }

  @Test
  void wrongPasswordOfAnExternalDatabaseIsExplained() {
    TestDatabase.Access access = TestDatabase.newDatabase();
    runner("wrong")
        .withPropertyValues(
            "attune.db.url=" + access.url(), "attune.db.username=" + access.username())
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .hasStackTraceContaining("refuses this user name or password"));
  }

  @Test
  void embeddedDatabaseStopsAfterThePoolAndTakesItsConnectionFileWithIt() {
    Path connection = temp.resolve("data/connection.properties");
    runner("")
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              assertThat(count(context.getBean(HikariDataSource.class))).isZero();
              assertThat(connection).exists();
            });
    assertThat(connection).doesNotExist();
    assertThat(Files.exists(temp.resolve("data/postgres/data/postmaster.pid"))).isFalse();
  }

  private ApplicationContextRunner runner(String password) {
    return new ApplicationContextRunner()
        .withUserConfiguration(DatabaseConfiguration.class)
        .withPropertyValues(
            "attune.data-dir=" + temp.resolve("data"), "attune.db.password=" + password);
  }

  private static int count(HikariDataSource pool) throws SQLException {
    try (var connection = pool.getConnection();
        var statement = connection.createStatement();
        var result = statement.executeQuery("select count(*) from attune.installed_package")) {
      result.next();
      return result.getInt(1);
    }
  }
}
