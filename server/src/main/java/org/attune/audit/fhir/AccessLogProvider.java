package org.attune.audit.fhir;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import org.attune.store.OperationProvider;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Patient;
import org.jspecify.annotations.Nullable;

/** Tells a patient who looked at their chart. */
final class AccessLogProvider implements OperationProvider {

  private final AccessLog log;

  AccessLogProvider(AccessLog log) {
    this.log = log;
  }

  /**
   * The accesses to one patient's chart in plain words, newest first.
   *
   * @param start first day, in UTC
   * @param end last day, in UTC
   */
  @Operation(
      name = "$access-log",
      type = Patient.class,
      idempotent = true,
      canonicalUrl = "https://attune.org/fhir/OperationDefinition/patient-access-log")
  public Bundle accessLog(
      @IdParam IdType id,
      @OperationParam(name = "start", max = 1) @Nullable DateType start,
      @OperationParam(name = "end", max = 1) @Nullable DateType end) {
    return log.of(id.getIdPart(), start, end);
  }
}
