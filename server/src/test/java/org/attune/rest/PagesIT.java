package org.attune.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.attune.accounts.directory.AccountDirectory;
import org.attune.smart.PersonTokens;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Pages of searches: nothing of them is stored, and nothing is stale. */
@FhirIntegrationTest
class PagesIT {

  private static final Pattern RANDOM = Pattern.compile("[0-9a-f-]{36}-[A-Za-z0-9_-]+");

  private final FhirHttp http;
  private final FhirClient client;
  private final JdbcTemplate jdbc;
  private final AccountDirectory directory;
  private final String family = Samples.unique();

  PagesIT(
      @Autowired FhirHttp http,
      @Autowired JdbcTemplate jdbc,
      @Autowired AccountDirectory directory) {
    this.http = http;
    this.client = http.client();
    this.jdbc = jdbc;
    this.directory = directory;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&_sort=given", "&_sort=-birthdate,given", "&_sort=-_lastUpdated"})
  void pages_hold_every_result_once_in_the_order_of_the_whole(String sort) {
    List<String> all = patients(7);
    String search = "Patient?family=" + family + sort;
    List<String> whole = ids(client.get(search + "&_count=50"));

    List<List<String>> pages = pages(client.get(search + "&_count=3"));

    assertThat(pages).hasSize(3);
    assertThat(whole).containsExactlyInAnyOrderElementsOf(all);
    assertThat(pages.stream().flatMap(List::stream).toList()).isEqualTo(whole);
  }

  @Test
  void a_resource_that_matches_in_several_ways_takes_one_place() {
    for (int number = 0; number < 5; number++) {
      Patient patient = named(number);
      for (int more = 0; more < 9; more++) {
        patient.addName().setFamily(family + "x" + more).addGiven("G");
      }
      client.post("Patient", patient);
    }

    assertThat(pages(client.get("Patient?family=" + family + "&_count=2")))
        .extracting(List::size)
        .containsExactly(2, 2, 1);
  }

  @Test
  void what_is_written_meanwhile_moves_no_result_that_stays() {
    List<String> ids = patients(9);
    String search = "Patient?family=" + family + "&_sort=given&_count=3";
    Answer first = client.get(search);
    assertThat(ids(first)).isEqualTo(ids.subList(0, 3));

    client.post("Patient", named(0));
    client.delete("Patient/" + ids.get(0));
    client.delete("Patient/" + ids.get(2));
    List<List<String>> rest = pages(next(first));

    assertThat(rest.stream().flatMap(List::stream).toList()).isEqualTo(ids.subList(3, 9));
  }

  @Test
  void a_result_that_is_written_before_its_page_is_shown_as_it_is_now() {
    List<String> ids = patients(4);
    Answer first = client.get("Patient?family=" + family + "&_sort=given&_count=2");
    Patient changed = client.get("Patient/" + ids.get(2)).as(Patient.class).setActive(true);
    client.put("Patient/" + ids.get(2), changed);
    client.delete("Patient/" + ids.get(3));

    Bundle second = next(first).bundle();

    assertThat(second.getEntry()).hasSize(1);
    assertThat(((Patient) second.getEntryFirstRep().getResource()).getActive()).isTrue();
    assertThat(second.getLink("next")).isNull();
  }

  @Test
  void links_tell_nothing_of_what_was_searched() {
    List<String> ids = patients(3);
    Answer first = client.get("Patient?family=" + family + "&_count=1&_include=Patient:link");
    Bundle second = next(first).bundle();

    for (String url : List.of(link(first), link(next(first)), second.getLink("self").getUrl())) {
      assertThat(url).doesNotContain(family).doesNotContain("family");
      ids.forEach(id -> assertThat(url).doesNotContain(id));
      String text = url.substring(url.indexOf("_pageId=") + "_pageId=".length() + 37);
      byte[] sealed = Base64.getUrlDecoder().decode(text.split("&", 2)[0]);
      assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain(family);
    }
    assertThat(RANDOM.matcher(link(first)).find()).isTrue();
  }

  @Test
  void a_link_that_was_changed_or_made_up_is_gone() {
    patients(3);
    String url = link(client.get("Patient?family=" + family + "&_count=1"));
    int at = url.indexOf("_pageId=") + 60;
    char other = url.charAt(at) == 'A' ? 'B' : 'A';

    assertThat(client.get(url.substring(0, at) + other + url.substring(at + 1)).status())
        .isEqualTo(410);
    assertThat(client.get("?_getpages=none&_pageId=none").status()).isEqualTo(410);
    assertThat(client.get("?_getpages=none&_getpagesoffset=2&_count=2").status()).isEqualTo(410);
    assertThat(client.send(client.anonymous(url).GET()).status()).isEqualTo(401);
  }

  @Test
  void another_caller_s_link_is_gone() {
    String patient = client.post("Patient", named(0)).id();
    for (int visit = 0; visit < 3; visit++) {
      client.post("Encounter", Samples.encounter("Patient/" + patient));
    }
    PersonTokens tokens = new PersonTokens(http, directory);
    FhirClient app = app(tokens.ofPatient("Patient/" + patient, "patient/Encounter.rs"));
    FhirClient other = app(tokens.ofBackend("system/Encounter.rs"));
    String url = link(app.get("Encounter?_count=1"));

    assertThat(app.get(url).status()).isEqualTo(200);
    // To tokens what is gone is as what never was.
    assertThat(other.get(url).status()).isEqualTo(404);
    assertThat(other.get(link(client.get("Encounter?_count=1"))).status()).isEqualTo(404);
    assertThat(other.get("?_getpages=none&_pageId=none").status()).isEqualTo(404);
  }

  @Test
  void a_total_is_counted_when_asked_for_and_told_when_known() {
    patients(3);
    String search = "Patient?family=" + family;

    assertThat(client.get(search + "&_count=2").bundle().hasTotal()).isFalse();
    assertThat(client.get(search).bundle().getTotal()).isEqualTo(3);
    Answer counted = client.get(search + "&_count=2&_total=accurate");
    assertThat(counted.bundle().getTotal()).isEqualTo(3);
    assertThat(next(counted).bundle().getTotal()).isEqualTo(3);
    assertThat(client.get(search + "&_summary=count").bundle().getTotal()).isEqualTo(3);
  }

  @Test
  void includes_come_with_each_page_and_everything_comes_in_pages() {
    String patient = client.post("Patient", named(0)).id();
    List<String> visits = new ArrayList<>();
    for (int visit = 0; visit < 3; visit++) {
      visits.add(client.post("Encounter", Samples.encounter("Patient/" + patient)).id());
    }
    Answer first =
        client.get("Encounter?patient=" + patient + "&_count=2&_include=Encounter:patient");

    assertThat(ids(first)).containsExactly(visits.get(0), visits.get(1), patient);
    assertThat(ids(next(first))).containsExactly(visits.get(2), patient);

    List<List<String>> everything =
        pages(client.get("Patient/" + patient + "/$everything?_count=3"));
    assertThat(everything).hasSize(2);
    assertThat(everything.stream().flatMap(List::stream).toList())
        .doesNotHaveDuplicates()
        .contains(patient)
        .containsAll(visits);
    assertThat(pages(client.get("Patient/" + patient + "/Encounter?_count=2")))
        .containsExactly(visits.subList(0, 2), visits.subList(2, 3));
  }

  @Test
  void reading_stores_nothing() {
    String patient = patients(5).get(0);
    Map<String, Object> before = counts();

    pages(client.get("Patient?family=" + family + "&_count=2&_revinclude=Encounter:patient"));
    pages(client.get("Patient/" + patient + "/$everything?_count=1"));
    client.get("Patient/" + patient + "/_history?_count=1");
    client.get("Patient?_count=1&_sort=family");
    client.get("Patient/" + patient + "/$summary");
    client.get("Observation/$lastn?patient=" + patient);
    client.get("Patient/" + patient + "/$graphql?query=%7Bid%7D");
    client.post(
        "",
        "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[{\"request\":"
            + "{\"method\":\"GET\",\"url\":\"Patient?_count=1\"}}]}");

    assertThat(counts()).isEqualTo(before);
    assertThat(before.values()).containsOnly(0L);
  }

  @Test
  void an_offset_is_refused() {
    assertThat(client.get("Patient?_offset=3").status()).isEqualTo(400);
  }

  private Map<String, Object> counts() {
    return jdbc.queryForMap(
        "select (select count(*) from hfj_search) as searches,"
            + " (select count(*) from hfj_search_result) as results,"
            + " (select count(*) from hfj_search_include) as includes");
  }

  private FhirClient app(String token) {
    return new FhirClient(http.root() + "/fhir", token);
  }

  private List<String> patients(int count) {
    List<String> ids = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      ids.add(client.post("Patient", named(number)).id());
    }
    return ids;
  }

  private Patient named(int number) {
    Patient patient = Samples.patient(Samples.unique());
    patient.getNameFirstRep().setFamily(family);
    patient.getNameFirstRep().getGiven().get(0).setValue("Given" + number);
    patient.getBirthDateElement().setValueAsString("199%d-01-01".formatted(number % 3));
    return patient;
  }

  private List<List<String>> pages(Answer first) {
    List<List<String>> pages = new ArrayList<>();
    Answer page = first;
    pages.add(ids(page));
    while (page.bundle().getLink("next") != null) {
      page = next(page);
      pages.add(ids(page));
    }
    return pages;
  }

  private Answer next(Answer answer) {
    return client.get(link(answer));
  }

  private static String link(Answer answer) {
    return answer.bundle().getLink("next").getUrl();
  }

  private static List<String> ids(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.bundle().getEntry().stream()
        .map(Bundle.BundleEntryComponent::getResource)
        .map(Resource::getIdElement)
        .map(id -> id.getIdPart())
        .toList();
  }
}
