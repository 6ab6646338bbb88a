package org.attune.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Writes a release of a code system to the tables from which the server answers. All of it is one
 * transaction of the caller: a release is there whole or not at all. A server puts it to use.
 */
public final class CodeReleases {

  private static final int SHOWN = 20;

  private final Connection connection;
  private final Release release;
  private final Sql sql;

  /**
   * A release.
   *
   * @param system canonical address of the code system
   * @param shipped id of the CodeSystem by which the server brings a part of it
   * @param version its name
   * @param effective first day on which it is in force
   * @param sha256 of the file
   * @param dated whether codes are billable at certain times only, as in ICD-10-CM
   */
  public record Release(
      String system,
      String shipped,
      String version,
      LocalDate effective,
      String sha256,
      boolean dated) {}

  /** A fault in a line of the file. */
  public record Problem(int line, String text) {}

  /** A code that the server brings, to which the release adds. */
  public record Known(
      String code, @Nullable String display, @Nullable String parent, String properties) {}

  /** Takes the rows of the file. */
  public interface Rows {
    /**
     * Adds a row.
     *
     * @param properties a JSON object whose values are texts
     */
    void add(int line, String code, String display, String properties) throws SQLException;
  }

  /** Reads the file into rows. */
  @FunctionalInterface
  public interface Source {
    void read(Rows rows) throws IOException, SQLException;
  }

  /** Works on a connection without auto-commit, which the caller commits or rolls back. */
  public CodeReleases(Connection connection, Release release) {
    this.connection = connection;
    this.release = release;
    this.sql = new Sql(connection);
  }

  /** Waits for other loads, and tells why this one cannot be; empty if it can. */
  public String refusal() throws SQLException {
    sql.execute("select pg_advisory_xact_lock(hashtext('attune.code_release'))");
    if (resource() == null) {
      return "this database has no code systems yet: start the server on it once, then load";
    }
    String later =
        sql.text(
            "select version from attune.code_release where system = ? and effective > ?"
                + " order by effective desc limit 1",
            release.system(),
            Date.valueOf(release.effective()));
    return later == null
        ? ""
        : "the later release " + later + " is loaded: load releases from the oldest to the newest";
  }

  /** Whether this very file is loaded as this release. */
  public boolean loaded() throws SQLException {
    return sql.text(
            "select version from attune.code_release where system = ? and version = ?"
                + " and effective = ? and sha256 = ?",
            release.system(),
            release.version(),
            Date.valueOf(release.effective()),
            release.sha256())
        != null;
  }

  /** Reads the rows of the file, and the codes that the server brings. */
  public void stage(Source source, List<Known> shipped) throws SQLException, IOException {
    sql.script("stage");
    copy("load_row (line, code, display, properties)", source);
    copy(
        "load_shipped (code, display, parent, properties)",
        rows -> {
          for (Known known : shipped) {
            ((CopiedRows) rows)
                .line(known.code(), known.display(), known.parent(), known.properties());
          }
        });
  }

