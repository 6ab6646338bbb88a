package org.attune.backup;

import ca.uhn.fhir.jpa.migrate.DriverTypeEnum;
import ca.uhn.fhir.jpa.migrate.HapiMigrator;
import ca.uhn.fhir.jpa.migrate.SchemaMigrator;
import ca.uhn.fhir.jpa.migrate.tasks.HapiFhirJpaMigrationTasks;
import ca.uhn.fhir.util.VersionEnum;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.attune.database.command.DatabaseAccess;
import org.attune.testing.TestDatabase;

/** A database with HAPI's real schema and side tables of every awkward kind. */
final class SampleDatabase {
  /** Everything COPY's text format has to escape, and text outside the basic plane. */
  static final String NASTY =
      "tab\t newline\n return\r \\N \\. \\\\ \u0001 \u001f ' \" é ✓ 🧠 end\\";

  private static final String SIDE_TABLES =
      """
      create schema if not exists attune;
      create table if not exists attune.parent (id int primary key, twice int
        generated always as (id * 2) stored);
      create table if not exists attune."Odd ""name" (
        "Select" bigint generated always as identity, parent int not null
          constraint odd_parent references attune.parent (id) deferrable initially deferred,
        note text, amount numeric, at timestamptz, days int[], doc jsonb, raw bytea, ratio float8,
        position int constraint odd_position unique deferrable initially deferred);
      create or replace function attune.refuse() returns trigger language plpgsql as
        $$ begin raise exception 'append only'; end $$;
      create or replace trigger no_truncate before truncate on attune.parent
        execute function attune.refuse();
      create or replace trigger no_negative before insert on attune.parent for each row
        when (new.id = 13) execute function attune.refuse();
      """;

  private final DatabaseAccess access;

  private SampleDatabase(DatabaseAccess access) {
    this.access = access;
  }

  /** Made once and copied: a migration takes seconds, a copy far less. */
  private static final class Originals {
    static final SampleDatabase DESK = bare();
    static final SampleDatabase EMPTY = migrated();
    static final SampleDatabase FILLED = fill(EMPTY.copy());

    private static SampleDatabase migrated() {
      SampleDatabase database = bare();
      migrate(database.access.dataSource());
      return database;
    }
  }

  /** A new database with the schema and nothing in it. */
  static SampleDatabase empty() {
    return Originals.EMPTY.copy();
  }

  /** A new database with the schema, resources, large objects and side rows. */
  static SampleDatabase filled() {
    return Originals.FILLED.copy();
  }

