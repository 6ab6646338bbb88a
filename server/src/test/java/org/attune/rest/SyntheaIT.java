package org.attune.rest;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Synthea's bundles go in as they come. Without {@code -Dattune.testdata=DIR} generated bundles of
 * the same build stand in for them.
 */
@FhirIntegrationTest
class SyntheaIT {

  private static final Logger LOG = LoggerFactory.getLogger(SyntheaIT.class);
  private static final FhirContext CONTEXT = FhirContext.forR4Cached();

  private final FhirClient client;

  SyntheaIT(@Autowired FhirHttp http) {
    this.client = http.client();
  }

  @Test
  void every_bundle_goes_in_whole_and_the_counts_are_those_of_the_input() throws IOException {
    List<String> bundles = bundles();
    Map<String, Integer> expected = new TreeMap<>();
    Set<String> conditions = new HashSet<>();
    bundles.forEach(bundle -> countEntries(parse(bundle), expected, conditions));
    Map<String, Integer> before = new TreeMap<>();
    expected.keySet().forEach(type -> before.put(type, count(type)));

    for (String bundle : bundles) {
      Answer answer = client.post("", bundle);
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      assertThat(answer.bundle().getEntry())
          .allMatch(entry -> entry.getResponse().getStatus().startsWith("20"));
    }

    Map<String, Integer> stored = new TreeMap<>();
    expected.keySet().forEach(type -> stored.put(type, count(type) - before.getOrDefault(type, 0)));
    assertThat(stored).isEqualTo(expected);
  }

  private static void countEntries(
      Bundle bundle, Map<String, Integer> counts, Set<String> conditions) {
    for (Bundle.BundleEntryComponent entry : bundle.getEntry()) {
      String type = entry.getResource().fhirType();
      String condition = entry.getRequest().getIfNoneExist();
      if (condition == null || conditions.add(type + "?" + condition)) {
        counts.merge(type, 1, Integer::sum);
      }
    }
  }

  private static List<String> bundles() throws IOException {
    String directory = System.getProperty("attune.testdata", "");
    Path synthea = Path.of(directory, "synthea");
    if (directory.isBlank() || !Files.isDirectory(synthea)) {
      LOG.warn("Left out: Synthea's own bundles, as -Dattune.testdata names no directory of them");
      return generated();
    }
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> archives = Files.list(synthea)) {
      for (Path archive : archives.filter(file -> file.toString().endsWith(".tgz")).toList()) {
        readArchive(archive, files);
      }
    }
    assertThat(files).as("bundles below %s", synthea).isNotEmpty();
    return List.copyOf(files.values());
  }

  /** Keys sort hospitals first, then practitioners, as the patients' bundles refer to both. */
  private static void readArchive(Path archive, Map<String, String> files) throws IOException {
    try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
        TarArchiveInputStream tar =
            new TarArchiveInputStream(new GzipCompressorInputStream(file))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.isFile() && entry.getName().endsWith(".json")) {
          String name = entry.getName();
          String rank =
              name.contains("hospitalInformation")
                  ? "0"
                  : name.contains("practitionerInformation") ? "1" : "2";
          String content = new String(tar.readAllBytes(), StandardCharsets.UTF_8);
          files.put(rank + archive.getFileName() + name, content);
        }
      }
    }
  }

  private static List<String> generated() {
    SyntheaBundles synthea = new SyntheaBundles();
    Bundle record = Samples.bundle(BundleType.TRANSACTION);
    synthea.addRecord(record, 200, 20, "Generated");
    return Stream.of(synthea.practitioners(20), record)
        .map(bundle -> CONTEXT.newJsonParser().encodeResourceToString(bundle))
        .toList();
  }

  private int count(String type) {
    return client.get(type + "?_summary=count").bundle().getTotal();
  }

  private static Bundle parse(String json) {
    return CONTEXT.newJsonParser().parseResource(Bundle.class, json);
  }
}
