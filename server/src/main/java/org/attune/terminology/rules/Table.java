package org.attune.terminology.rules;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A file whose first row names its columns.
 *
 * @param code names that the column of the code may have
 * @param form what a code looks like
 * @param displays names of the columns of the display, the preferred one first
 * @param properties code of the property by the name of its column
 */
public record Table(
    List<String> code, Pattern form, List<String> displays, Map<String, String> properties) {

  /**
   * {@code Loinc.csv} of the LOINC release. Its columns are described in the LOINC Users' Guide,
   * and the properties are those of the LOINC code system in FHIR.
   */
  public static final Table LOINC =
      new Table(
          List.of("LOINC_NUM"),
          Pattern.compile("\\d{1,7}-\\d"),
          List.of("LONG_COMMON_NAME", "DisplayName", "SHORTNAME", "COMPONENT"),
          Map.of("STATUS", "STATUS", "CLASS", "CLASS", "SCALE_TYP", "SCALE_TYP"));

  /** A tab-delimited file of CPT codes and descriptors, as the AMA gives it to its licensees. */
  public static final Table CPT =
      new Table(
          List.of("CPT Code", "Code"),
          Pattern.compile("[0-9]{4}[0-9A-Z]"),
          List.of("Long", "Descriptor", "Description", "Medium", "Short"),
          Map.of());

  /** A row of the file, by the name of its columns. */
  @FunctionalInterface
  public interface Cells {
    /** The text in a column; empty if the row ends before it. */
    String get(int column);
  }

  /** Where the columns of a file are. */
  public record Columns(
      Table table, int code, List<Integer> displays, Map<String, Integer> properties) {

    /**
     * Reads a row.
     *
     * @throws RowException if it has no code or no display
     */
    public CodeRow row(Cells cells) throws RowException {
      String found = cells.get(code).strip();
      if (!table.form().matcher(found).matches()) {
        throw new RowException("the column " + table.code().get(0) + " holds no code");
      }
      String display =
          displays.stream()
              .map(column -> cells.get(column).strip())
              .filter(text -> !text.isEmpty())
              .findFirst()
              .orElseThrow(() -> new RowException("the code has no description"));
      Map<String, String> values = new LinkedHashMap<>();
      properties.forEach(
          (property, column) -> {
            String value = cells.get(column).strip();
            if (!value.isEmpty()) {
              values.put(property, value);
            }
          });
      return new CodeRow(found, display, values);
    }
  }

  /**
   * Finds the columns by their names, in whatever case.
   *
   * @throws RowException if the column of the code or every column of the display is missing
   */
  public Columns columns(List<String> header) throws RowException {
    List<String> names =
        header.stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
    int at =
        code.stream()
            .mapToInt(name -> index(names, name))
            .filter(i -> i >= 0)
            .findFirst()
            .orElse(-1);
    if (at < 0) {
      throw new RowException("the first row names no column " + String.join(" or ", code));
    }
    List<Integer> texts =
        displays.stream().map(name -> index(names, name)).filter(i -> i >= 0).toList();
    if (texts.isEmpty()) {
      throw new RowException("the first row names no column " + String.join(" or ", displays));
    }
    Map<String, Integer> found = new LinkedHashMap<>();
    properties.forEach(
        (column, property) -> {
          int index = index(names, column);
          if (index >= 0) {
            found.put(property, index);
          }
        });
    return new Columns(this, at, texts, found);
  }

  private static int index(List<String> names, String name) {
    return names.indexOf(name.toLowerCase(Locale.ROOT));
  }
}
