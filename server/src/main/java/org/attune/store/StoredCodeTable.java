package org.attune.store;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The codes of one version in HAPI's terminology tables, where whole releases are kept. */
final class StoredCodeTable implements CodeTable {

  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final String PARENTS =
      "select link.child_pid, parent.codeval from trm_concept_pc_link link"
          + " join trm_concept parent on parent.pid = link.parent_pid"
          + " where link.child_pid = any (?) order by parent.code_sequence";
  private static final String CHILDREN =
      "select link.parent_pid, child.codeval from trm_concept_pc_link link"
          + " join trm_concept child on child.pid = link.child_pid"
          + " where link.parent_pid = any (?) order by child.code_sequence";
  private static final String PROPERTIES =
      "select concept_pid, prop_key, coalesce(convert_from(prop_val_bin, 'UTF8'), prop_val)"
          + " from trm_concept_property where concept_pid = any (?) order by pid";
  private static final String BELOW =
      " c.pid in (with recursive below (pid) as (select link.child_pid"
          + " from trm_concept_pc_link link join trm_concept root on root.pid = link.parent_pid"
          + " where root.codesystem_pid = ? and root.codeval = ?"
          + " union select link.child_pid from trm_concept_pc_link link"
          + " join below on below.pid = link.parent_pid) select pid from below)";

  private final JdbcTemplate jdbc;
  private final StoredVersion stored;

  /**
   * Where the version is.
   *
   * @param pid its key in trm_codesystem_ver
   */
  record StoredVersion(long pid, String system, @Nullable String version, String name) {}

  private record Row(long pid, String code, @Nullable String display) {}

  StoredCodeTable(JdbcTemplate jdbc, StoredVersion stored) {
    this.jdbc = jdbc;
    this.stored = stored;
  }

  @Override
  public String system() {
    return stored.system();
  }

  @Override
  public @Nullable String version() {
    return stored.version();
  }

  @Override
  public String name() {
    return stored.name();
  }

  @Override
  public boolean whole() {
    return true;
  }

  @Override
  public Map<String, Concept> find(Collection<String> codes) {
    List<Row> rows =
        rows(" and c.codeval = any (?)", List.of((Object) codes.toArray(String[]::new)));
    Map<String, Concept> found = new LinkedHashMap<>();
    concepts(rows, true).forEach(concept -> found.put(concept.code(), concept));
    return found;
  }

  @Override
  public List<Concept> search(Search search) {
    StringBuilder sql = new StringBuilder();
    List<Object> values = new ArrayList<>();
    for (String word : search.words()) {
      sql.append(" and (position(? in lower(c.display)) > 0")
          .append(" or starts_with(lower(c.codeval), ?))");
      values.add(word);
      values.add(word);
    }
    search
        .properties()
        .forEach(
            (key, value) -> {
              sql.append(" and exists (select 1 from trm_concept_property p")
                  .append(" where p.concept_pid = c.pid and p.prop_key = ? and p.prop_val = ?)");
              values.add(key);
              values.add(value);
            });
    String root = search.root();
    if (root != null) {
      sql.append(search.withRoot() ? " and (c.codeval = ? or" : " and (false or")
          .append(BELOW)
          .append(")");
      if (search.withRoot()) {
        values.add(root);
      }
      values.add(stored.pid());
      values.add(root);
    }
    return concepts(rows(sql.toString(), values), false);
  }

  @Override
  public boolean isAbove(String ancestor, String descendant) {
    List<Object> values = List.of(stored.pid(), ancestor, descendant);
    return !rows(" and" + BELOW + " and c.codeval = ?", values).isEmpty();
  }

  private List<Row> rows(String condition, List<Object> values) {
    String sql =
        "select c.pid, c.codeval, c.display from trm_concept c where c.codesystem_pid = ?"
            + condition
            + " order by c.code_sequence, c.codeval";
    return jdbc.query(
        sql,
        statement -> {
          statement.setLong(1, stored.pid());
          for (int i = 0; i < values.size(); i++) {
            set(statement, i + 2, values.get(i));
          }
        },
        (row, number) -> new Row(row.getLong(1), row.getString(2), row.getString(3)));
  }

  private static void set(PreparedStatement statement, int index, Object value)
      throws SQLException {
    if (value instanceof String[] texts) {
      Array array = statement.getConnection().createArrayOf("text", texts);
      statement.setArray(index, array);
    } else {
      statement.setObject(index, value);
    }
  }

  private List<Concept> concepts(List<Row> rows, boolean withParents) {
    Long[] pids = rows.stream().map(Row::pid).toArray(Long[]::new);
    Map<Long, List<Concept.Property>> properties = properties(pids);
    Map<Long, List<String>> parents = withParents ? relatives(PARENTS, pids) : Map.of();
    Map<Long, List<String>> children = relatives(CHILDREN, pids);
    List<Concept> concepts = new ArrayList<>();
    for (Row row : rows) {
      concepts.add(
          new Concept(
              row.code(),
              row.display(),
              null,
              properties.getOrDefault(row.pid(), List.of()),
              parents.getOrDefault(row.pid(), List.of()),
              children.getOrDefault(row.pid(), List.of())));
    }
    return concepts;
  }

  private Map<Long, List<Concept.Property>> properties(Long[] pids) {
    Map<Long, List<Concept.Property>> found = new HashMap<>();
    jdbc.query(
        PROPERTIES,
        statement -> statement.setArray(1, bigints(statement, pids)),
        row -> {
          found
              .computeIfAbsent(row.getLong(1), pid -> new ArrayList<>())
              .add(new Concept.Property(row.getString(2), typed(row.getString(3))));
        });
    return found;
  }

  private Map<Long, List<String>> relatives(String sql, Long[] pids) {
    Map<Long, List<String>> found = new HashMap<>();
    jdbc.query(
        sql,
        statement -> statement.setArray(1, bigints(statement, pids)),
        row -> {
          found.computeIfAbsent(row.getLong(1), pid -> new ArrayList<>()).add(row.getString(2));
        });
    return found;
  }

  private static Array bigints(PreparedStatement statement, Long[] values) throws SQLException {
    return statement.getConnection().createArrayOf("bigint", values);
  }

  /** The tables keep text only; what is plainly a boolean or a day is given as one. */
  private static Type typed(@Nullable String text) {
    if ("true".equals(text) || "false".equals(text)) {
      return new BooleanType(text);
    }
    return text != null && DAY.matcher(text).matches()
        ? new DateTimeType(text)
        : new StringType(text);
  }
}
