package org.attune.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.attune.examples.SamplePractice;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirHttp;
import org.attune.testing.SamplePracticeTest;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * No log holds a name or number of the record: neither what the requests below leave there, good
 * and bad ones, nor what all tests before this one did. Classes are ordered so that this is last.
 */
@SamplePracticeTest
@Order(Integer.MAX_VALUE)
class NoRecordInLogsIT {

  private static final int CLIENTS = 4;
  private static final Path OF_PROCESSES = Path.of("target", "process", "logs");

  private final FhirClient client;
  private final JdbcTemplate jdbc;
  private final Path log;
  private final Instant begun = ProcessHandle.current().info().startInstant().orElse(Instant.EPOCH);

  NoRecordInLogsIT(
      @Autowired FhirHttp http,
      @Autowired JdbcTemplate jdbc,
      @Value("${logging.file.name}") Path log) {
    this.client = http.client();
    this.jdbc = jdbc;
    this.log = log;
  }

  @Test
  void no_log_of_the_tests_holds_a_name_a_number_or_an_address_of_the_sample_practice()
      throws IOException {
    RecordWords words = new RecordWords(SamplePractice.on(LocalDate.parse(day())).resources());
    List<Integer> statuses = new ArrayList<>();
    Bundle found = client.get("Patient?_count=" + CLIENTS).bundle();
    for (BundleEntryComponent entry : found.getEntry()) {
      statuses.addAll(new TellingRequests(client, (Patient) entry.getResource()).send());
    }

    assertThat(statuses).hasSizeGreaterThan(40).contains(200, 400, 401, 404, 412, 422);
    assertThat(words.size()).isGreaterThan(500);
    assertThat(logs()).isNotEmpty();
    assertThat(Files.readString(log)).contains(" INFO ", "org.attune");
    Map<String, Object> leaks = new TreeMap<>();
    for (Path each : logs()) {
      for (String line : Files.readAllLines(each, StandardCharsets.UTF_8)) {
        words.in(line).forEach(word -> leaks.put(word, each + ": " + line));
      }
    }
    assertThat(leaks).isEmpty();
  }

  @Test
  void a_line_that_tells_of_a_person_is_noticed_however_it_is_written() {
    Patient patient = new Patient();
    patient.addName().setFamily("Doe").addGiven("Jane").addGiven("Marie");
    patient.addIdentifier().setValue("RC123456");
    patient.addTelecom().setValue("555-555-0211");
    patient.addAddress().addLine("12 Elm St");
    RecordWords words = new RecordWords(List.of(patient));

    assertThat(words.in("WARN refused: Doe,Jane")).containsExactly("doe,jane");
    assertThat(words.in("GET /fhir/Patient?name=jane+doe")).containsExactly("jane+doe");
    assertThat(words.in("identifier rc123456, 555-555-0211 at 12+Elm+St")).hasSize(3);
    assertThat(words.in("the doe and marie are words")).isEmpty();
  }

  /** The day for which the practice was made. */
  private String day() {
    return jdbc.queryForList(
            "select version from attune.installed_package where name = 'attune.sample-practice'",
            String.class)
        .get(0);
  }

  /** The log of this run, and those of servers that it started as processes. */
  private List<Path> logs() throws IOException {
    List<Path> logs = new ArrayList<>(List.of(log));
    if (Files.isDirectory(OF_PROCESSES)) {
      try (Stream<Path> files = Files.list(OF_PROCESSES)) {
        for (Path file : files.toList()) {
          if (Files.getLastModifiedTime(file).toInstant().isAfter(begun)) {
            logs.add(file);
          }
        }
      }
    }
    return logs;
  }
}
