package org.attune.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.Resource;

/** Searches, with all their pages. */
final class SearchResults {

  private static final int MOST_PAGES = 200;

  private final FhirClient client;
  private final Map<String, List<Resource>> populations = new ConcurrentHashMap<>();

  SearchResults(FhirClient client) {
    this.client = client;
  }

  /** Every resource of a type, read once. */
  List<Resource> population(String type) {
    return populations.computeIfAbsent(type, name -> matches(name + "?_count=1000"));
  }

  /** The matches of all pages. */
  List<Resource> matches(String search) {
    return entries(search).stream()
        .filter(entry -> entry.getSearch().getMode() == SearchEntryMode.MATCH)
        .map(BundleEntryComponent::getResource)
        .toList();
  }

  /** The entries of all pages; each page is a searchset, sent with 200. */
  List<BundleEntryComponent> entries(String search) {
    List<BundleEntryComponent> entries = new ArrayList<>();
    String next = search;
    for (int page = 0; page < MOST_PAGES && next != null; page++) {
      Bundle bundle = bundle(client.get(next), search);
      entries.addAll(bundle.getEntry());
      next = bundle.getLink("next") == null ? null : bundle.getLink("next").getUrl();
    }
    assertThat(next).as("pages of %s", search).isNull();
    return entries;
  }

  /** The same search as a form. */
  List<String> posted(String type, String query) {
    HttpRequest.Builder form =
        client
            .request(type + "/_search")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(query));
    return ids(
        bundle(client.send(form), query).getEntry().stream()
            .map(BundleEntryComponent::getResource)
            .toList());
  }

  static String query(List<String> names, List<String> values) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      parts.add(names.get(i) + "=" + encoded(values.get(i)));
    }
    return String.join("&", parts);
  }

  static String encoded(String value) {
    return URLEncoder.encode(value, UTF_8);
  }

  static List<String> ids(List<? extends Resource> resources) {
    return resources.stream().map(resource -> resource.getIdElement().getIdPart()).toList();
  }

  private static Bundle bundle(Answer answer, String search) {
    assertThat(answer.status()).as("%s: %s", search, answer.body()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("application/fhir+json");
    Bundle bundle = answer.bundle();
    assertThat(bundle.getType()).isEqualTo(Bundle.BundleType.SEARCHSET);
    return bundle;
  }
}
