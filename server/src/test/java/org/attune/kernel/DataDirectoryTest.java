package org.attune.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  private final Path temp;

  DataDirectoryTest(@TempDir Path temp) {
    this.temp = temp;
  }

  @Test
  void absentDirectoryIsMadeForItsOwnerAlone() throws Exception {
    DataDirectory directory = new DataDirectory(temp.resolve("a/b"));
    assertThat(mode(directory.root())).isEqualTo("rwx------");
  }

  @Test
  void presentDirectoryKeepsItsMode() throws Exception {
    Files.setPosixFilePermissions(temp, PosixFilePermissions.fromString("rwxr-x---"));
    assertThat(mode(new DataDirectory(temp).root())).isEqualTo("rwxr-x---");
  }

  @Test
  void fileInPlaceOfTheDirectoryIsRefused() throws Exception {
    Path file = Files.createFile(temp.resolve("file"));
    assertThatThrownBy(() -> new DataDirectory(file)).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void namesCannotLeaveTheDirectory() {
    DataDirectory directory = new DataDirectory(temp);
    assertThat(directory.path("x")).isEqualTo(temp.resolve("x"));
    assertThatIllegalArgumentException().isThrownBy(() -> directory.path("../x"));
    assertThatIllegalArgumentException().isThrownBy(() -> directory.path("/etc/passwd"));
    assertThatIllegalArgumentException().isThrownBy(() -> directory.path("."));
  }

  @Test
  void privateFileIsReplacedWholeAndReadableByItsOwnerAlone() throws Exception {
    DataDirectory directory = new DataDirectory(temp);
    directory.writePrivate("secret", "one");
    directory.writePrivate("secret", "two");
    assertThat(temp.resolve("secret")).hasContent("two");
    assertThat(mode(temp.resolve("secret"))).isEqualTo("rw-------");
    assertThat(temp).isDirectoryNotContaining("glob:**.new");
  }

  @Test
  void presentFileIsReadAndNotMadeAgain() {
    DataDirectory directory = new DataDirectory(temp);
    directory.writePrivate("token", "kept\n");
    assertThat(directory.readOrCreatePrivate("token", () -> "other")).isEqualTo("kept");
  }

  @Test
  void allWhoCreateAtOnceGetTheSameContent() throws Exception {
    int writers = 16;
    CyclicBarrier together = new CyclicBarrier(writers);
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    try {
      var attempts =
          IntStream.range(0, writers).mapToObj(number -> attempt(together, number)).toList();
      Set<String> seen = new HashSet<>();
      for (Future<String> result : threads.invokeAll(attempts)) {
        seen.add(result.get());
      }
      assertThat(seen).hasSize(1);
      assertThat(temp.resolve("token")).hasContent(seen.iterator().next());
    } finally {
      threads.shutdownNow();
    }
  }

  private Callable<String> attempt(CyclicBarrier together, int number) {
    return () ->
        new DataDirectory(temp).readOrCreatePrivate("token", () -> slowly(together, number));
  }

  private static String slowly(CyclicBarrier together, int number) {
    try {
      together.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return "writer " + number;
  }

  private static String mode(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
