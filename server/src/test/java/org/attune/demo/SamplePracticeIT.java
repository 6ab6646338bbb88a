package org.attune.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.attune.docs.ReadmeCommands;
import org.attune.docs.WalkThrough;
import org.attune.examples.SamplePractice;
import org.attune.exchange.bulk.MovedRecord;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.attune.testing.TestTokens;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** The sample practice comes with a start, comes once, and goes without a trace. */
@FhirIntegrationTest
@TestPropertySource(
    properties = {"attune.demo=true", DemoSignIns.PROPERTY, MovedRecord.SMALL_FILES})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DirtiesContext
class SamplePracticeIT {

  private final String root;
  private final Path dataDirectory;
  private final FhirClient client;
  private final JdbcTemplate jdbc;
  private final SampleLoading loading;
  private final Environment environment;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  SamplePracticeIT(
      @Autowired FhirHttp http,
      @Autowired JdbcTemplate jdbc,
      @Autowired SampleLoading loading,
      @Autowired Environment environment,
      @Value("${attune.data-dir}") Path dataDirectory) {
    this.root = http.root();
    this.dataDirectory = dataDirectory;
    this.client = http.client();
    this.jdbc = jdbc;
    this.loading = loading;
    this.environment = environment;
  }

  @Test
  @Order(1)
  void theServerHoldsWhatTheGeneratorMakesAndTheScoresItDerives() {
    Map<String, Long> expected = new TreeMap<>(generated());
    expected.merge("Observation", expected.getOrDefault("QuestionnaireResponse", 0L), Long::sum);
    long followedUp = clientsWithASignal();
    expected.merge("Flag", followedUp, Long::sum);
    expected.merge("Task", followedUp, Long::sum);

    assertThat(stored()).isEqualTo(expected);
    assertThat(client.get("Observation?" + SampleTables.COUNTED).bundle().getTotal())
        .as("scores carry the marks of the answers")
        .isEqualTo(expected.getOrDefault("Observation", 0L).intValue());
  }

  @Test
  @Order(2)
  void promise7_exportedIntoAPlainServerAllOfItArrivesAndIsValid() throws Exception {
    new MovedRecord(client).arrivesWholeAndValid();
  }

  @Test
  @Order(2)
  void loadingAgainChangesNothing() throws Exception {
    long versions = versions();

    assertThat(loading.load()).isZero();

    assertThat(versions()).isEqualTo(versions);
  }

  @Test
  @Order(3)
  void aLoadingThatBrokeOffGoesOnWithoutMakingAnythingTwice() throws Exception {
    Map<String, Long> before = stored();
    long versions = versions();
    jdbc.update(
        "update attune.installed_package set sha256 = 'loading' where name ="
            + " 'attune.sample-practice'");

    assertThat(loading.load()).isPositive();

    assertThat(stored()).isEqualTo(before);
    assertThat(versions()).isEqualTo(versions);
  }

  @Test
  @Order(3)
  void someoneOfEachRoleSignsInWithTheOnePasswordAndWithoutASecondStep() {
    DemoSignIns.everyoneComesIn(root, client, jdbc);
  }

  @Test
  @Order(4)
  void theWalkThroughHoldsStepByStep() throws Exception {
    WalkThrough walkThrough =
        new WalkThrough(
            Map.of("baseUrl", root + "/fhir", "token", TestTokens.operator(dataDirectory)));

    int steps =
        walkThrough.run(Files.readString(Path.of("..", "examples", "sample-practice.http")));

    assertThat(steps).isEqualTo(12);
  }

  @Test
  @Order(4)
  void removingIsRefusedWhileTheRecordRefersToIt() {
    Map<String, Long> before = stored();
    Patient sample = any(Patient.class);
    RelatedPerson own = new RelatedPerson();
    own.setActive(true).getPatient().setReference("Patient/" + sample.getIdElement().getIdPart());
    own.addName().setFamily("Own");
    String id = client.post("RelatedPerson", own).id();

    assertThat(remove()).isEqualTo(1);

    assertThat(err.toString(StandardCharsets.UTF_8)).contains("RelatedPerson/" + id);
    assertThat(client.delete("RelatedPerson/" + id).status()).isEqualTo(200);
    assertThat(stored()).isEqualTo(before);
  }

