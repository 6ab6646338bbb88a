package org.attune.docs;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Somebody decided about every hook point that HAPI has. */
class PointcutTableTest {

  private static final Pattern ROW =
      Pattern.compile("^\\| `([A-Z0-9_]+)` \\| (used|unused) \\| (.+) \\|$", Pattern.MULTILINE);

  @Test
  void everyPointcutHasARow() throws IOException {
    assertThat(table().keySet())
        .isEqualTo(Arrays.stream(Pointcut.values()).map(Enum::name).collect(Collectors.toSet()));
  }

  @Test
  void thePointcutsInUseAreThoseThatTheCodeHooks() throws IOException {
    Set<String> used =
        table().entrySet().stream()
            .filter(row -> "used".equals(row.getValue()))
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());

    assertThat(used).isEqualTo(hooked());
  }

  private static Set<String> hooked() {
    return new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.attune")
            .stream()
            .flatMap(type -> type.getMethods().stream())
            .filter(method -> method.isAnnotatedWith(Hook.class))
            .map(PointcutTableTest::pointcut)
            .collect(Collectors.toSet());
  }

  private static String pointcut(JavaMethod method) {
    return method.getAnnotationOfType(Hook.class).value().name();
  }

  private static Map<String, String> table() throws IOException {
    Map<String, String> rows = new TreeMap<>();
    ROW.matcher(Files.readString(Path.of("..", "docs", "architecture.md")))
        .results()
        .forEach(row -> rows.put(row.group(1), row.group(2)));
    return rows;
  }
}
