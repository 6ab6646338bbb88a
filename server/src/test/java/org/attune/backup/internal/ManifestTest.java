package org.attune.backup.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.attune.backup.BackupException;
import org.attune.backup.internal.Manifest.LargeObjectData;
import org.attune.backup.internal.Manifest.ResourceTypeDigest;
import org.attune.backup.internal.Manifest.SequenceState;
import org.attune.backup.internal.Manifest.TableData;
import org.attune.backup.internal.Table.Column;
import org.junit.jupiter.api.Test;

class ManifestTest {
  private static final Column ID = new Column("id", "bigint");
  private static final Column NOTE = new Column("note", "character varying(10)");
  private static final SequenceState SEQUENCE = new SequenceState("public", "s", 7, true);

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    Manifest manifest = manifest(table("t", ID, NOTE));

    assertThat(Manifest.fromJson(manifest.toJson())).isEqualTo(manifest);
  }

  @Test
  void anotherFormatIsRefusedBeforeAnythingElseIsRead() {
    assertThatThrownBy(() -> Manifest.fromJson(bytes("{\"formatVersion\": 2, \"new\": []}")))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("format version 2");
  }

  @Test
  void aBrokenOrIncompleteManifestIsRefused() {
    for (String json : List.of("", "{", "[]", "{\"formatVersion\": 1}")) {
      assertThatThrownBy(() -> Manifest.fromJson(bytes(json))).isInstanceOf(BackupException.class);
    }
  }

  @Test
  void anotherOrderOfColumnsIsNoDifference() {
    assertThat(
            SchemaComparison.difference(
                manifest(table("t", ID, NOTE)), List.of(table("t", NOTE, ID)), List.of(SEQUENCE)))
        .isEmpty();
  }

  @Test
  void eachKindOfDifferenceIsNamed() {
    Manifest backup = manifest(table("t", ID, NOTE));

    assertThat(difference(backup, List.of(table("t", ID)))).contains("columns of table public.t");
    assertThat(difference(backup, List.of(table("t", ID, new Column("note", "text")))))
        .contains("columns of table public.t");
    assertThat(difference(backup, List.of())).contains("table public.t is only in the backup");
    assertThat(difference(backup, List.of(table("t", ID, NOTE), table("u"))))
        .contains("table public.u is only in the database");
    assertThat(SchemaComparison.difference(backup, List.of(table("t", ID, NOTE)), List.of()))
        .hasValue("sequence public.s is only in the backup");
  }

  private static String difference(Manifest backup, List<Table> tables) {
    return SchemaComparison.difference(backup, tables, List.of(SEQUENCE)).orElse("");
  }

  private static Table table(String name, Column... columns) {
    return new Table("public", name, List.of(columns));
  }

  private static Manifest manifest(Table table) {
    return new Manifest(
        Manifest.FORMAT_VERSION,
        "2026-01-02T03:04:05Z",
        "17.11",
        "0.1.0",
        List.of(new TableData(table, 3, "00")),
        List.of(new ResourceTypeDigest("Patient", 1, 2, "01")),
        List.of(SEQUENCE),
        new LargeObjectData(0, "02"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
