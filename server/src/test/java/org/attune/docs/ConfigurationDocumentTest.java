package org.attune.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The configuration page lists the properties that the code declares, with their defaults. */
class ConfigurationDocumentTest {

  private static final Pattern ROW =
      Pattern.compile(
          "^\\| `(attune\\.[a-z.-]+)` \\| `([A-Z_]+)` \\|([^|]*)\\|", Pattern.MULTILINE);

  @Test
  void thePageListsExactlyTheDeclaredProperties() throws IOException {
    assertThat(documented()).isEqualTo(declared());
  }

  @Test
  void everyEnvironmentVariableFollowsFromThePropertysName() throws IOException {
    assertThat(ROW.matcher(page()).results())
        .allSatisfy(
            row ->
                assertThat(row.group(2))
                    .isEqualTo(
                        row.group(1)
                            .toUpperCase(java.util.Locale.ROOT)
                            .replace('.', '_')
                            .replace('-', '_')));
  }

  private static Map<String, String> documented() throws IOException {
    Map<String, String> rows = new TreeMap<>();
    ROW.matcher(page())
        .results()
        .forEach(row -> rows.put(row.group(1), row.group(3).strip().replace("`", "")));
    return rows;
  }

  private static Map<String, String> declared() throws IOException {
    Map<String, String> properties = new TreeMap<>();
    var files =
        new PathMatchingResourcePatternResolver()
            .getResources("classpath*:META-INF/spring-configuration-metadata.json");
    for (var file : files) {
      for (JsonNode property :
          new ObjectMapper().readTree(file.getContentAsByteArray()).path("properties")) {
        String name = property.path("name").asText();
        if (name.startsWith("attune.")) {
          properties.put(name, property.path("defaultValue").asText(""));
        }
      }
    }
    return properties;
  }

  private static String page() throws IOException {
    return Files.readString(Path.of("..", "docs", "configuration.md"));
  }
}
