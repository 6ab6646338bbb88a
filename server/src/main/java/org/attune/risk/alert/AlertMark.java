package org.attune.risk.alert;

import java.util.List;
import org.attune.risk.rules.Signal;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.jspecify.annotations.Nullable;

/** The identifier by which Flag and Task of an alert are known and found again. */
final class AlertMark {

  static final String SYSTEM = "https://attune.org/fhir/identifier/risk-alert";

  /** The label that keeps a resource from the client until a clinician has talked about it. */
  static final String ACT_CODE = "http://terminology.hl7.org/CodeSystem/v3-ActCode";

  static final String NOT_TO_CLIENT = "NOPAT";

  private AlertMark() {}

  static String value(String patient, Signal signal) {
    return patient + "." + signal.code();
  }

  static boolean isOn(@Nullable Resource resource) {
    return of(resource) != null;
  }

  /** The value of the mark, if the resource has one. */
  static @Nullable String of(@Nullable Resource resource) {
    return identifiers(resource).stream()
        .filter(identifier -> SYSTEM.equals(identifier.getSystem()))
        .map(Identifier::getValue)
        .findFirst()
        .orElse(null);
  }

  static boolean isKeptFromClients(Resource resource) {
    return resource.getMeta().getSecurity(ACT_CODE, NOT_TO_CLIENT) != null;
  }

  private static List<Identifier> identifiers(@Nullable Resource resource) {
    if (resource instanceof Flag flag) {
      return flag.getIdentifier();
    }
    return resource instanceof Task task ? task.getIdentifier() : List.of();
  }
}
