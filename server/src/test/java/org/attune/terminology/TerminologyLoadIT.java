package org.attune.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.attune.terminology.TerminologyClient.CPT;
import static org.attune.terminology.TerminologyClient.DIAGNOSIS;
import static org.attune.terminology.TerminologyClient.ICD;
import static org.attune.terminology.TerminologyClient.LOINC;
import static org.attune.terminology.TerminologyClient.codes;
import static org.attune.terminology.TerminologyClient.property;
import static org.attune.terminology.TerminologyClient.refusal;
import static org.attune.terminology.TerminologyClient.result;
import static org.attune.terminology.TerminologyClient.text;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.attune.store.Terminology;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.annotation.DirtiesContext;

/** Whole releases are loaded while the server runs, and it answers from them. */
@FhirIntegrationTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DirtiesContext
class TerminologyLoadIT {

  private static final String LOOKUP = "CodeSystem/$lookup";
  private static final String VALIDATE = "CodeSystem/$validate-code";

  private static final Path FOLDER = ReleaseFiles.folder();

  private final TerminologyClient server;
  private final DiagnosisWrites diagnoses;
  private final JdbcTemplate jdbc;
  private final Terminology terminology;
  private final LoadCommand command;

  TerminologyLoadIT(
      @Autowired FhirHttp http,
      @Autowired JdbcTemplate jdbc,
      @Autowired Terminology terminology,
      @Autowired Environment environment) {
    this.server = new TerminologyClient(http.client());
    this.diagnoses = new DiagnosisWrites(http.client());
    this.jdbc = jdbc;
    this.terminology = terminology;
    this.command = new LoadCommand(environment);
  }

  private long concepts() {
    Long count = jdbc.queryForObject("select count(*) from trm_concept", Long.class);
    return count == null ? 0 : count;
  }

  @Test
  @Order(1)
  void a_file_with_faults_is_refused_with_their_lines_and_nothing_of_it_is_loaded() {
    long before = concepts();
    List<String> lines = new ArrayList<>(ReleaseFiles.release2026());
    lines.set(1, "Q9A0    x short");
    Path file = ReleaseFiles.orderFile(FOLDER.resolve("icd10cm_order_2026_bad.txt"), lines);

    assertThat(command.load("icd-10-cm", file.toString(), "--release=2026")).isEqualTo(1);

    assertThat(command.err()).contains("line 2: ", "nothing was loaded: 1 row is wrong");
    assertThat(concepts()).isEqualTo(before);
    assertThat(jdbc.queryForList("select version from attune.code_release")).isEmpty();
  }

  @Test
  @Order(2)
  void faults_that_only_the_whole_file_shows_are_found_too() {
    List<String> twice = new ArrayList<>(ReleaseFiles.release2026());
    twice.add(ReleaseFiles.order("Q9A1", true, "Again"));
    List<String> cut = new ArrayList<>(ReleaseFiles.release2026());
    cut.add(ReleaseFiles.order("Z9Z", false, "A category at the end"));

    assertThat(
            command.load(
                "icd-10-cm", ReleaseFiles.orderFile(FOLDER.resolve("order_2026.txt"), twice) + ""))
        .isEqualTo(1);
    assertThat(
            command.load(
                "icd-10-cm", ReleaseFiles.orderFile(FOLDER.resolve("order_2026.txt"), cut) + ""))
        .isEqualTo(1);

    assertThat(command.err())
        .contains("line 1206: Q9A.1 stands in line 3 already")
        .contains("line 1206: Z9Z is marked as a header, but no code is below it");
    assertThat(jdbc.queryForList("select version from attune.code_release")).isEmpty();
  }

  @Test
  @Order(3)
  void a_command_that_makes_no_sense_is_refused_with_the_usage() {
    Path file = ReleaseFiles.orderFile(FOLDER.resolve("codes.txt"), ReleaseFiles.release2026());

    assertThat(command.load("icd-11", file.toString())).isEqualTo(2);
    assertThat(command.load("icd-10-cm", file.toString())).isEqualTo(2);
    assertThat(command.load("loinc", file.toString(), "--release=9.9")).isEqualTo(2);
    assertThat(command.load("icd-10-cm", FOLDER.resolve("none.txt") + "", "--release=2026"))
        .isEqualTo(1);
    assertThat(command.load("loinc", file + "", "--release=9.9", "--effective=2026-01-01"))
        .isEqualTo(1);

    assertThat(command.err())
        .contains("Only icd-10-cm, loinc and cpt", "Name the release", "Name the first day")
        .contains("Usage: attune terminology load", "there is no file", "LOINC_NUM");
  }

