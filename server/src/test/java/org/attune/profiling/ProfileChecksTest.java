package org.attune.profiling;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.attune.examples.SamplePractice;
import org.attune.profiling.rules.Profile;
import org.attune.profiling.rules.check.Finding;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What runs on write comes to the same verdicts as HL7's validator does in the examples' tests. */
final class ProfileChecksTest {

  private static final Path TABLES = Path.of("..", "examples", "src", "test", "resources");
  private static final ObjectMapper JSON = new ObjectMapper();

  static List<String> ids() {
    return TestProfiles.ids();
  }

  @ParameterizedTest
  @MethodSource("ids")
  void theExampleOfAProfileConforms(String id) {
    assertThat(TestProfiles.findings(TestProfiles.example(id))).isEmpty();
  }

  static List<String> broken() throws IOException {
    List<String> rows = new ArrayList<>();
    for (String table :
        List.of("invalid-profile-examples.csv", "invalid-administrative-examples.csv")) {
      List<String> lines = Files.readAllLines(TABLES.resolve(table));
      rows.addAll(lines.subList(1, lines.size()));
    }
    // Answers are held to their Questionnaire by the rule of assessments.
    rows.removeIf(row -> row.contains("/answer/"));
    return rows;
  }

  @ParameterizedTest
  @MethodSource("broken")
  void anExampleThatBreaksARuleDoesNot(String row) throws JsonProcessingException {
    String[] cells = row.split("[|]", -1);
    Resource resource = broken(cells[0], cells[1], cells[2]);
    Profile profile =
        TestProfiles.CATALOG.profiles().stream()
            .filter(each -> each.url().equals(TestProfiles.CANONICAL + cells[0]))
            .findFirst()
            .orElseThrow();

    List<Finding> findings = TestProfiles.PROFILING.checks().findings(resource, profile, Map.of());

    assertThat(findings)
        .anyMatch(
            finding ->
                (finding.code() + " " + finding.expression() + " " + finding.message())
                    .contains(cells[3].replace("max allowed = ", "at most ")));
  }

  @Test
  void theSamplePracticeConforms() {
    for (Resource resource : SamplePractice.on(LocalDate.of(2026, 11, 23)).resources()) {
      if (TestProfiles.CATALOG.types().contains(resource.fhirType())) {
        assertThat(TestProfiles.findings(resource)).as(resource.getId()).isEmpty();
      }
    }
  }

  private static Resource broken(String id, String pointers, String value)
      throws JsonProcessingException {
    JsonNode example = JSON.readTree(TestProfiles.json(id));
    for (String pointer : List.of(pointers.split(" ", -1))) {
      edit(example, pointer, value);
    }
    return (Resource) TestProfiles.CONTEXT.newJsonParser().parseResource(example.toString());
  }

  private static void edit(JsonNode root, String pointer, String value)
      throws JsonProcessingException {
    int end = pointer.lastIndexOf('/');
    JsonNode parent = root.at(pointer.substring(0, end));
    String last = pointer.substring(end + 1);
    if (parent instanceof ObjectNode object) {
      object.remove(last);
      if (!"-".equals(value)) {
        object.set(last, JSON.readTree(value));
      }
    } else if (parent instanceof ArrayNode array) {
      if ("-".equals(value)) {
        array.remove(Integer.parseInt(last));
      } else {
        array.insert(Integer.parseInt(last), JSON.readTree(value));
      }
    }
  }
}
