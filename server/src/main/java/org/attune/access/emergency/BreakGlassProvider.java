package org.attune.access.emergency;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.Arrays;
import java.util.Date;
import java.util.Set;
import org.attune.access.rules.Emergency;
import org.attune.store.Caller;
import org.attune.store.OperationProvider;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code Patient/[id]/$break-glass}. */
@Component
final class BreakGlassProvider implements OperationProvider {

  private final BreakGlass breakGlass;

  BreakGlassProvider(BreakGlass breakGlass) {
    this.breakGlass = breakGlass;
  }

  @Operation(
      name = "$break-glass",
      type = Patient.class,
      canonicalUrl = "https://attune.org/fhir/OperationDefinition/break-glass")
  public Parameters open(
      @IdParam IdType id,
      @OperationParam(name = "reason", min = 1, max = 1) @Nullable StringType reason,
      RequestDetails request) {
    Caller caller = Caller.ofRequest(request);
    String person =
        caller
            .actor()
            .limits()
            .flatMap(token -> token.fhirUser())
            .orElseThrow(
                () -> new ForbiddenOperationException("Only a person opens a chart this way"));
    if (!Emergency.stated(purposes(request))) {
      throw new InvalidRequestException(
          "State the purpose in the header X-Purpose-Of-Use: BTG or ETREAT");
    }
    String text = Emergency.reason(reason == null ? null : reason.getValue());
    if (text.isEmpty()) {
      throw new InvalidRequestException(
          "Parameter reason: say in 10 to 1000 characters why the chart must be opened");
    }
    return breakGlass
        .open(caller, person, id.getIdPart(), text)
        .map(BreakGlassProvider::answer)
        .orElseThrow(() -> new ResourceNotFoundException(id));
  }

  private static Set<String> purposes(RequestDetails request) {
    String stated = request.getHeader("X-Purpose-Of-Use");
    return stated == null ? Set.of() : Set.copyOf(Arrays.asList(stated.split("[,\\s]+")));
  }

  private static Parameters answer(BreakGlass.Opened opened) {
    Parameters answer = new Parameters();
    answer.addParameter("until", new InstantType(Date.from(opened.until())));
    answer.addParameter("review", new Reference("Task/" + opened.review()));
    return answer;
  }
}
