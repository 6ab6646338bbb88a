package org.attune.terminology.fhir;

import static org.attune.terminology.fhir.Answers.text;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.NotImplementedOperationException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.attune.store.OperationProvider;
import org.attune.store.Terminology;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.UriType;
import org.hl7.fhir.r4.model.ValueSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The operations on ValueSet: {@code $expand} and {@code $validate-code}. */
@Component
final class ValueSetOperations implements OperationProvider {

  private static final int USUAL_COUNT = 1000;

  private final Terminology terminology;
  private final ValueSetAnswers answers;
  private final Clock clock;

  ValueSetOperations(Terminology terminology, Clock clock) {
    this.terminology = terminology;
    this.answers = new ValueSetAnswers(terminology, new ValueSetMembers(terminology), clock);
    this.clock = clock;
  }

  /** Lists the codes of a value set on a day, a page at a time. */
  @Operation(name = "$expand", idempotent = true, typeName = "ValueSet")
  public ValueSet expand(
      @IdParam(optional = true) @Nullable IdType id,
      @OperationParam(name = "url", min = 0, max = 1) @Nullable UriType url,
      @OperationParam(name = "valueSet", min = 0, max = 1) @Nullable ValueSet valueSet,
      @OperationParam(name = "valueSetVersion", min = 0, max = 1) @Nullable StringType version,
      @OperationParam(name = "context", min = 0, max = 1) @Nullable UriType context,
      @OperationParam(name = "filter", min = 0, max = 1) @Nullable StringType filter,
      @OperationParam(name = "date", min = 0, max = 1) @Nullable DateTimeType date,
      @OperationParam(name = "offset", min = 0, max = 1) @Nullable IntegerType offset,
      @OperationParam(name = "count", min = 0, max = 1) @Nullable IntegerType count,
      RequestDetails request) {
    if (context != null) {
      throw new NotImplementedOperationException(
          "Value sets are not found by context here: name one by url, or send it as valueSet");
    }
    ValueSet set = set(Answers.id(id), text(url), text(version), valueSet, request);
    return answers.expand(
        set,
        text(filter),
        day(date),
        number("offset", offset, 0),
        number("count", count, USUAL_COUNT));
  }

  private static int number(String name, @Nullable IntegerType given, int usual) {
    int number = given == null || given.getValue() == null ? usual : given.getValue();
    if (number < 0) {
      throw new InvalidRequestException("The parameter " + name + " must be 0 or greater");
    }
    return number;
  }

  /** Tells whether a code is in a value set, on the day. */
  @Operation(name = "$validate-code", idempotent = true, typeName = "ValueSet")
  public Parameters validateCode(
      @IdParam(optional = true) @Nullable IdType id,
      @OperationParam(name = "url", min = 0, max = 1) @Nullable UriType url,
      @OperationParam(name = "valueSet", min = 0, max = 1) @Nullable ValueSet valueSet,
      @OperationParam(name = "valueSetVersion", min = 0, max = 1) @Nullable StringType version,
      @OperationParam(name = "code", min = 0, max = 1) @Nullable CodeType code,
      @OperationParam(name = "system", min = 0, max = 1) @Nullable UriType system,
      @OperationParam(name = "systemVersion", min = 0, max = 1) @Nullable StringType systemVersion,
      @OperationParam(name = "display", min = 0, max = 1) @Nullable StringType display,
      @OperationParam(name = "coding", min = 0, max = 1) @Nullable Coding coding,
      @OperationParam(name = "codeableConcept", min = 0, max = 1) @Nullable CodeableConcept concept,
      @OperationParam(name = "date", min = 0, max = 1) @Nullable DateTimeType date,
      RequestDetails request) {
    String plain = text(code);
    if (plain != null && text(system) == null) {
      throw new InvalidRequestException("Name the code system with the parameter system");
    }
    Coding single =
        plain == null
            ? null
            : new Coding(text(system), plain, text(display)).setVersion(text(systemVersion));
    List<Coding> codings = Answers.codings(single, coding, concept);
    ValueSet set = set(Answers.id(id), text(url), text(version), valueSet, request);
    return answers.validate(set, codings, day(date));
  }

  private ValueSet set(
      @Nullable String id,
      @Nullable String url,
      @Nullable String version,
      @Nullable ValueSet given,
      RequestDetails request) {
    if (id != null) {
      return terminology
          .read(request, ValueSet.class, id)
          .orElseThrow(() -> Answers.unknownResource("ValueSet", id));
    }
    if (url != null) {
      return terminology
          .valueSet(url, version)
          .orElseThrow(() -> Answers.unknownResource("ValueSet", url));
    }
    if (given == null) {
      throw new InvalidRequestException(
          "Name the value set with the parameter url, or call the operation on a ValueSet");
    }
    return given;
  }

  private LocalDate day(@Nullable DateTimeType date) {
    return Answers.day(date, LocalDate.ofInstant(clock.instant(), clock.getZone()));
  }
}
