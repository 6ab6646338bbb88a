package org.attune.assessment.outcomes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.attune.accounts.directory.AccountDirectory;
import org.attune.smart.PersonTokens;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.hl7.fhir.r4.model.ListResource;
import org.hl7.fhir.r4.model.MeasureReport;
import org.hl7.fhir.r4.model.MeasureReport.MeasureReportGroupComponent;
import org.hl7.fhir.r4.model.MeasureReport.MeasureReportType;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** {@code Measure/$evaluate-measure} over a caseload. */
@FhirIntegrationTest
class CaseloadIT {

  private static final LocalDate FIRST = LocalDate.of(2026, 1, 5);
  private static final String MEASURE =
      "Measure/phq-9-outcomes/$evaluate-measure?periodStart=2026-01-01&periodEnd=2026-12-31";

  private final FhirClient client;
  private final FhirHttp http;
  private final Phq9Course record;
  private final PersonTokens tokens;

  CaseloadIT(@Autowired FhirHttp http, @Autowired AccountDirectory directory) {
    this.http = http;
    this.client = http.client();
    this.record = new Phq9Course(client);
    this.tokens = new PersonTokens(http, directory);
  }

  @Test
  void theClientsOfAPractitionerAreCountedByEveryRule() {
    String practitioner = practitioner();
    String recovered = client(practitioner, 20, 12, 4);
    String responded = client(practitioner, 20, 10);
    String worse = client(practitioner, 12, 19);
    String once = client(practitioner, 15);
    client(practitioner());
    client(practitioner(), 20, 4);

    MeasureReport report =
        report(MEASURE + "&reportType=subject-list&practitioner=Practitioner/" + practitioner);

    assertThat(report.getType()).isEqualTo(MeasureReportType.SUBJECTLIST);
    assertThat(report.getMeasure())
        .isEqualTo("https://attune.org/fhir/Measure/phq-9-outcomes|1.0.0");
    assertThat(clients(report, "response", "initial-population"))
        .containsExactlyInAnyOrder(recovered, responded, worse, once);
    assertThat(clients(report, "response", "denominator"))
        .containsExactlyInAnyOrder(recovered, responded, worse);
    assertThat(clients(report, "response", "numerator"))
        .containsExactlyInAnyOrder(recovered, responded);
    assertThat(clients(report, "recovery", "numerator")).containsExactly(recovered);
    assertThat(clients(report, "deterioration", "numerator")).containsExactly(worse);
    assertThat(group(report, "response").getMeasureScore().getValue())
        .isEqualByComparingTo("0.6667");

    MeasureReport summary = report(MEASURE + "&practitioner=Practitioner/" + practitioner);
    assertThat(summary.getType()).isEqualTo(MeasureReportType.SUMMARY);
    assertThat(summary.getContained()).isEmpty();
    assertThat(group(summary, "remission").getPopulation())
        .extracting(population -> population.getCount())
        .containsExactly(4, 3, 1);
  }

  @Test
  void episodesAndCareTeamsBelongToTheCaseloadToo() {
    String practitioner = practitioner();
    String byEpisode = client(practitioner(), 20, 4);
    record.stored(
        "EpisodeOfCare",
        """
        {"resourceType":"EpisodeOfCare","status":"active",
        "patient":{"reference":"Patient/%s"},"period":{"start":"2026-01-01"},
        "careManager":{"reference":"Practitioner/%s"}}"""
            .formatted(byEpisode, practitioner));
    String byTeam = client(practitioner(), 20, 4);
    record.stored(
        "CareTeam",
        """
        {"resourceType":"CareTeam","status":"active",
        "subject":{"reference":"Patient/%s"},
        "participant":[{"role":[{"text":"Therapist"}],
        "member":{"reference":"Practitioner/%s"}}]}"""
            .formatted(byTeam, practitioner));

    MeasureReport report =
        report(MEASURE + "&reportType=subject-list&practitioner=Practitioner/" + practitioner);

    assertThat(clients(report, "response", "numerator"))
        .containsExactlyInAnyOrder(byEpisode, byTeam);
  }