  @Test
  @Order(5)
  void removingLeavesNothingBehindAndASecondTimeThereIsNothingToDo() {
    Appointment appointment = any(Appointment.class);
    String address = "Appointment/" + appointment.getIdElement().getIdPart();
    // A changed and a deleted resource of the practice go as well, with their versions.
    appointment.setComment("changed");
    assertThat(client.put(address, appointment).status()).isEqualTo(200);
    long total = stored().values().stream().mapToLong(Long::longValue).sum();
    jdbc.execute(
        "create table attune.hanging (resource bigint not null references hfj_resource (res_id))");
    jdbc.execute("insert into attune.hanging select res_id from hfj_resource");

    assertThat(remove()).as(err.toString(StandardCharsets.UTF_8)).isZero();

    assertThat(out.toString(StandardCharsets.UTF_8)).contains(total + " resources");
    DemoSignIns.nobodyIsLeft(jdbc, out.toString(StandardCharsets.UTF_8));
    assertThat(stored()).isEmpty();
    assertThat(orphans()).isEmpty();
    assertThat(jdbc.queryForObject("select count(*) from attune.hanging", Long.class))
        .as("rows of side tables for what is not of the practice stay")
        .isEqualTo(jdbc.queryForObject("select count(*) from hfj_resource", Long.class));
    jdbc.execute("drop table attune.hanging");
    assertThat(client.get(address).status()).isEqualTo(404);
    assertThat(client.get(address + "/_history/1").status()).isEqualTo(404);
    assertThat(client.get("Patient?_summary=count").bundle().getTotal()).isZero();
    out.reset();
    assertThat(remove()).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("no sample practice");
  }

  @Test
  @Order(6)
  void theServerGoesOnAndLoadsThePracticeAgainWhenAsked() throws Exception {
    Patient own = new Patient();
    own.addIdentifier().setSystem("urn:example").setValue("own");
    own.setGender(AdministrativeGender.UNKNOWN).addName().setFamily("Own");
    assertThat(client.post("Patient", own).status()).isEqualTo(201);

    assertThat(loading.load()).isPositive();

    assertThat(client.get("Patient?_summary=count").bundle().getTotal()).isEqualTo(31);
    assertThat(client.get("Patient?" + SampleTables.COUNTED).bundle().getTotal()).isEqualTo(30);
  }

  @Test
  @Order(7)
  void everyTableThatHangsOnAResourceIsCleared() {
    List<String> foreignKeys =
        jdbc.queryForList(
            """
            select conrelid::regclass::text from pg_constraint
            where contype = 'f' and confrelid in
              ('hfj_resource'::regclass, 'hfj_res_ver'::regclass)
            """,
            String.class);

    assertThat(foreignKeys).isNotEmpty().isSubsetOf(SampleTables.KNOWN.split("\\s+"));
  }

  @Test
  @Order(9)
  void theCommandsOfTheReadmePrintWhatItShows(@TempDir Path directory) throws Exception {
    Path data = Files.createDirectory(directory.resolve("attune-data"));
    Files.writeString(data.resolve("operator.token"), TestTokens.operator(dataDirectory));

    new ReadmeCommands(root, directory).run();
  }

  private <T extends Resource> T any(Class<T> type) {
    Bundle found = client.get(type.getSimpleName() + "?_count=1&_tag=" + SampleTables.TAG).bundle();
    return type.cast(found.getEntryFirstRep().getResource());
  }

  private int remove() {
    return run(
        "demo",
        "remove",
        "--attune.db.url=" + environment.getRequiredProperty("attune.db.url"),
        "--attune.db.username=" + environment.getRequiredProperty("attune.db.username"),
        "--attune.db.password=" + environment.getRequiredProperty("attune.db.password"));
  }

  private int run(String... args) {
    return DemoCommands.run(
        args,
        Map.of(),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private List<? extends Resource> resources() {
    String day =
        jdbc.queryForObject(
            "select version from attune.installed_package where name = 'attune.sample-practice'",
            String.class);
    return SamplePractice.on(LocalDate.parse(String.valueOf(day))).resources();
  }

  private long clientsWithASignal() {
    return resources().stream()
        .filter(QuestionnaireResponse.class::isInstance)
        .map(QuestionnaireResponse.class::cast)
        .filter(SampleTables::hasASignal)
        .map(response -> response.getSubject().getReference())
        .distinct()
        .count();
  }

  private Map<String, Long> generated() {
    return resources().stream()
        .collect(Collectors.groupingBy(Resource::fhirType, TreeMap::new, Collectors.counting()));
  }

  private Map<String, Long> stored() {
    Map<String, Long> counts = new TreeMap<>();
    jdbc.query(
        SampleTables.COUNT.formatted(SampleTables.CONTENT),
        row -> {
          counts.put(row.getString(1), row.getLong(2));
        });
    return counts;
  }

  private long versions() {
    return jdbc.queryForList("select count(*) from hfj_res_ver", Long.class).get(0);
  }

  /** Versions and links whose resource is gone. */
  private List<String> orphans() {
    return jdbc.queryForList(
        """
        select 'version ' || pid from hfj_res_ver v
        where not exists (select 1 from hfj_resource r where r.res_id = v.res_id)
        union all
        select 'token ' || sp_id from hfj_spidx_token t
        where not exists (select 1 from hfj_resource r where r.res_id = t.res_id)
        """,
        String.class);
  }
}
