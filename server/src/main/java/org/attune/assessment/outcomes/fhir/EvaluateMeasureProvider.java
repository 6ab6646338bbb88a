package org.attune.assessment.outcomes.fhir;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.time.Clock;
import java.util.Date;
import java.util.Optional;
import java.util.regex.Pattern;
import org.attune.assessment.outcomes.Caseload;
import org.attune.assessment.outcomes.Measured;
import org.attune.assessment.outcomes.OutcomeCatalog;
import org.attune.store.Caller;
import org.attune.store.OperationProvider;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Measure;
import org.hl7.fhir.r4.model.MeasureReport;
import org.hl7.fhir.r4.model.MeasureReport.MeasureReportType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code Measure/$evaluate-measure} of FHIR R4, for the measures of outcomes. */
@Component
class EvaluateMeasureProvider implements OperationProvider {

  private static final String DEFINITION =
      "http://hl7.org/fhir/OperationDefinition/Measure-evaluate-measure";
  private static final String MEASURES = "https://attune.org/fhir/Measure/";
  private static final String SUFFIX = "-outcomes";
  private static final Pattern PRACTITIONER =
      Pattern.compile("Practitioner(Role)?/[A-Za-z0-9.-]{1,64}");
  private static final Pattern SUBJECT = Pattern.compile("(Patient|Group)/[A-Za-z0-9.-]{1,64}");

  private final Caseload caseload;
  private final OutcomeCatalog catalog;
  private final Clock clock;

  EvaluateMeasureProvider(Caseload caseload, OutcomeCatalog catalog, Clock clock) {
    this.caseload = caseload;
    this.catalog = catalog;
    this.clock = clock;
  }

  /** Evaluates the measure that the parameter names. */
  @Operation(
      name = "$evaluate-measure",
      type = Measure.class,
      idempotent = true,
      canonicalUrl = DEFINITION)
  public MeasureReport ofType(
      @OperationParam(name = "measure", min = 1, max = 1) @Nullable StringType measure,
      @OperationParam(name = "periodStart", min = 1, max = 1) @Nullable DateType start,
      @OperationParam(name = "periodEnd", min = 1, max = 1) @Nullable DateType end,
      @OperationParam(name = "reportType", max = 1) @Nullable CodeType type,
      @OperationParam(name = "subject", max = 1) @Nullable StringType subject,
      @OperationParam(name = "practitioner", max = 1) @Nullable StringType practitioner,
      RequestDetails request) {
    String named = measure == null ? "" : String.valueOf(measure.getValue());
    String name = named.replace(MEASURES, "").replaceFirst("^Measure/", "").split("\\|", 2)[0];
    Measured measured =
        measured(name)
            .orElseThrow(
                () ->
                    new InvalidRequestException(
                        "Parameter measure: name a Measure of outcomes, such as "
                            + MEASURES
                            + "phq-9"
                            + SUFFIX));
    return evaluate(measured, new Asked(start, end, type, subject, practitioner), request);
  }

  /** Evaluates one measure. */
  @Operation(
      name = "$evaluate-measure",
      type = Measure.class,
      idempotent = true,
      canonicalUrl = DEFINITION)
  public MeasureReport ofInstance(
      @IdParam IdType id,
      @OperationParam(name = "periodStart", min = 1, max = 1) @Nullable DateType start,
      @OperationParam(name = "periodEnd", min = 1, max = 1) @Nullable DateType end,
      @OperationParam(name = "reportType", max = 1) @Nullable CodeType type,
      @OperationParam(name = "subject", max = 1) @Nullable StringType subject,
      @OperationParam(name = "practitioner", max = 1) @Nullable StringType practitioner,
      RequestDetails request) {
    Measured measured =
        measured(id.getIdPart()).orElseThrow(() -> new ResourceNotFoundException(id));
    return evaluate(measured, new Asked(start, end, type, subject, practitioner), request);
  }

  private record Asked(
      @Nullable DateType start,
      @Nullable DateType end,
      @Nullable CodeType type,
      @Nullable StringType subject,
      @Nullable StringType practitioner) {}

  private MeasureReport evaluate(Measured measured, Asked asked, RequestDetails request) {
    Caseload.Clients clients =
        new Caseload.Clients(
            reference("practitioner", asked.practitioner(), PRACTITIONER),
            reference("subject", asked.subject(), SUBJECT));
    if (asked.start() == null || asked.end() == null) {
      throw new InvalidRequestException("Parameters periodStart and periodEnd: name both days");
    }
    MeasureReportType type = type(asked.type(), clients);
    MeasureReport report =
        new CaseloadReport(type)
            .of(
                MEASURES + name(measured) + "|" + measured.instrument().identity().version(),
                caseload.report(
                    Caller.ofRequest(request),
                    measured,
                    clients,
                    CourseRequests.span(asked.start(), asked.end())));
    report.setDate(Date.from(clock.instant()));
    report.setPeriod(
        new Period()
            .setStartElement(
                new org.hl7.fhir.r4.model.DateTimeType(asked.start().getValueAsString()))
            .setEndElement(new org.hl7.fhir.r4.model.DateTimeType(asked.end().getValueAsString())));
    clients.subject().ifPresent(subject -> report.setSubject(new Reference(subject)));
    return report;
  }

  private static MeasureReportType type(@Nullable CodeType asked, Caseload.Clients clients) {
    boolean one = clients.subject().filter(who -> who.startsWith("Patient/")).isPresent();
    String code = asked == null ? one ? "subject" : "population" : asked.getValue();
    return switch (code) {
      case "population" -> MeasureReportType.SUMMARY;
      case "subject-list" -> MeasureReportType.SUBJECTLIST;
      case "subject" -> {
        if (!one) {
          throw new InvalidRequestException(
              "Parameter subject: a report on one subject names a Patient");
        }
        yield MeasureReportType.INDIVIDUAL;
      }
      default ->
          throw new InvalidRequestException(
              "Parameter reportType: subject, subject-list or population");
    };
  }

  private static Optional<String> reference(
      String name, @Nullable StringType stated, Pattern form) {
    if (stated == null || stated.getValue() == null) {
      return Optional.empty();
    }
    if (!form.matcher(stated.getValue()).matches()) {
      throw new InvalidRequestException(
          "Parameter " + name + ": a relative reference in the form " + form.pattern());
    }
    return Optional.of(stated.getValue());
  }

  private Optional<Measured> measured(String name) {
    return catalog.all().stream()
        .filter(each -> !each.rules().rules().isEmpty() && name(each).equals(name))
        .findFirst();
  }

  private static String name(Measured measured) {
    return measured.url().substring(measured.url().lastIndexOf('/') + 1) + SUFFIX;
  }
}
