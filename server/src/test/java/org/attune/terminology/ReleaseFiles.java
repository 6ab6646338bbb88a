package org.attune.terminology;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files laid out like those of the publishers, with codes that nobody has assigned. */
final class ReleaseFiles {

  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

  private ReleaseFiles() {}

  /** A new, empty folder among the results of the build. */
  static Path folder() {
    try {
      return Files.createTempDirectory(Files.createDirectories(Path.of("target", "load")), "it");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** A line of an order file, without its running number. */
  static String order(String code, boolean billable, String title) {
    return String.format("%-7s %s %-60s %s", code, billable ? "1" : "0", "short", title);
  }

  /** Numbers the lines and writes them. */
  static Path orderFile(Path file, List<String> lines) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      text.append(String.format("%05d ", i + 1)).append(lines.get(i)).append('\n');
    }
    return write(file, text.toString());
  }

  /**
   * As many lines as asked for: headers of three characters, each with billable codes below.
   *
   * @param start letter with which every code begins
   */
  static List<String> manyOrders(int wanted, char start) {
    List<String> lines = new ArrayList<>();
    for (int number = 0; lines.size() < wanted; number++) {
      String header =
          "" + (char) (start + number / 260) + number / 26 % 10 + LETTERS.charAt(number % 26);
      lines.add(order(header, false, "Made-up category " + number));
      for (int below = 0; below < 999 && lines.size() < wanted; below++) {
        String code = header + String.format("%03d", below);
        lines.add(order(code, true, "Made-up condition " + number + " number " + below));
      }
    }
    return lines;
  }

  /** A Loinc.csv within a ZIP file. */
  static Path loincZip(Path file, List<String> rows) {
    String header = "\"LOINC_NUM\",\"COMPONENT\",\"SCALE_TYP\",\"CLASS\",\"STATUS\",\"SHORTNAME\",";
    String text = header + "\"LONG_COMMON_NAME\"\r\n" + String.join("\r\n", rows) + "\r\n";
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("LoincTable/README.txt"));
      zip.closeEntry();
      zip.putNextEntry(new ZipEntry("LoincTable/Loinc.csv"));
      zip.write(text.getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return file;
  }

  static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** A release of made-up codes, and of one that the server knows. */
  static List<String> release2026() {
    List<String> lines = new ArrayList<>();
    lines.add(order("Q9A", false, "Made-up disorders"));
    lines.add(order("Q9A0", true, "Made-up disorder, mild"));
    lines.add(order("Q9A1", true, "Made-up disorder, severe"));
    lines.add(order("F32", false, "Depressive episode"));
    lines.add(order("F320", true, "Title of the official file"));
    lines.addAll(manyOrders(1200, 'X'));
    return lines;
  }

  /** The next one: a code becomes a header, one is gone, others are new. */
  static List<String> release2027() {
    List<String> lines = new ArrayList<>(release2026());
    lines.removeIf(line -> line.startsWith("Q9A0 ") || line.startsWith("Q9A1 "));
    lines.add(order("Q9A0", false, "Made-up disorder, mild"));
    lines.add(order("Q9A00", true, "Made-up disorder, mild, early"));
    lines.add(order("Q9A01", true, "Made-up disorder, mild, late"));
    lines.add(order("Q9A2", true, "Made-up disorder, other"));
    lines.add(order("F3277", true, "Made-up depressive episode"));
    lines.add(order("F64", false, "Category that the server knows"));
    lines.add(order("F64A", true, "Code that the server knows to begin"));
    return lines;
  }
}
