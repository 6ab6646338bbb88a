package org.attune.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.attune.access.rules.Role;
import org.attune.access.rules.RoleMatrix;
import org.attune.smart.scope.Permission;
import org.junit.jupiter.api.Test;

/**
 * Holds the table in {@code docs/access.md} to the one that the server decides by. With {@code
 * -Dattune.access.write=true} this test writes it anew.
 */
class AccessDocumentTest {

  private static final Path PAGE = Path.of("../docs/access.md");
  private static final Pattern TABLE =
      Pattern.compile("(?s)(<!-- table -->\n).*(<!-- end of table -->)");

  @Test
  void thePageShowsTheTableThatDecides() throws IOException {
    if (Boolean.getBoolean("attune.access.write")) {
      Files.writeString(PAGE, written(Files.readString(PAGE)));
    }
    String page = Files.readString(PAGE);

    assertThat(written(page)).as("run it with -Dattune.access.write=true").isEqualTo(page);
  }

  private static String written(String page) {
    return TABLE
        .matcher(page)
        .replaceAll(match -> Matcher.quoteReplacement(match.group(1) + table() + match.group(2)));
  }

  /** Types with equal rights share a row. */
  private static String table() {
    RoleMatrix matrix = RoleMatrix.standard();
    Map<String, List<String>> rows = new LinkedHashMap<>();
    List<String> types = new ArrayList<>(matrix.types());
    types.add("all others");
    for (String type : types) {
      String rights =
          Arrays.stream(Role.values())
              .map(role -> cell(matrix.of(role, type)))
              .collect(Collectors.joining(" | "));
      rows.computeIfAbsent(rights, key -> new ArrayList<>()).add(type);
    }
    StringBuilder table = new StringBuilder("| Types |");
    Arrays.stream(Role.values())
        .forEach(role -> table.append(' ').append(role.code()).append(" |"));
    table.append("\n|---|").append("---|".repeat(Role.values().length)).append('\n');
    rows.forEach(
        (rights, same) ->
            table
                .append("| ")
                .append(String.join(", ", same))
                .append(" | ")
                .append(rights)
                .append(" |\n"));
    return table.toString();
  }

  private static String cell(List<RoleMatrix.Cell> cells) {
    return cells.stream()
        .map(
            cell ->
                cell.extent().name().toLowerCase(java.util.Locale.ROOT)
                    + " "
                    + Arrays.stream(Permission.values())
                        .filter(cell.permissions()::contains)
                        .map(permission -> String.valueOf(permission.letter()))
                        .collect(Collectors.joining())
                    + (cell.reasons() ? "" : " without reasons")
                    + cell.categories().stream()
                        .map(category -> " in " + category.substring(category.indexOf('|') + 1))
                        .collect(Collectors.joining()))
        .collect(Collectors.joining("; "));
  }
}
