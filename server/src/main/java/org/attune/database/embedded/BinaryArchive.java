package org.attune.database.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.attune.database.DatabaseStartException;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs as they come: one xz-packed tar on the class path. */
final class BinaryArchive {
  private static final int EXECUTABLE_BITS = 0111;

  private final URL location;

  BinaryArchive(URL location) {
    this.location = location;
  }

  /**
   * Finds the archive for a platform.
   *
   * @throws DatabaseStartException when this build carries none for it
   */
  static BinaryArchive find(Optional<Platform> platform, ClassLoader classPath) {
    URL found = platform.map(Platform::archiveName).map(classPath::getResource).orElse(null);
    if (found == null) {
      throw new DatabaseStartException(
          "This build brings no PostgreSQL for this operating system and processor.",
          "Name a PostgreSQL 14 or newer with --attune.db.url, --attune.db.username and"
              + " --attune.db.password.");
    }
    return new BinaryArchive(found);
  }

  /**
   * Unpacks into {@code parent/bin-<fingerprint>} unless that is there already, and removes what
   * older versions left. A half-done directory never carries the final name.
   *
   * @return the directory that holds {@code bin}, {@code lib} and {@code share}
   */
  Path unpackInto(Path parent) throws IOException {
    Path home = parent.resolve("bin-" + fingerprint());
    if (!Files.isDirectory(home)) {
      Path draft = Files.createTempDirectory(parent, "unpack-");
      Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxr-xr-x"));
      try (InputStream packed = location.openStream()) {
        unpack(packed, draft);
      }
      Files.move(draft, home, StandardCopyOption.ATOMIC_MOVE);
    }
    removeOthers(parent, home);
    return home;
  }

  /** Same archive, same name: taken from the jar's own checksum where there is a jar. */
  private String fingerprint() throws IOException {
    URLConnection connection = location.openConnection();
    connection.setUseCaches(false);
    if (connection instanceof JarURLConnection jar) {
      try (JarFile opened = jar.getJarFile()) {
        return hex(Objects.requireNonNull(opened.getEntry(jar.getEntryName())).getCrc());
      }
    }
    CRC32 checksum = new CRC32();
    try (InputStream content = new CheckedInputStream(connection.getInputStream(), checksum)) {
      content.transferTo(OutputStream.nullOutputStream());
    }
    return hex(checksum.getValue());
  }

  private static String hex(long crc) {
    return String.format(Locale.ROOT, "%08x", crc);
  }

  /**
   * Unpacks a tar, with its links and executable bits.
   *
   * @throws IOException also when an entry or the target of a link lies outside the directory
   */
  static void unpack(InputStream packed, Path directory) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)))) {
      TarArchiveEntry entry = tar.getNextEntry();
      while (entry != null) {
        unpack(tar, entry, directory);
        entry = tar.getNextEntry();
      }
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path directory)
      throws IOException {
    Path place = inside(directory, directory.resolve(entry.getName()));
    if (entry.isDirectory()) {
      Files.createDirectories(place);
      return;
    }
    Path parent = place.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    if (entry.isSymbolicLink()) {
      Path pointsTo = Path.of(entry.getLinkName());
      inside(directory, place.resolveSibling(pointsTo));
      Files.createSymbolicLink(place, pointsTo);
    } else if (entry.isFile()) {
      Files.copy(tar, place);
      boolean executable = (entry.getMode() & EXECUTABLE_BITS) != 0;
      Files.setPosixFilePermissions(
          place, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    } else {
      throw new IOException("Unexpected kind of entry in the PostgreSQL archive");
    }
  }

  private static Path inside(Path directory, Path path) throws IOException {
    Path normalized = path.normalize();
    if (!normalized.startsWith(directory.normalize())) {
      throw new IOException("An entry of the PostgreSQL archive points outside its directory");
    }
    return normalized;
  }

  private static void removeOthers(Path parent, Path home) throws IOException {
    try (DirectoryStream<Path> others = Files.newDirectoryStream(parent, "{bin,unpack}-*")) {
      for (Path other : others) {
        if (!other.equals(home)) {
          deleteTree(other);
        }
      }
    }
  }

  static void deleteTree(Path root) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
