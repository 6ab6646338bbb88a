package org.attune.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A tmpfs of bounded size. Root mounts it; anybody else has the server's command mount it in a
 * namespace of its own, where {@code /proc} lets the test look in.
 *
 * @param place where the server sees it
 * @param prefix words that must stand before the server's command
 * @param mounted whether it is mounted here and must be unmounted
 */
record SmallDisk(Path place, List<String> prefix, boolean mounted) implements AutoCloseable {

  private static final String BALLAST = "ballast";

  /** Makes the disk if this machine lets us. */
  static Optional<SmallDisk> make(Path place, int megabytes) {
    String size = "size=" + megabytes + "m";
    if (succeeds("mount", "-t", "tmpfs", "-o", size, "tmpfs", place.toString())) {
      return Optional.of(new SmallDisk(place, List.of(), true));
    }
    String mount = "mount -t tmpfs -o " + size + " tmpfs \"$0\"";
    if (succeeds("unshare", "-Urm", "sh", "-c", mount, place.toString())) {
      String then = mount + " && exec \"$@\"";
      return Optional.of(
          new SmallDisk(
              place, List.of("unshare", "-Urm", "sh", "-c", then, place.toString()), false));
    }
    return Optional.empty();
  }

  /** Where the test sees it while a server runs. */
  Path seen(ServerProcess server) {
    return mounted ? place : Path.of("/proc/" + server.pid() + "/root" + place);
  }

  /** Takes all space but the given number of bytes. */
  static void fill(Path seen, long remaining) {
    try (RandomAccessFile ballast = new RandomAccessFile(seen.resolve(BALLAST).toFile(), "rw")) {
      byte[] block = new byte[1 << 20];
      while (Files.getFileStore(seen).getUsableSpace() > remaining + block.length) {
        ballast.write(block);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static void free(Path seen) {
    try {
      Files.delete(seen.resolve(BALLAST));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() {
    if (mounted && !succeeds("umount", place.toString())) {
      succeeds("umount", "-l", place.toString());
    }
  }

  private static boolean succeeds(String... line) {
    try {
      Process process =
          new ProcessBuilder(line)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException noSuchProgram) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
