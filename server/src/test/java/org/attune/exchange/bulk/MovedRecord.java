package org.attune.exchange.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StructureDefinition;

/** The whole record of a server, moved into another by nothing but standard requests. */
public final class MovedRecord {

  private static final List<String> DEFINITIONS =
      List.of("StructureDefinition", "CodeSystem", "ValueSet", "Questionnaire");

  /** Resources of one profile that are validated; {@code 1000000} validates all. */
  private static final int MOST_OF_A_PROFILE =
      Integer.getInteger("attune.test.validated-of-a-profile", 15);

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
    List<Resource> definitions = new ArrayList<>();
    DEFINITIONS.forEach(type -> definitions.addAll(exported.getOrDefault(type, List.of())));

    try (PlainFhirServer other = new PlainFhirServer(exported.keySet(), definitions)) {
      FhirClient to = other.client();
      List<Resource> all = exported.values().stream().flatMap(Collection::stream).toList();
      ConcurrentLinkedQueue<String> refused = new ConcurrentLinkedQueue<>();
      Set<Resource> checked = checked(all);
      all.parallelStream()
          .forEach(resource -> load(to, resource, checked.contains(resource), refused));

      assertThat(refused).isEmpty();
      assertThat(checked).hasSizeGreaterThan(500);
      assertThat(manifest.path("error")).isEmpty();
      assertThat(counts(to, exported)).isEqualTo(counts(from, exported));
    }
  }

  /**
   * Of each profile all, or some that lie evenly apart where there are many: validating takes the
   * time that a session takes to write.
   */
  private static Set<Resource> checked(List<Resource> all) {
    Set<Resource> checked = Collections.newSetFromMap(new IdentityHashMap<>());
    all.stream()
        // The validator fails to make a snapshot of a definition that it is given as an instance.
        .filter(resource -> !(resource instanceof StructureDefinition))
        .collect(Collectors.groupingBy(resource -> resource.fhirType() + profiles(resource)))
        .values()
        .forEach(
            alike -> {
              int step = (alike.size() + MOST_OF_A_PROFILE - 1) / MOST_OF_A_PROFILE;
              for (int index = 0; index < alike.size(); index += step) {
                checked.add(alike.get(index));
              }
            });
    return checked;
  }

  private static void load(
      FhirClient to, Resource resource, boolean checked, Collection<String> refused) {
    String path = resource.fhirType() + "/" + resource.getIdElement().getIdPart();
    HttpRequest.Builder request =
        to.request(path)
            .header("Content-Type", "application/fhir+json")
            .PUT(
                HttpRequest.BodyPublishers.ofString(
                    FhirContext.forR4Cached().newJsonParser().encodeResourceToString(resource)));
    if (!checked) {
      request.header(PlainFhirServer.UNCHECKED, "true");
    }
    Answer answer = to.send(request);
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
