package org.attune.backup.internal;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.attune.backup.internal.Manifest.SequenceState;
import org.attune.backup.internal.Manifest.TableData;
import org.attune.backup.internal.Table.Column;

/** Compares what a backup was taken from with what it is to be restored into. */
public final class SchemaComparison {
  private SchemaComparison() {}

  /**
   * The first difference in words, or nothing. The order of columns does not matter: an upgraded
   * table has its new columns last.
   */
  public static Optional<String> difference(
      Manifest backup, List<Table> tables, List<SequenceState> sequences) {
    Map<String, Set<Column>> saved =
        backup.tables().stream()
            .map(TableData::table)
            .collect(Collectors.toMap(Table::title, SchemaComparison::columns));
    Map<String, Set<Column>> present =
        tables.stream().collect(Collectors.toMap(Table::title, SchemaComparison::columns));
    return names("table", saved.keySet(), present.keySet())
        .or(() -> columns(new TreeMap<>(saved), present))
        .or(() -> names("sequence", sequenceNames(backup.sequences()), sequenceNames(sequences)));
  }

  private static Optional<String> columns(
      Map<String, Set<Column>> saved, Map<String, Set<Column>> present) {
    return saved.entrySet().stream()
        .filter(table -> !table.getValue().equals(present.get(table.getKey())))
        .map(table -> "the columns of table " + table.getKey() + " differ")
        .findFirst();
  }

  private static Optional<String> names(String kind, Set<String> saved, Set<String> present) {
    return first(saved, present)
        .map(name -> kind + " " + name + " is only in the backup")
        .or(
            () ->
                first(present, saved).map(name -> kind + " " + name + " is only in the database"));
  }

  private static Optional<String> first(Set<String> some, Set<String> without) {
    return some.stream().filter(name -> !without.contains(name)).sorted().findFirst();
  }

  private static Set<Column> columns(Table table) {
    return new HashSet<>(table.columns());
  }

  private static Set<String> sequenceNames(List<SequenceState> sequences) {
    return sequences.stream().map(s -> s.schema() + "." + s.name()).collect(Collectors.toSet());
  }
}
