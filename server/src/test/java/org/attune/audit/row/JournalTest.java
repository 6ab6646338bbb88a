package org.attune.audit.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

  private final RowCodec codec = new RowCodec();
  private final Path directory;

  JournalTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private static AuditRow row() {
    return new AuditRow(
        UUID.randomUUID(),
        1_700_000_000_123_456L,
        new AuditRow.Agent("operator", "operator", null, "::1", List.of("TREAT"), List.of()),
        new AuditRow.Event("r", "read", "Patient", null, "R", 200, null, 1),
        List.of("p"),
        List.of(new AuditRow.Entity("Patient/p", "1", "R", "0")));
  }

  private Set<UUID> ids(List<Path> segments) throws IOException {
    Set<UUID> ids = new TreeSet<>();
    for (Path segment : segments) {
      for (String line : Files.readAllLines(segment)) {
        codec.decode(line.getBytes(StandardCharsets.UTF_8)).ifPresent(row -> ids.add(row.id()));
      }
    }
    return ids;
  }

  @Test
  void a_row_comes_back_as_it_was() {
    AuditRow row = row();
    byte[] line = codec.encode(row);

    assertThat(codec.decode(Arrays.copyOf(line, line.length - 1))).contains(row);
  }

  @Test
  void a_damaged_line_is_no_row() {
    byte[] line = codec.encode(row());
    line[line.length / 2] ^= 1;

    assertThat(codec.decode(Arrays.copyOf(line, line.length - 1))).isEmpty();
    assertThat(codec.decode(new byte[3])).isEmpty();
  }

  @Test
  void rows_of_many_threads_are_all_kept_while_segments_are_taken_away() throws Exception {
    Journal journal = new Journal(directory.resolve("journal"));
    Set<UUID> kept = new ConcurrentSkipListSet<>();
    List<Thread> threads = new ArrayList<>();
    for (int number = 0; number < 8; number++) {
      Thread thread =
          new Thread(
              () -> {
                for (int count = 0; count < 50; count++) {
                  AuditRow row = row();
                  journal.append(row);
                  kept.add(row.id());
                }
              });
      threads.add(thread);
      thread.start();
    }
    while (threads.stream().anyMatch(Thread::isAlive)) {
      assertThat(journal.complete()).isNotNull();
    }

    assertThat(ids(journal.complete())).isEqualTo(kept).hasSize(400);
  }

  @Test
  void an_earlier_run_s_segments_are_found_and_never_overwritten() throws IOException {
    Path place = directory.resolve("journal");
    AuditRow first = row();
    new Journal(place).append(first);
    Journal second = new Journal(place);
    AuditRow later = row();
    second.append(later);

    assertThat(ids(second.complete())).containsExactlyInAnyOrder(first.id(), later.id());
  }

  @Test
  void a_row_that_has_no_place_is_refused_and_the_next_finds_one_again() throws IOException {
    Path place = directory.resolve("journal");
    Files.createFile(place);
    Journal journal = new Journal(place);

    assertThatThrownBy(() -> journal.append(row())).isInstanceOf(AuditUnavailableException.class);
    Files.delete(place);
    AuditRow row = row();
    journal.append(row);
    assertThat(ids(journal.complete())).containsExactly(row.id());
  }
}