  @Test
  void oneClientAndAGroupCanBeAskedFor() {
    String one = client(practitioner(), 20, 4);
    String two = client(practitioner(), 20, 19);
    String group =
        record.stored(
            "Group",
            """
            {"resourceType":"Group","type":"person","actual":true,
            "member":[{"entity":{"reference":"Patient/%s"}},
            {"entity":{"reference":"Patient/%s"},"inactive":true}]}"""
                .formatted(one, two));

    MeasureReport individual = report(MEASURE + "&subject=Patient/" + one);
    assertThat(individual.getType()).isEqualTo(MeasureReportType.INDIVIDUAL);
    assertThat(group(individual, "remission").getPopulation())
        .extracting(population -> population.getCount())
        .containsExactly(1, 1, 1);
    MeasureReport ofGroup = report(MEASURE + "&reportType=subject-list&subject=Group/" + group);
    assertThat(clients(ofGroup, "response", "initial-population")).containsExactly(one);
    MeasureReport nobody = report(MEASURE + "&subject=Group/unknown");
    assertThat(group(nobody, "response").getPopulationFirstRep().getCount()).isZero();
    MeasureReport earlier =
        report(MEASURE.replace("2026-12-31", "2026-01-10") + "&subject=Patient/" + one);
    assertThat(group(earlier, "remission").getPopulation())
        .extracting(population -> population.getCount())
        .containsExactly(1, 0, 0);
  }

  @Test
  void aTokenCountsOnlyWhomItSees() {
    String mine = client(practitioner(), 20, 4);
    client(practitioner(), 20, 4);
    FhirClient app =
        new FhirClient(
            http.root() + "/fhir", tokens.ofPatient("Patient/" + mine, "patient/*.rs user/*.rs"));

    Answer answer = app.get(MEASURE + "&reportType=subject-list");

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(clients(answer.as(MeasureReport.class), "response", "initial-population"))
        .containsExactly(mine);
  }

  @Test
  void badInputIsRefusedWithWhatToDo() {
    for (String query :
        List.of(
            "Measure/phq-9-outcomes/$evaluate-measure?periodStart=2026-01-01",
            MEASURE + "&reportType=everything",
            MEASURE + "&reportType=subject",
            MEASURE + "&practitioner=somebody",
            MEASURE + "&subject=Organization/x",
            MEASURE.replace("2026-12-31", "2025-12-31"),
            MEASURE.replace("/phq-9-outcomes", ""),
            MEASURE.replace("/phq-9-outcomes", "") + "&measure=other")) {
      Answer answer = client.get(query);
      assertThat(answer.status()).as(query).isEqualTo(400);
      assertThat(answer.issue().getDiagnostics()).as(query).contains("arameter");
    }
    assertThat(client.get(MEASURE.replace("phq-9", "other")).status()).isEqualTo(404);
    assertThat(
            report(
                    MEASURE.replace("/phq-9-outcomes", "")
                        + "&measure=https://attune.org/fhir/Measure/gad-7-outcomes%7C1.0.0")
                .getGroup())
        .hasSize(6);
  }

  private MeasureReport report(String path) {
    Answer answer = client.get(path);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.as(MeasureReport.class);
  }

  private String practitioner() {
    return record.stored(
        "Practitioner",
        """
        {"resourceType":"Practitioner","active":true,
        "identifier":[{"system":"urn:example:outcomes","value":"%s"}],
        "name":[{"family":"Tester","given":["Therapist"]}]}"""
            .formatted(UUID.randomUUID()));
  }

  private String client(String practitioner, int... totals) {
    String patient =
        record.stored(
            "Patient",
            """
            {"resourceType":"Patient","active":true,"gender":"unknown",
            "identifier":[{"system":"urn:example:outcomes","value":"%s"}],
            "name":[{"family":"Tester","given":["Caseload"]}],
            "generalPractitioner":[{"reference":"Practitioner/%s"}]}"""
                .formatted(UUID.randomUUID(), practitioner));
    record.scored(patient, FIRST, totals);
    return patient;
  }

  private static MeasureReportGroupComponent group(MeasureReport report, String outcome) {
    return report.getGroup().stream()
        .filter(group -> group.getCode().getCodingFirstRep().getCode().equals(outcome))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> clients(MeasureReport report, String outcome, String population) {
    return group(report, outcome).getPopulation().stream()
        .filter(each -> each.getCode().getCodingFirstRep().getCode().equals(population))
        .map(each -> each.getSubjectResults().getReference().substring(1))
        .flatMap(
            id ->
                report.getContained().stream()
                    .filter(list -> list.getIdElement().getIdPart().replace("#", "").equals(id)))
        .flatMap(list -> ((ListResource) list).getEntry().stream())
        .map(entry -> entry.getItem().getReferenceElement().getIdPart())
        .toList();
  }
}
