package org.attune.examples;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.util.FhirTerser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.attune.examples.story.Client;
import org.attune.examples.story.Story;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Slot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sample practice as a set of resources: the same each time, closed, marked, and in time. */
final class SamplePracticeTest {

  private static final LocalDate DAY = LocalDate.of(2026, 11, 23);
  private static final FhirContext CONTEXT = FhirContext.forR4Cached();
  private static final SamplePractice PRACTICE = SamplePractice.on(DAY);

  @Test
  void theSameDayGivesTheSameBytes() {
    assertThat(json(SamplePractice.on(DAY).resources())).isEqualTo(json(PRACTICE.resources()));
  }

  @Test
  void anotherDayGivesTheSameIdsAtOtherTimes() {
    List<Resource> later = SamplePractice.on(DAY.plusWeeks(1)).resources();

    assertThat(ofType(later, Composition.class).map(SamplePracticeTest::key))
        .containsExactlyElementsOf(
            ofType(PRACTICE.resources(), Composition.class).map(SamplePracticeTest::key).toList());
    assertThat(
            ofType(later, Composition.class).map(note -> note.getDateElement().getValueAsString()))
        .doesNotContainAnyElementsOf(
            ofType(PRACTICE.resources(), Composition.class)
                .filter(note -> day(note.getDateElement()).equals(DAY.minusDays(3)))
                .map(note -> note.getDateElement().getValueAsString())
                .toList()
                .subList(0, 1));
  }

  @Test
  void everyReferenceLeadsToAnEarlierOrTheSamePart() {
    FhirTerser terser = CONTEXT.newTerser();
    Map<String, Integer> stages = new HashMap<>();
    Map<String, String> parts = new HashMap<>();
    for (SamplePart part : PRACTICE.parts()) {
      part.resources().forEach(resource -> stages.put(key(resource), part.stage()));
      part.resources().forEach(resource -> parts.put(key(resource), part.name()));
    }
    for (SamplePart part : PRACTICE.parts()) {
      for (Resource resource : part.resources()) {
        for (Reference to : terser.getAllPopulatedChildElementsOfType(resource, Reference.class)) {
          assertThat(stages).as(key(resource)).containsKey(to.getReference());
          boolean samePart = part.name().equals(parts.get(to.getReference()));
          assertThat(stages.getOrDefault(to.getReference(), Integer.MAX_VALUE))
              .as("%s refers to %s", key(resource), to.getReference())
              .isLessThan(samePart ? part.stage() + 1 : part.stage());
        }
      }
    }
  }

  @Test
  void idsAreUniqueAndEveryResourceIsMarkedAsSynthetic() {
    Set<String> keys = new HashSet<>();
    for (Resource resource : PRACTICE.resources()) {
      assertThat(keys.add(key(resource))).as(key(resource)).isTrue();
      assertThat(resource.getIdElement().getIdPart()).matches("[A-Za-z0-9.-]{1,64}");
      assertThat(
              resource
                  .getMeta()
                  .getSecurity("http://terminology.hl7.org/CodeSystem/v3-ActReason", "HTEST"))
          .isNotNull();
      assertThat(resource.getMeta().getTag(SamplePractice.TAG_SYSTEM, SamplePractice.TAG_CODE))
          .isNotNull();
    }
    assertThat(keys.size()).isBetween(2_500, 4_500);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-11-23", "2026-03-10", "2027-01-01", "2028-02-29", "2026-11-01"})
  void nothingThatHasHappenedLiesAheadAndNothingBookedLiesBehind(String today) {
    LocalDate day = LocalDate.parse(today);
    List<Resource> resources = SamplePractice.on(day).resources();

    assertThat(ofType(resources, Encounter.class))
        .allSatisfy(e -> assertThat(day(e.getPeriod().getEndElement())).isBefore(day));
    assertThat(ofType(resources, Composition.class))
        .allSatisfy(note -> assertThat(day(note.getDateElement())).isBefore(day));
    assertThat(ofType(resources, Appointment.class))
        .allSatisfy(
            a ->
                assertThat(day(a.getStartElement()).isBefore(day))
                    .isEqualTo(a.getStatus() != Appointment.AppointmentStatus.BOOKED));
    assertThat(ofType(resources, Slot.class).filter(s -> s.getStatus() == Slot.SlotStatus.FREE))
        .isNotEmpty()
        .allSatisfy(slot -> assertThat(day(slot.getStartElement())).isAfter(day));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-11-23", "2027-01-01", "2028-02-29"})
  void clientsHaveTheAgeThatTheirStoryNeeds(String today) {
    LocalDate day = LocalDate.parse(today);
    List<Patient> patients = ofType(SamplePractice.on(day).resources(), Patient.class).toList();
    List<Client> clients = Story.read().clients();

    assertThat(patients).hasSameSizeAs(clients).hasSize(30);
    for (int index = 0; index < clients.size(); index++) {
      LocalDate born = LocalDate.parse(patients.get(index).getBirthDateElement().asStringValue());
      assertThat(Period.between(born, day).getYears()).isEqualTo(clients.get(index).age());
    }
  }

  @Test
  void appointmentsKeepTheirHourWhenTheClocksChange() {
    ZoneId zone = SamplePractice.zone();
    Map<String, Set<String>> hours =
        ofType(PRACTICE.resources(), Appointment.class)
            .collect(
                Collectors.groupingBy(
                    a ->
                        a.getParticipant().get(0).getActor().getReference()
                            + a.getParticipant().get(1).getActor().getReference()
                            + a.getStart().toInstant().atZone(zone).getDayOfWeek(),
                    Collectors.mapping(
                        a -> a.getStart().toInstant().atZone(zone).toLocalTime().toString(),
                        Collectors.toSet())));

    assertThat(hours.values())
        .as("one hour for each client, clinician and weekday; two where a group meets besides")
        .allSatisfy(set -> assertThat(set).hasSizeLessThanOrEqualTo(2));
    assertThat(
            ofType(PRACTICE.resources(), Appointment.class)
                .map(a -> a.getStartElement().getValueAsString())
                .map(text -> text.substring(text.length() - 6)))
        .contains("-05:00", "-06:00");
  }

  @Test
  void thePageTellsTheStoryOfEveryClient() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "sample-practice.md"));

    assertThat(Story.read().clients())
        .allSatisfy(
            client ->
                assertThat(page)
                    .contains("| " + client.display() + " | " + client.age() + " |")
                    .contains("| " + client.story() + " |"));
  }

  static <T extends Resource> Stream<T> ofType(List<Resource> resources, Class<T> type) {
    return resources.stream().filter(type::isInstance).map(type::cast);
  }

  static String key(Resource resource) {
    return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
  }

  static LocalDate day(BaseDateTimeType time) {
    return LocalDate.parse(time.getValueAsString().substring(0, 10));
  }

  private static List<String> json(List<Resource> resources) {
    return resources.stream()
        .map(resource -> CONTEXT.newJsonParser().encodeResourceToString(resource))
        .toList();
  }
}
