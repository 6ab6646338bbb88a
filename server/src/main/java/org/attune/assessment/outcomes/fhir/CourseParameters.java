package org.attune.assessment.outcomes.fhir;

import java.math.BigDecimal;
import java.util.List;
import org.attune.assessment.outcomes.InstrumentCourse;
import org.attune.assessment.outcomes.Scored;
import org.attune.assessment.outcomes.rules.Judgement;
import org.attune.assessment.outcomes.rules.Point;
import org.attune.assessment.rules.Code;
import org.attune.assessment.rules.Instrument;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.r4.model.UnsignedIntType;

/** Writes courses as the answer of {@code $outcomes}. */
final class CourseParameters {

  private static final String OUTCOME = "https://attune.org/fhir/CodeSystem/outcome";

  private CourseParameters() {}

  static Parameters of(List<InstrumentCourse> courses) {
    Parameters answer = new Parameters();
    courses.forEach(course -> write(course, answer.addParameter().setName("course")));
    return answer;
  }

  private static void write(InstrumentCourse course, ParametersParameterComponent into) {
    Instrument instrument = course.measured().instrument();
    Code total = instrument.total();
    part(
        into,
        "instrument",
        new CanonicalType(instrument.identity().url() + "|" + instrument.identity().version()));
    part(into, "title", new StringType(instrument.identity().name()));
    part(into, "code", new Coding(total.system(), total.code(), total.display()));
    course
        .course()
        .baseline()
        .ifPresent(point -> score(course, point, into.addPart().setName("baseline")));
    course
        .course()
        .latest()
        .ifPresent(point -> score(course, point, into.addPart().setName("latest")));
    course.course().change().ifPresent(change -> part(into, "change", new DecimalType(change)));
    course
        .course()
        .sessions()
        .ifPresent(sessions -> part(into, "sessions", new UnsignedIntType(sessions)));
    course.judgements().forEach(each -> judgement(each, into.addPart().setName("outcome")));
    course.series().forEach(each -> score(each, into.addPart().setName("point")));
  }

  private static void score(
      InstrumentCourse course, Point point, ParametersParameterComponent into) {
    score(course.kept(point), into);
  }

  private static void score(Scored scored, ParametersParameterComponent into) {
    part(into, "date", scored.at().copy());
    scored.point().ifPresent(point -> part(into, "value", new DecimalType(plain(point.value()))));
    scored.band().ifPresent(band -> part(into, "band", band.copy()));
    part(into, "score", new Reference("Observation/" + scored.id()));
  }

  private static BigDecimal plain(BigDecimal value) {
    return new BigDecimal(value.stripTrailingZeros().toPlainString());
  }

  private static void judgement(Judgement judgement, ParametersParameterComponent into) {
    part(into, "code", new Coding(OUTCOME, judgement.outcome().code(), null));
    part(into, "result", new CodeType(judgement.verdict().code()));
    if (!judgement.reason().isEmpty()) {
      part(into, "reason", new StringType(judgement.reason()));
    }
    part(into, "rule", new StringType(judgement.rule()));
    part(into, "source", new StringType(judgement.source()));
  }

  private static void part(ParametersParameterComponent into, String name, Type value) {
    into.addPart().setName(name).setValue(value);
  }
}