  @Test
  @Order(4)
  void a_release_is_loaded_and_the_running_server_answers_from_it() {
    Path file =
        ReleaseFiles.orderFile(
            FOLDER.resolve("icd10cm_order_2026.txt"), ReleaseFiles.release2026());

    assertThat(command.load("icd-10-cm", file.toString())).as(command.err()).isZero();

    assertThat(command.out())
        .contains("icd-10-cm 2026, in force from 2025-10-01", "1205 rows read and checked")
        .contains("In use.");
    Parameters made = server.ask(LOOKUP, "system", ICD, "code", "Q9A.0", "date", "2026-01-01");
    assertThat(text(made, "display")).isEqualTo("Made-up disorder, mild");
    assertThat(text(made, "version")).isEqualTo("2026");
    assertThat(property(made, "billable-on-date")).containsExactly("true");
    assertThat(property(made, "parent")).containsExactly("Q9A");
    assertThat(text(server.ask(LOOKUP, "system", ICD, "code", "F32.0"), "display"))
        .isEqualTo("Title of the official file");
    assertThat(refusal(server.get(LOOKUP, "system", ICD, "code", "K21.9"), 404))
        .contains("K21.9 is not a code of " + ICD);
  }

  @Test
  @Order(5)
  void what_the_server_brings_stays_where_the_release_says_nothing_or_is_older() {
    assertThat(diagnoses.status(DiagnosisWrites.NEW)).isEqualTo(422);
    Parameters newer = server.ask(VALIDATE, "url", ICD, "code", "F64.A", "date", "2026-10-01");
    Parameters history = server.ask(VALIDATE, "url", ICD, "code", "F01.51", "date", "2022-09-30");

    assertThat(result(newer)).isTrue();
    assertThat(result(server.ask(VALIDATE, "url", ICD, "code", "F64.A", "date", "2026-09-30")))
        .isFalse();
    assertThat(result(history)).isTrue();
    assertThat(codes(server.expand("ValueSet/$expand", "url", DIAGNOSIS, "filter", "F32")))
        .contains("F32.0");
  }

  @Test
  @Order(6)
  void the_operations_on_hierarchy_and_lists_see_the_release_and_so_does_the_index() {
    assertThat(
            text(
                server.ask("CodeSystem/$subsumes", "system", ICD, "codeA", "Q9A", "codeB", "Q9A.1"),
                "outcome"))
        .isEqualTo("subsumes");
    ValueSet all =
        server.expand(
            "ValueSet/$expand", "url", ICD + "?fhir_vs", "filter", "made-up", "count", "5");
    assertThat(all.getExpansion().getTotal()).isEqualTo(1203);
    assertThat(codes(all)).hasSize(5);
    ValueSet whole = new ValueSet();
    whole.getCompose().addInclude().setSystem(ICD);
    assertThat(
            terminology.expand(whole, "Made-up disorder").getExpansion().getContains().stream()
                .map(each -> each.getCode()))
        .as("found by the index")
        .contains("Q9A.1");
  }

  @Test
  @Order(7)
  void loading_the_same_file_again_changes_nothing() {
    long before = concepts();

    assertThat(command.load("icd-10-cm", FOLDER.resolve("icd10cm_order_2026.txt").toString()))
        .isZero();

    assertThat(command.out()).contains("loaded already, as icd-10-cm 2026: nothing to do");
    assertThat(concepts()).isEqualTo(before);
  }

  @Test
  @Order(8)
  void the_next_release_ends_codes_and_begins_others() {
    Path file =
        ReleaseFiles.orderFile(
            FOLDER.resolve("icd10cm_order_2027.txt"), ReleaseFiles.release2027());

    assertThat(command.load("icd-10-cm", file.toString())).as(command.err()).isZero();

    assertThat(command.out()).contains("2 codes that were billable are not any more");
    assertThat(server.validity("Q9A.0", "2026-09-30")).isEqualTo("true");
    assertThat(server.validity("Q9A.0", "2026-10-01"))
        .isEqualTo(
            "true Q9A.0 is a category and cannot be billed since 2026-10-01: use a code"
                + " below it");
    assertThat(server.validity("Q9A.1", "2026-09-30")).isEqualTo("true");
    assertThat(server.validity("Q9A.1", "2026-10-01"))
        .isEqualTo("false Q9A.1 is not valid on 2026-10-01: it was in use until 2026-09-30");
    assertThat(server.validity("Q9A.00", "2026-09-30")).startsWith("false");
    assertThat(server.validity("Q9A.00", "2026-10-01")).isEqualTo("true");
    assertThat(server.validity("F32.0", "2026-10-01")).isEqualTo("true");
    assertThat(server.validity("F64.A", "2026-09-30")).startsWith("false");
    assertThat(server.validity("F64.A", "2026-10-01")).isEqualTo("true");
    assertThat(server.validity("X0A.001", "2026-10-01")).isEqualTo("true");
    assertThat(diagnoses.status(DiagnosisWrites.NEW)).isEqualTo(200);
    assertThat(diagnoses.status("F99.99")).isEqualTo(422);
  }

