package org.attune.exchange.bulk.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attune.exchange.bulk.rules.ExportRequest.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KickOffTest {

  private static final Set<String> TYPES = Set.of("Patient", "Encounter");
  private static final KickOff STRICT =
      new KickOff(Level.PATIENT, Optional.empty(), false, false, TYPES);
  private static final KickOff LENIENT =
      new KickOff(Level.PATIENT, Optional.empty(), false, true, TYPES);
  private static final KickOff POSTED =
      new KickOff(Level.GROUP, Optional.of("g"), true, false, TYPES);

  @Test
  void withoutParametersEverythingIsWanted() {
    ExportRequest request = STRICT.read(Map.of());

    assertThat(request)
        .isEqualTo(
            new ExportRequest(
                Level.PATIENT,
                Optional.empty(),
                Set.of(),
                Map.of(),
                Optional.empty(),
                Set.of(),
                List.of()));
    assertThat(request.typesAmong(Set.of("B", "A"))).containsExactly("A", "B");
    assertThat(request.wantsAnyOf(Set.of("Practitioner"))).isTrue();
  }

  @Test
  void typesMayStandTogetherOrApart() {
    ExportRequest together = STRICT.read(Map.of("_type", List.of("Patient, Encounter,")));

    assertThat(together).isEqualTo(STRICT.read(Map.of("_type", List.of("Encounter", "Patient"))));
    assertThat(together.typesAmong(Set.of("Patient", "Location"))).containsExactly("Patient");
    assertThat(together.wantsAnyOf(Set.of("Location"))).isFalse();
    assertThat(together.wantsAnyOf(Set.of("Patient"))).isTrue();
    assertRefused(STRICT, "_type", "Dragon", "it gives Encounter, Patient");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/fhir+ndjson",
        "application/fhir ndjson",
        "application/ndjson",
        "ndjson"
      })
  void namesOfNdjsonAreKnown(String format) {
    assertThat(STRICT.read(Map.of("_outputFormat", List.of(format))).ignored()).isEmpty();
  }

  @Test
  void otherFormatsAreRefused() {
    assertRefused(STRICT, "_outputFormat", "text/csv", "_outputFormat must be");
  }

  @Test
  void sinceIsAnInstantWithZone() {
    assertThat(since("2026-01-31T08:00:00Z")).contains(Instant.parse("2026-01-31T08:00:00Z"));
    assertThat(since("2026-01-31T08:00:00+01:00")).contains(Instant.parse("2026-01-31T07:00:00Z"));
    assertThat(since("2026-01-31T08:00:00 01:00")).contains(Instant.parse("2026-01-31T07:00:00Z"));
    assertRefused(STRICT, "_since", "2026-01-31", "an instant");
    assertThatThrownBy(() -> STRICT.read(Map.of("_since", List.of("a", "b"))))
        .hasMessage("_since can be given once only");
  }

  private static Optional<Instant> since(String text) {
    return STRICT.read(Map.of("_since", List.of(text))).since();
  }

  @Test
  void unsupportedParametersAreRefusedOrIgnored() {
    assertRefused(STRICT, "_elements", "id", "The parameter _elements is not supported");
    assertRefused(STRICT, "<script>", "id", "A parameter is not supported");
    assertThat(LENIENT.read(Map.of("_elements", List.of("id"), "?", List.of(""))).ignored())
        .containsExactly("A parameter", "The parameter _elements");
    assertThat(
            STRICT.read(Map.of("_format", List.of("json"), "_pretty", List.of("true"))).ignored())
        .isEmpty();
  }

  @Test
  void patientsBelongIntoTheBodyOfAnExportOfPatients() {
    assertThat(POSTED.read(Map.of("patient", List.of("Patient/a", "b"))).patients())
        .containsExactlyInAnyOrder("a", "b");
    assertRefused(STRICT, "patient", "Patient/a", "the body of a POST");
    assertRefused(
        new KickOff(Level.SYSTEM, Optional.empty(), true, false, TYPES),
        "patient",
        "Patient/a",
        "the body of a POST");
    assertRefused(POSTED, "patient", "Practitioner/a", "such as Patient/123");
  }

  @Test
  void filtersAreSortedByType() {
    assertThat(
            filters(
                "Encounter?status=planned,finished,Encounter?class=AMB",
                " Patient?name:exact=A&_lastUpdated=gt2026"))
        .isEqualTo(
            Map.of(
                "Encounter", List.of("status=planned,finished", "class=AMB"),
                "Patient", List.of("name:exact=A&_lastUpdated=gt2026")));
  }

  private static Map<String, List<String>> filters(String... values) {
    return STRICT.read(Map.of("_typeFilter", List.of(values))).queries();
  }

  @Test
  void filtersThatDoNotChooseAreRefused() {
    assertRefused(STRICT, "_typeFilter", "status=planned", "must be a search");
    assertRefused(STRICT, "_typeFilter", "Location?name=A", "does not give");
    assertRefused(STRICT, "_typeFilter", "Patient?name=A&_sort=name", "cannot use _sort");
    assertRefused(STRICT, "_typeFilter", "Patient?_include:iterate=x", "cannot use _include");
    assertThatThrownBy(
            () ->
                STRICT.read(
                    Map.of(
                        "_type", List.of("Patient"),
                        "_typeFilter", List.of("Encounter?status=planned"))))
        .isInstanceOf(ExportRefused.class);
  }

  private static void assertRefused(KickOff kickOff, String name, String value, String words) {
    assertThatThrownBy(() -> kickOff.read(Map.of(name, List.of(value))))
        .isInstanceOf(ExportRefused.class)
        .hasMessageContaining(words);
  }
}
