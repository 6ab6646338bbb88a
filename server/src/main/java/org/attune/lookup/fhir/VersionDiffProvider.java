package org.attune.lookup.fhir;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import org.attune.store.Caller;
import org.attune.store.OperationProvider;
import org.attune.store.VersionDifferences;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code $diff} of any resource. */
@Component
class VersionDiffProvider implements OperationProvider {

  private final VersionDifferences differences;

  VersionDiffProvider(VersionDifferences differences) {
    this.differences = differences;
  }

  @Operation(
      name = "$diff",
      global = true,
      idempotent = true,
      canonicalUrl = "https://attune.org/fhir/OperationDefinition/resource-diff")
  public Parameters diff(
      @IdParam IdType id,
      @OperationParam(name = "fromVersion", max = 1) @Nullable StringType from,
      @OperationParam(name = "includeMeta", max = 1) @Nullable BooleanType withMeta,
      RequestDetails details) {
    return differences.toCurrent(
        Caller.ofRequest(details),
        new IdType(details.getResourceName(), id.getIdPart()),
        from == null ? null : version(from.getValue()),
        withMeta != null && withMeta.booleanValue());
  }

  private static Long version(String text) {
    if (text == null || !text.matches("[1-9][0-9]{0,9}")) {
      throw new InvalidRequestException("The parameter fromVersion of $diff is a version's number");
    }
    return Long.valueOf(text);
  }
}
