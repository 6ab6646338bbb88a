package org.attune.store.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StoredFormTest {

  private static final String TAGS =
      """
      [[1,"https://example.org","https://example.org/profile",null,null,null],
      [2,"urn:s","R","restricted","1",false],[0,"urn:t","x",null,null,true],[0,null,"y","",null,null]]""";

  @Test
  void idAndMetadataComeBackInFrontOfTheContent() {
    assertThat(
            StoredForm.json(
                row(
                    "src",
                    "req",
                    TAGS,
                    "{\"resourceType\":\"Observation\",\"status\":\"final\","
                        + "\"valueQuantity\":{\"value\":1.50}}")))
        .contains(
            "{\"resourceType\":\"Observation\",\"id\":\"a\",\"meta\":{\"versionId\":\"3\","
                + "\"lastUpdated\":\"2026-01-31T08:00:00.120Z\",\"source\":\"src#req\","
                + "\"profile\":[\"https://example.org/profile\"],"
                + "\"security\":[{\"system\":\"urn:s\",\"version\":\"1\",\"code\":\"R\","
                + "\"display\":\"restricted\",\"userSelected\":false}],"
                + "\"tag\":[{\"system\":\"urn:t\",\"code\":\"x\",\"userSelected\":true},"
                + "{\"code\":\"y\"}]},"
                + "\"status\":\"final\",\"valueQuantity\":{\"value\":1.50}}");
  }

  @Test
  void extensionsOfTheMetadataStay() {
    assertThat(
            StoredForm.json(
                row(null, null, null, "{\"meta\":{\"extension\":[{\"url\":\"urn:e\"}]}}")))
        .hasValueSatisfying(
            json -> assertThat(json).contains("\"extension\":[{\"url\":\"urn:e\"}]", "versionId"));
  }

  @Test
  void sourceIsWhatIsKnownOfIt() {
    assertThat(StoredForm.json(row(null, "req", null, "{}")).orElseThrow())
        .contains("\"source\":\"#req\"");
    assertThat(StoredForm.json(row("src", null, null, "{}")).orElseThrow())
        .contains("\"source\":\"src\"");
    assertThat(StoredForm.json(row(null, null, null, "{}")).orElseThrow())
        .doesNotContain("\"source\"");
  }

  @Test
  void whatIsNoObjectIsNoResource() {
    assertThat(StoredForm.json(row(null, null, null, null))).isEmpty();
    assertThat(StoredForm.json(row(null, null, null, "[]"))).isEmpty();
    assertThat(StoredForm.json(row(null, null, null, "{broken"))).isEmpty();
  }

  private static StoredRow row(
      @Nullable String source,
      @Nullable String request,
      @Nullable String tags,
      @Nullable String content) {
    return new StoredRow(
        "Observation",
        "a",
        3,
        Instant.parse("2026-01-31T08:00:00.120Z"),
        source,
        request,
        tags,
        content);
  }
}
