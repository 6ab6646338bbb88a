package org.attune.exchange.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StructureDefinition;

/** The whole record of a server, moved into another by nothing but standard requests. */
public final class MovedRecord {

  private static final List<String> DEFINITIONS =
      List.of("StructureDefinition", "CodeSystem", "ValueSet", "Questionnaire");

  /** HAPI makes a validator anew for each request, at five times the cost of a resource. */
  private static final int TOGETHER = 100;

  private static final int MOST_IN_A_FILE = 200;

  /** The property of the server from which the record is moved: files are split. */
  public static final String SMALL_FILES = "attune.export.resources-per-file=" + MOST_IN_A_FILE;

  private static final String PLACE = "https://plain.example.org/fhir/";

  private final FhirClient from;
  private final BulkClient bulk;

  /** A record that will be moved from the server of {@code from}. */
  public MovedRecord(FhirClient from) {
    this.from = from;
    this.bulk = new BulkClient(from);
  }

  /** Exports, loads and counts; fails on the first difference, with what the other server said. */
  public void arrivesWholeAndValid() throws Exception {
    JsonNode manifest = bulk.export("$export");
    Map<String, List<Resource>> exported = bulk.resources(manifest);
    assertThat(files(manifest)).isEqualTo(split(exported));
    List<Resource> definitions = new ArrayList<>();
    DEFINITIONS.forEach(type -> definitions.addAll(exported.getOrDefault(type, List.of())));

    try (PlainFhirServer other = new PlainFhirServer(exported.keySet(), definitions)) {
      FhirClient to = other.client();
      List<Resource> all = exported.values().stream().flatMap(Collection::stream).toList();
      ConcurrentLinkedQueue<String> refused = new ConcurrentLinkedQueue<>();
      parts(all).parallelStream().forEach(part -> validate(to, part, refused));
      all.parallelStream().forEach(resource -> load(to, resource, refused));

      assertThat(refused).isEmpty();
      assertThat(manifest.path("error")).isEmpty();
      assertThat(counts(to, exported)).isEqualTo(counts(from, exported));
    }
  }

  /** Numbers of lines of the files of each type. */
  private static Map<String, List<Integer>> files(JsonNode manifest) {
    Map<String, List<Integer>> files = new TreeMap<>();
    for (JsonNode file : manifest.path("output")) {
      files
          .computeIfAbsent(file.path("type").asText(), type -> new ArrayList<>())
          .add(file.path("count").asInt());
    }
    return files;
  }

  /** Full files, and one with the rest. */
  private static Map<String, List<Integer>> split(Map<String, List<Resource>> exported) {
    Map<String, List<Integer>> files = new TreeMap<>();
    exported.forEach(
        (type, resources) -> {
          List<Integer> counts = new ArrayList<>();
          for (int left = resources.size(); left > 0; left -= MOST_IN_A_FILE) {
            counts.add(Math.min(left, MOST_IN_A_FILE));
          }
          files.put(type, counts);
        });
    assertThat(files).anySatisfy((type, counts) -> assertThat(counts).hasSizeGreaterThan(1));
    return files;
  }

  /** Everything but profiles, of which the validator cannot make a snapshot when it judges them. */
  private static List<List<Resource>> parts(List<Resource> all) {
    List<Resource> judged =
        all.stream().filter(resource -> !(resource instanceof StructureDefinition)).toList();
    List<List<Resource>> parts = new ArrayList<>();
    for (int start = 0; start < judged.size(); start += TOGETHER) {
      parts.add(judged.subList(start, Math.min(start + TOGETHER, judged.size())));
    }
    return parts;
  }

  private static void validate(FhirClient to, List<Resource> part, Collection<String> refused) {
    Bundle together = new Bundle().setType(Bundle.BundleType.COLLECTION);
    for (Resource resource : part) {
      together
          .addEntry()
          .setFullUrl(PLACE + resource.fhirType() + "/" + resource.getIdElement().getIdPart())
          .setResource(resource);
    }
    Answer answer = to.post("Bundle", together);
    if (answer.status() >= 300) {
      refused.add(answer.body());
    }
  }

  private static void load(FhirClient to, Resource resource, Collection<String> refused) {
    String path = resource.fhirType() + "/" + resource.getIdElement().getIdPart();
    Answer answer = to.put(path, resource);
    if (answer.status() >= 300) {
      refused.add(path + " " + profiles(resource) + ": " + answer.body());
    }
  }

  private static List<String> profiles(Resource resource) {
    return resource.getMeta().getProfile().stream().map(CanonicalType::getValue).toList();
  }

  private static Map<String, Integer> counts(FhirClient client, Map<String, ?> types) {
    Map<String, Integer> counts = new TreeMap<>();
    for (String type : types.keySet()) {
      counts.put(type, client.get(type + "?_summary=count").bundle().getTotal());
    }
    return counts;
  }
}