  @Test
  @Order(9)
  void an_older_release_is_refused_after_a_newer_one() {
    Path file =
        ReleaseFiles.orderFile(
            FOLDER.resolve("icd10cm_order_2025.txt"), ReleaseFiles.release2026());

    assertThat(command.load("icd-10-cm", file.toString())).isEqualTo(1);

    assertThat(command.err())
        .contains("the later release 2027 is loaded: load releases from the oldest");
  }

  @Test
  @Order(10)
  void a_corrected_file_takes_the_place_of_its_release() {
    List<String> corrected = new ArrayList<>(ReleaseFiles.release2027());
    corrected.add(ReleaseFiles.order("Q9A3", true, "Made-up disorder, forgotten"));
    Path file = ReleaseFiles.orderFile(FOLDER.resolve("icd10cm_order_2027.txt"), corrected);

    assertThat(command.load("icd-10-cm", file.toString())).as(command.err()).isZero();

    assertThat(server.validity("Q9A.3", "2026-10-01")).isEqualTo("true");
    assertThat(server.validity("Q9A.0", "2026-09-30")).isEqualTo("true");
    // The server takes the old rows out after it has begun to answer from the new ones.
    String replaced = "select 1 from trm_codesystem_ver where cs_version_id like 'REPL%'";
    await().until(() -> jdbc.queryForList(replaced), List::isEmpty);
  }

  @Test
  @Order(11)
  void loinc_is_loaded_from_its_zip_file_beside_the_answers_that_the_server_brings() {
    Path file =
        ReleaseFiles.loincZip(
            FOLDER.resolve("Loinc_9.99.zip"),
            List.of(
                "\"99991-0\",\"Made-up\",\"Qn\",\"SURVEY\",\"ACTIVE\",\"Made\",\"Made-up score, of \"\"many\"\"\"",
                "\"99992-8\",\"Made-up\",\"Nom\",\"SURVEY\",\"DEPRECATED\",\"Made\",\"\""));

    assertThat(command.load("loinc", file.toString(), "--effective=2026-08-01"))
        .as(command.err())
        .isZero();

    Parameters made = server.ask(LOOKUP, "system", LOINC, "code", "99991-0");
    assertThat(text(made, "display")).isEqualTo("Made-up score, of \"many\"");
    assertThat(text(made, "version")).isEqualTo("9.99");
    assertThat(property(made, "STATUS")).containsExactly("ACTIVE");
    assertThat(text(server.ask(LOOKUP, "system", LOINC, "code", "99992-8"), "display"))
        .isEqualTo("Made");
    assertThat(property(server.ask(LOOKUP, "system", LOINC, "code", "44261-6"), "instrument"))
        .containsExactly("PHQ-9");
  }

  @Test
  @Order(12)
  void cpt_is_loaded_from_a_tab_delimited_file() {
    Path file =
        ReleaseFiles.write(
            FOLDER.resolve("cpt_2027.txt"),
            "CPT Code\tLong\tShort\n0000A\tA made-up procedure\tmade up\n90834\tThe site's text\t\n");

    assertThat(command.load("cpt", file.toString())).as(command.err()).isZero();

    assertThat(text(server.ask(LOOKUP, "system", CPT, "code", "0000A"), "display"))
        .isEqualTo("A made-up procedure");
    Parameters known = server.ask(LOOKUP, "system", CPT, "code", "90834");
    assertThat(text(known, "display")).isEqualTo("The site's text");
    assertThat(property(known, "category")).containsExactly("psychotherapy");
    assertThat(
            codes(
                server.expand(
                    "ValueSet/session-procedure/$expand", "filter", "90834", "count", "5")))
        .containsExactly("90834");
  }
}
