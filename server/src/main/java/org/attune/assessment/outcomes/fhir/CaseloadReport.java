package org.attune.assessment.outcomes.fhir;

import java.util.List;
import org.attune.assessment.outcomes.Caseload.Report;
import org.attune.assessment.outcomes.rules.Tally;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ListResource;
import org.hl7.fhir.r4.model.MeasureReport;
import org.hl7.fhir.r4.model.MeasureReport.MeasureReportGroupComponent;
import org.hl7.fhir.r4.model.MeasureReport.MeasureReportStatus;
import org.hl7.fhir.r4.model.MeasureReport.MeasureReportType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;

/** Writes the outcomes of a caseload as a MeasureReport. */
final class CaseloadReport {

  private static final String OUTCOME = "https://attune.org/fhir/CodeSystem/outcome";
  private static final String POPULATION =
      "http://terminology.hl7.org/CodeSystem/measure-population";

  private final MeasureReport report = new MeasureReport();
  private final MeasureReportType type;

  /** An empty report of a type, which decides whether clients are listed. */
  CaseloadReport(MeasureReportType type) {
    this.type = type;
    report.setStatus(MeasureReportStatus.COMPLETE).setType(type);
  }

  MeasureReport of(String measure, Report found) {
    report.setMeasure(measure);
    found.tallies().forEach(tally -> group(tally, found.clients()));
    return report;
  }

  private void group(Tally tally, List<String> clients) {
    MeasureReportGroupComponent group = report.addGroup();
    group.setCode(concept(OUTCOME, tally.outcome().code()));
    population(group, "initial-population", clients);
    population(group, "denominator", tally.applies());
    population(group, "numerator", tally.there());
    tally.share().ifPresent(share -> group.setMeasureScore(new Quantity().setValue(share)));
  }

  private void population(MeasureReportGroupComponent group, String code, List<String> patients) {
    var population = group.addPopulation();
    population.setCode(concept(POPULATION, code)).setCount(patients.size());
    if (type == MeasureReportType.SUBJECTLIST) {
      ListResource list = new ListResource();
      list.setId("list-" + (report.getContained().size() + 1));
      list.setStatus(ListResource.ListStatus.CURRENT).setMode(ListResource.ListMode.SNAPSHOT);
      patients.forEach(id -> list.addEntry().setItem(new Reference("Patient/" + id)));
      report.addContained(list);
      population.setSubjectResults(new Reference("#" + list.getId()));
    }
  }

  private static CodeableConcept concept(String system, String code) {
    return new CodeableConcept(new Coding(system, code, null));
  }
}
