package org.attune.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Patient;

/** Finds out by search what a load has left behind. */
final class StoredWrites {

  static final String SYSTEM = "urn:attune:test:load";

  private static final int KEYS_PER_SEARCH = 40;

  /** Asserted to be zero after every crash: a resource whose content is missing. */
  static final String RESOURCES_WITHOUT_CONTENT =
      "select count(*) from hfj_resource r where not exists"
          + " (select 1 from hfj_res_ver v where v.res_id = r.res_id and v.res_ver = r.res_ver)";

  private StoredWrites() {}

  /** The ids of the stored resources by their key. */
  static Map<String, Set<String>> read(FhirClient client, Collection<String> keys) {
    List<String> ordered = new ArrayList<>(keys);
    Map<String, Set<String>> found = new HashMap<>();
    for (int from = 0; from < ordered.size(); from += KEYS_PER_SEARCH) {
      int to = Math.min(from + KEYS_PER_SEARCH, ordered.size());
      search(client, ordered.subList(from, to), found);
    }
    return found;
  }

  private static void search(FhirClient client, List<String> keys, Map<String, Set<String>> found) {
    String values = keys.stream().map(key -> SYSTEM + "|" + key).collect(Collectors.joining(","));
    String next =
        "Patient?_count=200&_elements=identifier&identifier="
            + URLEncoder.encode(values, StandardCharsets.UTF_8);
    while (!next.isEmpty()) {
      Answer answer = client.get(next);
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      Bundle page = answer.bundle();
      for (Bundle.BundleEntryComponent entry : page.getEntry()) {
        Patient patient = (Patient) entry.getResource();
        found
            .computeIfAbsent(patient.getIdentifierFirstRep().getValue(), key -> new HashSet<>())
            .add(patient.getIdElement().getIdPart());
      }
      Bundle.BundleLinkComponent link = page.getLink("next");
      next = link == null ? "" : link.getUrl();
    }
  }
}
