package org.attune.access.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.attune.smart.scope.Permission;

/**
 * What each role may do with each resource type, and of whom: the one table of the practice's
 * rights, read from {@code roles.txt}. What it does not name is refused.
 *
 * @see <a href="https://www.law.cornell.edu/cfr/text/45/164.514">45 CFR 164.514(d), minimum
 *     necessary: access by classes of persons</a>
 */
public final class RoleMatrix {

  private static final String FILE = "roles.txt";
  private static final String REST = "*";
  private static final String NOTHING = "-";
  private static final Pattern CELL =
      Pattern.compile("(all|caseload|own|labelled):(c?r?u?d?s?)(-reasons)?(?:\\[([^\\]]+)\\])?");

  private final Map<String, Map<Role, List<Cell>>> types = new LinkedHashMap<>();

  /** Of whom. */
  public enum Extent {
    /** Of every client, and what belongs to none. */
    ALL,
    /** Of the clients for whom the person has a grant. */
    CASELOAD,
    /** Of the person themselves, or the one whom they act for. */
    OWN,
    /** What carries the label of the organization, see {@link PayerLabels}. */
    LABELLED
  }

  /**
   * One of the rights that a role has in a type.
   *
   * @param reasons whether {@link Reasons} are seen
   * @param categories values to one of which the resource's category must belong; empty: any
   */
  public record Cell(
      Extent extent, Set<Permission> permissions, boolean reasons, Set<String> categories) {

    /** Keeps its own copies. */
    public Cell {
      permissions = Set.copyOf(permissions);
      categories = Set.copyOf(categories);
    }
  }

  private RoleMatrix(List<String> lines) {
    List<Role> columns = List.of();
    for (String line : lines) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      List<String> cells = List.of(line.split("\\s*;\\s*", -1));
      if (columns.isEmpty()) {
        columns = cells.stream().skip(1).map(code -> Role.of(code.strip()).orElseThrow()).toList();
      } else {
        row(columns, cells);
      }
    }
  }

  /** The table of the practice. */
  public static RoleMatrix standard() {
    try (InputStream file = RoleMatrix.class.getResourceAsStream(FILE)) {
      return parse(new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * Reads a table.
   *
   * @throws IllegalArgumentException if a cell cannot be read or a type stands twice
   */
  static RoleMatrix parse(String text) {
    return new RoleMatrix(text.lines().toList());
  }

  private void row(List<Role> columns, List<String> cells) {
    Map<Role, List<Cell>> rights = new EnumMap<>(Role.class);
    for (int index = 1; index < cells.size(); index++) {
      rights.put(columns.get(index - 1), cells(cells.get(index).strip()));
    }
    for (String type : cells.get(0).strip().split("\\s+", -1)) {
      if (types.put(type, rights) != null) {
        throw new IllegalArgumentException(type + " stands twice in the table of roles");
      }
    }
  }

  private static List<Cell> cells(String text) {
    List<Cell> cells = new ArrayList<>();
    for (String part : text.equals(NOTHING) ? new String[0] : text.split("\\s+", -1)) {
      Matcher cell = CELL.matcher(part);
      if (!cell.matches() || cell.group(2).isEmpty()) {
        throw new IllegalArgumentException("The table of roles has a cell " + part);
      }
      Set<Permission> permissions = EnumSet.noneOf(Permission.class);
      for (Permission permission : Permission.values()) {
        if (cell.group(2).indexOf(permission.letter()) >= 0) {
          permissions.add(permission);
        }
      }
      cells.add(
          new Cell(
              Extent.valueOf(cell.group(1).toUpperCase(java.util.Locale.ROOT)),
              permissions,
              cell.group(3) == null,
              cell.group(4) == null ? Set.of() : Set.of(cell.group(4).split(",", -1))));
    }
    return List.copyOf(cells);
  }

  /** What a role may do with a type. */
  public List<Cell> of(Role role, String type) {
    return types
        .getOrDefault(type, types.getOrDefault(REST, Map.of()))
        .getOrDefault(role, List.of());
  }

  /** The types that the table names, in its order. */
  public List<String> types() {
    return types.keySet().stream().filter(type -> !type.equals(REST)).toList();
  }
}
