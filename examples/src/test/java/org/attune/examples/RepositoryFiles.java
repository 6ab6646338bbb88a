package org.attune.examples;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The text files of the repository, without what a build makes and without the code tables. */
final class RepositoryFiles {

  private static final Path ROOT = Path.of("..");
  private static final String TABLES = "terminology/src/main/resources";

  private RepositoryFiles() {}

  /** Every file in which somebody writes codes. */
  static List<Path> all() {
    List<Path> found = new ArrayList<>();
    try {
      Files.walkFileTree(ROOT, new Sources(found));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    assertThat(found).hasSizeGreaterThan(300);
    return found;
  }

  private static final class Sources extends SimpleFileVisitor<Path> {

    private static final Set<String> MADE = Set.of("target", "node_modules", "dist", ".git");

    private final List<Path> found;

    private Sources(List<Path> found) {
      this.found = found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      return MADE.contains(directory.getFileName().toString()) || directory.endsWith(TABLES)
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String name = file.getFileName().toString();
      if (name.matches(".*\\.(java|fsh|json|http|md|sql|yaml|csv|js)")
          && !name.endsWith("CodesTest.java")) {
        found.add(file);
      }
      return FileVisitResult.CONTINUE;
    }
  }

  /** Whether a file is part of a test, where codes may be made up. */
  static boolean test(Path file) {
    return file.toString().contains("/src/test/");
  }

  static String name(Path file) {
    return ROOT.relativize(file).toString();
  }

  static String text(Path file) {
    try {
      return Files.readString(file, ISO_8859_1);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
