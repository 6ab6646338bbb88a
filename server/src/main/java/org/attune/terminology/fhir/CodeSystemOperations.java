package org.attune.terminology.fhir;

import static org.attune.terminology.fhir.Answers.text;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.attune.store.CodeTable;
import org.attune.store.OperationProvider;
import org.attune.store.Terminology;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.UriType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The operations on CodeSystem: {@code $lookup}, {@code $validate-code}, {@code $subsumes}. */
@Component
final class CodeSystemOperations implements OperationProvider {

  private final Terminology terminology;
  private final CodeAnswers answers;
  private final Clock clock;

  CodeSystemOperations(Terminology terminology, Clock clock) {
    this.terminology = terminology;
    this.answers = new CodeAnswers();
    this.clock = clock;
  }

  /** Tells what is known of a code; of one that can be billed, whether so on the day. */
  @Operation(name = "$lookup", idempotent = true, typeName = "CodeSystem")
  public Parameters lookup(
      @OperationParam(name = "code", min = 0, max = 1) @Nullable CodeType code,
      @OperationParam(name = "system", min = 0, max = 1) @Nullable UriType system,
      @OperationParam(name = "version", min = 0, max = 1) @Nullable StringType version,
      @OperationParam(name = "coding", min = 0, max = 1) @Nullable Coding coding,
      @OperationParam(name = "date", min = 0, max = 1) @Nullable DateTimeType date,
      @OperationParam(name = "property") @Nullable List<CodeType> properties) {
    Coding asked = single(code, system, version, coding);
    CodeTable table = table(asked.getSystem(), asked.getVersion());
    LocalDate day = day(date);
    return table.find(List.of(asked.getCode())).values().stream()
        .findFirst()
        .map(concept -> answers.lookup(table, concept, wanted(properties), day))
        .orElseThrow(() -> new ResourceNotFoundException(Answers.unknown(asked.getCode(), table)));
  }

  private static List<String> wanted(@Nullable List<CodeType> properties) {
    return properties == null ? List.of() : properties.stream().map(CodeType::getCode).toList();
  }

  /** Tells whether a code is one of the code system, on the day. */
  @Operation(name = "$validate-code", idempotent = true, typeName = "CodeSystem")
  public Parameters validateCode(
      @IdParam(optional = true) @Nullable IdType id,
      @OperationParam(name = "url", min = 0, max = 1) @Nullable UriType url,
      @OperationParam(name = "version", min = 0, max = 1) @Nullable StringType version,
      @OperationParam(name = "code", min = 0, max = 1) @Nullable CodeType code,
      @OperationParam(name = "display", min = 0, max = 1) @Nullable StringType display,
      @OperationParam(name = "coding", min = 0, max = 1) @Nullable Coding coding,
      @OperationParam(name = "codeableConcept", min = 0, max = 1) @Nullable CodeableConcept concept,
      @OperationParam(name = "date", min = 0, max = 1) @Nullable DateTimeType date,
      RequestDetails request) {
    String system = system(Answers.id(id), text(url), request);
    Coding single = coding(system, text(version), text(code), text(display));
    List<Coding> codings = Answers.codings(single, coding, concept);
    for (Coding each : codings) {
      if (each.hasSystem() && !each.getSystem().equals(system)) {
        throw new InvalidRequestException(
            "The coding is of the system "
                + each.getSystem()
                + ", the question is about "
                + system
                + ": give one of the two");
      }
    }
    CodeTable table = table(system, text(version));
    return answers.validate(table, codings, day(date));
  }

  /** Tells which of two codes is above the other. */
  @Operation(name = "$subsumes", idempotent = true, typeName = "CodeSystem")
  public Parameters subsumes(
      @IdParam(optional = true) @Nullable IdType id,
      @OperationParam(name = "codeA", min = 0, max = 1) @Nullable CodeType codeA,
      @OperationParam(name = "codeB", min = 0, max = 1) @Nullable CodeType codeB,
      @OperationParam(name = "system", min = 0, max = 1) @Nullable UriType system,
      @OperationParam(name = "version", min = 0, max = 1) @Nullable StringType version,
      @OperationParam(name = "codingA", min = 0, max = 1) @Nullable Coding codingA,
      @OperationParam(name = "codingB", min = 0, max = 1) @Nullable Coding codingB,
      RequestDetails request) {
    String given = text(system);
    if (Answers.id(id) != null) {
      given = system(Answers.id(id), given, request);
    }
    UriType address = given == null ? null : new UriType(given);
    Coding a = single(codeA, address, version, codingA);
    Coding b = single(codeB, address, version, codingB);
    if (!a.getSystem().equals(b.getSystem())) {
      throw new InvalidRequestException(
          "The two codes are of different code systems: subsumption is defined within one");
    }
    CodeTable table = table(a.getSystem(), a.getVersion());
    return answers.subsumes(table, a.getCode(), b.getCode());
  }

  private String system(@Nullable String id, @Nullable String url, RequestDetails request) {
    if (id != null) {
      return terminology
          .read(request, CodeSystem.class, id)
          .map(CodeSystem::getUrl)
          .orElseThrow(() -> Answers.unknownResource("CodeSystem", id));
    }
    if (url == null) {
      throw new InvalidRequestException(
          "Name the code system with the parameter url, or call the operation on a CodeSystem");
    }
    return url;
  }

  private static @Nullable Coding coding(
      String system, @Nullable String version, @Nullable String code, @Nullable String display) {
    return code == null ? null : new Coding(system, code, display).setVersion(version);
  }

  /** The one code of a question: code and system, or a coding that has both. */
  private static Coding single(
      @Nullable CodeType code,
      @Nullable UriType system,
      @Nullable StringType version,
      @Nullable Coding coding) {
    String plain = text(code);
    Coding named =
        plain == null ? null : new Coding(text(system), plain, null).setVersion(text(version));
    Coding asked = Answers.codings(named, coding, null).get(0);
    if (!asked.hasSystem()) {
      throw new InvalidRequestException("Name the code system with the parameter system");
    }
    return asked;
  }

  private CodeTable table(String system, @Nullable String version) {
    return terminology
        .codes(system, version)
        .orElseThrow(() -> Answers.unknownSystem(system, version));
  }

  private LocalDate day(@Nullable DateTimeType date) {
    return Answers.day(date, LocalDate.ofInstant(clock.instant(), clock.getZone()));
  }
}
