package org.attune.terminology.fhir;

import static org.attune.terminology.fhir.Answers.text;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.util.List;
import org.attune.store.OperationProvider;
import org.attune.store.Terminology;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.UriType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The operation {@code $translate} on ConceptMap. */
@Component
final class ConceptMapOperations implements OperationProvider {

  private final Terminology terminology;
  private final Translation translation;

  ConceptMapOperations(Terminology terminology) {
    this.terminology = terminology;
    this.translation = new Translation();
  }

  /**
   * Translates a code by a concept map.
   *
   * @param minutes length of the session, for maps whose targets depend on it; a parameter of our
   *     own, which says the same as the dependency {@value Translation#MINUTES}
   */
  @Operation(name = "$translate", idempotent = true, typeName = "ConceptMap")
  public Parameters translate(
      @IdParam(optional = true) @Nullable IdType id,
      @OperationParam(name = "url", min = 0, max = 1) @Nullable UriType url,
      @OperationParam(name = "code", min = 0, max = 1) @Nullable CodeType code,
      @OperationParam(name = "system", min = 0, max = 1) @Nullable UriType system,
      @OperationParam(name = "coding", min = 0, max = 1) @Nullable Coding coding,
      @OperationParam(name = "codeableConcept", min = 0, max = 1) @Nullable CodeableConcept concept,
      @OperationParam(name = "targetsystem", min = 0, max = 1) @Nullable UriType target,
      @OperationParam(name = "reverse", min = 0, max = 1) @Nullable BooleanType reverse,
      @OperationParam(name = "minutes", min = 0, max = 1) @Nullable IntegerType minutes,
      @OperationParam(name = "dependency")
          @Nullable List<Parameters.ParametersParameterComponent> dependencies,
      RequestDetails request) {
    String plain = text(code);
    Coding single = plain == null ? null : new Coding(text(system), plain, null);
    List<Coding> codings = Answers.codings(single, coding, concept);
    ConceptMap map = map(Answers.id(id), text(url), request);
    Integer length = minutes == null ? Translation.minutes(dependencies) : minutes.getValue();
    if (length != null && length < 0) {
      throw new InvalidRequestException("The parameter minutes must be 0 or greater");
    }
    boolean backwards = reverse != null && Boolean.TRUE.equals(reverse.getValue());
    return translation.translate(
        map, codings, new Translation.Wish(text(target), backwards, length));
  }

  private ConceptMap map(@Nullable String id, @Nullable String url, RequestDetails request) {
    if (id != null) {
      return terminology
          .read(request, ConceptMap.class, id)
          .orElseThrow(() -> Answers.unknownResource("ConceptMap", id));
    }
    if (url == null) {
      throw new InvalidRequestException(
          "Name the concept map with the parameter url, or call the operation on a ConceptMap");
    }
    return terminology
        .conceptMap(request, url)
        .orElseThrow(() -> Answers.unknownResource("ConceptMap", url));
  }
}