  private SampleDatabase copy() {
    String copy = "test_" + UUID.randomUUID().toString().replace("-", "");
    String url = access.url();
    int start = url.lastIndexOf('/') + 1;
    int end = url.indexOf('?') < 0 ? url.length() : url.indexOf('?');
    try {
      // Nobody may be connected to what is copied, so the order is given from elsewhere.
      Originals.DESK.execute("create database " + copy + " template " + url.substring(start, end));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return new SampleDatabase(
        new DatabaseAccess(
            url.substring(0, start) + copy + url.substring(end),
            access.username(),
            access.password()));
  }

  /** A new database without a table. */
  static SampleDatabase bare() {
    var database = TestDatabase.newDatabase();
    return new SampleDatabase(
        new DatabaseAccess(database.url(), database.username(), database.password()));
  }

  private static SampleDatabase fill(SampleDatabase database) {
    try {
      database.addSamples();
      return database;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void addSamples() throws SQLException {
    addResource("Patient", "p-1", 1, "{\"note\":\"" + NASTY + "\"}");
    addResource("Patient", "p-2", 2, "plain");
    addResource("Observation", "o-1", 3, "");
    execute(
        "update hfj_resource set res_deleted_at = now(), res_ver = 2 where res_id = 2",
        "insert into hfj_res_ver (pid, res_id, res_type, res_ver, has_tags, res_published,"
            + " res_updated, res_encoding, res_deleted_at) values (20, 2, 'Patient', 2, false,"
            + " now(), now(), 'DEL', now())",
        "update hfj_res_ver set res_text_vc = null, res_encoding = 'JSONC',"
            + " res_text = lo_from_bytea(0, '\\x1f8b00ff'::bytea) where res_id = 3",
        "insert into hfj_binary_storage_blob (blob_id, blob_data, content_type, published_date,"
            + " resource_id, blob_size, storage_content_bin) values"
            + " ('large', lo_from_bytea(0, convert_to(repeat('0123456789', 250000), 'UTF8')),"
            + " 'text/plain', now(), 'Binary/1', 2500000, '\\x00ff0a5c'::bytea),"
            + " ('empty', lo_from_bytea(0, ''::bytea), 'text/plain', now(), 'Binary/2', 0, null),"
            + " ('gone', 4000000000, 'text/plain', now(), 'Binary/3', 0, null)",
        "select nextval('seq_resource_id')",
        "alter table attune.parent disable trigger no_negative",
        "insert into attune.parent (id) values (1), (13)",
        "alter table attune.parent enable always trigger no_negative",
        "insert into attune.\"Odd \"\"name\" (parent, amount, at, days, doc, raw, ratio, position)"
            + " values (13, 0.1, '2024-03-10 02:30:00-05', '{1,null,3}', '{\"a\": \"\\n\"}',"
            + " '\\x5c0a0d09', 0.1::float8 + 0.2::float8, 1),"
            + " (1, 'NaN', 'infinity', null, null, null, '-infinity', 2)");
    try (Connection connection = connect();
        PreparedStatement update =
            connection.prepareStatement("update attune.\"Odd \"\"name\" set note = ?")) {
      update.setString(1, NASTY);
      update.execute();
    }
  }

  static void migrate(DataSource database) {
    HapiMigrator migrator =
        new HapiMigrator(
            SchemaMigrator.HAPI_FHIR_MIGRATION_TABLENAME, database, DriverTypeEnum.POSTGRES_9_4);
    migrator.createMigrationTableIfRequired();
    migrator.addTasks(new HapiFhirJpaMigrationTasks(Set.of()).getAllTasks(VersionEnum.values()));
    migrator.migrate();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(SIDE_TABLES);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Stores one version of one resource. */
  void addResource(String type, String fhirId, long pid, String content) throws SQLException {
    try (Connection connection = connect()) {
      connection.setAutoCommit(false);
      try (PreparedStatement resource =
              connection.prepareStatement(
                  "insert into hfj_resource (res_id, fhir_id, res_type, res_ver, has_tags,"
                      + " res_published, res_updated, sp_has_links, sp_coords_present,"
                      + " sp_date_present, sp_number_present, sp_quantity_nrml_present,"
                      + " sp_quantity_present, sp_string_present, sp_token_present,"
                      + " sp_uri_present) values (?, ?, ?, 1, false, now(), now(), false, false,"
                      + " false, false, false, false, false, false, false)");
          PreparedStatement version =
              connection.prepareStatement(
                  "insert into hfj_res_ver (pid, res_id, res_type, res_ver, has_tags,"
                      + " res_published, res_updated, res_encoding, res_text_vc) values"
                      + " (?, ?, ?, 1, false, now(), now(), 'JSON', ?)")) {
        resource.setLong(1, pid);
        resource.setString(2, fhirId);
        resource.setString(3, type);
        resource.execute();
        version.setLong(1, pid);
        version.setLong(2, pid);
        version.setString(3, type);
        version.setString(4, content);
        version.execute();
      }
      connection.commit();
    }
  }

  DatabaseAccess access() {
    return access;
  }

  Connection connect() throws SQLException {
    return access.dataSource().getConnection();
  }

  void execute(String... statements) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The first column of a query. */
  List<String> column(String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  /** Foreign keys and triggers with their state. */
  List<String> rules() throws SQLException {
    return column(
        "select conname || ' ' || pg_get_constraintdef(oid) from pg_constraint where contype = 'f'"
            + " union all select tgname || ' ' || tgenabled::text from pg_trigger where not tgisinternal"
            + " order by 1");
  }
}
