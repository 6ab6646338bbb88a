package org.attune.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Sources and generated JSON change together: build.sh writes down the digests of both. */
final class SourceManifestTest {

  private static final Path SOURCES = Path.of("src/main/fsh");
  private static final Path JSON = Path.of("src/main/resources/fhir/attune.profiles");

  @Test
  void sourcesAndJsonAreThoseThatTheLastBuildMadeFromEachOther() throws IOException {
    Map<String, String> recorded =
        Files.readAllLines(Path.of("manifest.sha256")).stream()
            .map(line -> line.split(" {2}", 2))
            .collect(Collectors.toMap(cells -> cells[1], cells -> cells[0]));

    assertThat(digests()).as("run profiles/build.sh").isEqualTo(new TreeMap<>(recorded));
  }

  private static Map<String, String> digests() throws IOException {
    Map<String, String> digests = new TreeMap<>();
    try (Stream<Path> sources = Files.walk(SOURCES);
        Stream<Path> json = Files.list(JSON)) {
      for (Path file : Stream.concat(sources, json).filter(SourceManifestTest::recorded).toList()) {
        digests.put(file.toString().replace('\\', '/'), digest(file));
      }
    }
    return digests;
  }

  private static boolean recorded(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(".fsh")
        || name.equals("sushi-config.yaml")
        || (name.endsWith(".json") && !name.equals("package.json"));
  }

  private static String digest(Path file) throws IOException {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java platform has SHA-256", e);
    }
  }
}