  private void copy(String into, Source source) throws SQLException, IOException {
    CopyIn copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("copy " + into + " from stdin (format csv)");
    CopiedRows rows = new CopiedRows(copy);
    try {
      source.read(rows);
      rows.flush();
      copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  /** Faults that only the whole file shows. */
  public List<Problem> problems() throws SQLException {
    List<Problem> problems =
        new ArrayList<>(
            sql.problems(
                "select max(line), code || ' stands in line ' || min(line) || ' already'"
                    + " from load_row group by code having count(*) > 1 order by 1 limit "
                    + SHOWN));
    if (release.dated() && problems.isEmpty()) {
      sql.script("parents");
      problems.addAll(
          sql.problems(
              "select line, code || ' is marked as billable, but there are codes below it'"
                  + " from load_row read where properties ->> 'billable' = 'true' and exists"
                  + " (select 1 from load_row below where below.parent = read.code)"
                  + " union all select line, code || ' is marked as a header, but no code is below"
                  + " it: is the file cut off?'"
                  + " from load_row read where properties ->> 'billable' = 'false' and not exists"
                  + " (select 1 from load_row below where below.parent = read.code)"
                  + " order by 1 limit "
                  + SHOWN));
    }
    return problems;
  }

  /**
   * Stores what was staged.
   *
   * @return how many codes the release has now, those included that only the server brings
   */
  public int store() throws SQLException {
    long version = newVersion();
    Long previous = release.dated() ? previous() : null;
    try (PreparedStatement insert =
        connection.prepareStatement("insert into load_run values (?, ?, ?)")) {
      insert.setLong(1, version);
      insert.setObject(2, previous);
      insert.setDate(3, Date.valueOf(release.effective()));
      insert.executeUpdate();
    }
    sql.script("previous");
    sql.script(release.dated() ? "merge-dated" : "merge");
    sql.script("store");
    int stored =
        (int) sql.number("select count(*) from trm_concept where codesystem_pid = " + version);
    if (stored != sql.number("select count(*) from load_code")) {
      throw new SQLException("The tables do not hold what was written");
    }
    sql.update(
        "delete from attune.code_release where system = ? and version = ?",
        release.system(),
        release.version());
    sql.update(
        "insert into attune.code_release"
            + " (system, version, effective, sha256, codes, version_pid, state)"
            + " values (?, ?, ?, ?, ?, ?, 'stored')",
        release.system(),
        release.version(),
        Date.valueOf(release.effective()),
        release.sha256(),
        stored,
        version);
    return stored;
  }

  private long newVersion() throws SQLException {
    Long system =
        sql.pid("select pid from trm_codesystem where code_system_uri = ?", release.system());
    Long resource = resource();
    if (system == null) {
      system = freshId("seq_codesystem_pid");
      sql.update(
          "insert into trm_codesystem (pid, code_system_uri, cs_name, res_id) values (?, ?, ?, ?)",
          system,
          release.system(),
          release.shipped(),
          resource);
    }
    sql.update(
        "update trm_codesystem_ver set cs_version_id = 'REPLACED-' || pid"
            + " where codesystem_pid = ? and cs_version_id = ?",
        system,
        release.version());
    long version = freshId("seq_codesystemver_pid");
    sql.update(
        "insert into trm_codesystem_ver (pid, cs_display, codesystem_pid, cs_version_id, res_id)"
            + " values (?, ?, ?, ?, ?)",
        version,
        release.shipped(),
        system,
        release.version(),
        resource);
    return version;
  }

  private @Nullable Long previous() throws SQLException {
    return sql.pid(
        "select version_pid from attune.code_release where system = ? and version <> ?"
            + " order by effective desc limit 1",
        release.system(),
        release.version());
  }

  private @Nullable Long resource() throws SQLException {
    return sql.pid(
        "select res_id from hfj_resource where res_type = 'CodeSystem' and fhir_id = ?"
            + " and res_deleted_at is null",
        release.shipped());
  }

  private long freshId(String sequence) throws SQLException {
    return sql.number("select id from pg_temp.fresh_ids('" + sequence + "', 1)");
  }

  /** How many codes that could be billed cannot any more with what was stored. */
  public int ended() throws SQLException {
    return (int)
        sql.number(
            "select count(*) from load_previous known join load_code code on code.code = known.code"
                + " where known.properties ->> 'billable' = 'true'"
                + " and code.properties ->> 'billable' = 'false'");
  }

  /** States of releases of a system, by version. */
  public static Map<String, String> states(Connection connection, String system)
      throws SQLException {
    Map<String, String> states = new java.util.LinkedHashMap<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "select version, state from attune.code_release where system = ? order by effective")) {
      query.setString(1, system);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          states.put(row.getString(1), row.getString(2));
        }
      }
    }
    return states;
  }
}
