package org.attune.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;

/**
 * The one directory that holds everything this installation keeps outside the database. It is
 * created for its owner alone (0700); secrets in it are files of mode 0600 that appear whole or not
 * at all, so a reader in another process never sees half of one.
 */
public final class DataDirectory {
  private static final FileAttribute<?>[] NO_ATTRIBUTES = {};

  private final Path root;

  /**
   * Opens the directory and creates it (and its parents) if it is absent.
   *
   * @throws UncheckedIOException when it cannot be created or is not a directory
   */
  public DataDirectory(Path root) {
    this.root = root.toAbsolutePath().normalize();
    try {
      Path parent = this.root.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      if (!Files.isDirectory(this.root)) {
        Files.createDirectory(this.root, mode(this.root, "rwx------"));
      }
    } catch (FileAlreadyExistsException lostRace) {
      if (!Files.isDirectory(this.root)) {
        throw new UncheckedIOException("The data directory is a file", lostRace);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot create the data directory " + this.root, e);
    }
  }

  /** The directory itself, absolute and normalized. */
  public Path root() {
    return root;
  }

  /**
   * The place of an entry, whether it exists or not.
   *
   * @throws IllegalArgumentException when the name would leave the directory
   */
  public Path path(String name) {
    Path path = root.resolve(name).normalize();
    if (path.equals(root) || !path.startsWith(root)) {
      throw new IllegalArgumentException("Not a name inside the data directory: " + name);
    }
    return path;
  }

  /**
   * Replaces a file in one step; only the owner can read it, from the first byte on.
   *
   * @throws UncheckedIOException when it cannot be written; an older version then stays as it was
   */
  public void writePrivate(String name, String content) {
    Path target = path(name);
    try {
      Path draft = draft(target, content);
      try {
        Files.move(
            draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + target, e);
    }
  }

  /**
   * Reads a private file, or writes it first if there is none. When several processes create it at
   * the same moment, one wins and all of them return the winner's content.
   *
   * @return the content without surrounding white space, which editors like to add
   * @throws UncheckedIOException when it can be neither read nor written
   */
  public String readOrCreatePrivate(String name, Supplier<String> content) {
    Path target = path(name);
    try {
      try {
        return Files.readString(target).strip();
      } catch (NoSuchFileException absent) {
        createUnlessPresent(target, content.get());
        return Files.readString(target).strip();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read or create " + target, e);
    }
  }

  private static void createUnlessPresent(Path target, String content) throws IOException {
    Path draft = draft(target, content);
    try {
      // A rename would silently replace what another process has just put there; a link will not.
      Files.createLink(target, draft);
    } catch (FileAlreadyExistsException anotherProcessWasFirst) {
      return;
    } catch (UnsupportedOperationException fileSystemWithoutLinks) {
      Files.move(draft, target);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static Path draft(Path target, String content) throws IOException {
    Path directory = target.getParent();
    if (directory == null) {
      throw new IOException("No directory above " + target);
    }
    // createTempFile gives 0600 wherever the file system knows modes.
    Path draft = Files.createTempFile(directory, "." + target.getFileName(), ".new");
    Files.writeString(draft, content);
    return draft;
  }

  private static FileAttribute<?>[] mode(Path path, String permissions) {
    if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return NO_ATTRIBUTES;
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
    };
  }
}
