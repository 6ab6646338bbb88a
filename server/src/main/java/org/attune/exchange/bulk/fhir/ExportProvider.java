package org.attune.exchange.bulk.fhir;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.attune.exchange.bulk.BulkExports;
import org.attune.exchange.bulk.rules.ExportRefused;
import org.attune.exchange.bulk.rules.ExportRequest.Level;
import org.attune.exchange.bulk.rules.KickOff;
import org.attune.store.Caller;
import org.attune.store.OperationProvider;
import org.attune.store.RecordSnapshots;
import org.hl7.fhir.r4.model.IdType;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * The kick-off of {@code $export} at its three levels.
 *
 * @see <a href="https://hl7.org/fhir/uv/bulkdata/STU2/export.html">Bulk Data Access 2.0.0</a>
 */
@Component
class ExportProvider implements OperationProvider {

  private static final String DEFINITION = "http://hl7.org/fhir/uv/bulkdata/OperationDefinition/";
  private static final String SECONDS_UNTIL_ROOM = "60";

  private final BulkExports exports;
  private final RecordSnapshots snapshots;

  ExportProvider(BulkExports exports, RecordSnapshots snapshots) {
    this.exports = exports;
    this.snapshots = snapshots;
  }

  /** Exports the whole record. */
  @Operation(
      name = "$export",
      canonicalUrl = DEFINITION + "export",
      idempotent = true,
      manualResponse = true)
  public void system(ServletRequestDetails request) {
    start(Level.SYSTEM, Optional.empty(), request.getFhirContext().getResourceTypes(), request);
  }

  /** Exports all patients. */
  @Operation(
      name = "$export",
      typeName = "Patient",
      canonicalUrl = DEFINITION + "patient-export",
      idempotent = true,
      manualResponse = true)
  public void patients(ServletRequestDetails request) {
    start(Level.PATIENT, Optional.empty(), patientTypes(), request);
  }

  /** Exports the patients of a group. */
  @Operation(
      name = "$export",
      typeName = "Group",
      canonicalUrl = DEFINITION + "group-export",
      idempotent = true,
      manualResponse = true)
  public void group(@IdParam IdType group, ServletRequestDetails request) {
    start(Level.GROUP, Optional.of(group.getIdPart()), patientTypes(), request);
  }

  private Set<String> patientTypes() {
    return Stream.of(snapshots.compartmentTypes(), snapshots.associatedTypes())
        .flatMap(Set::stream)
        .collect(Collectors.toSet());
  }

  private void start(
      Level level, Optional<String> group, Set<String> types, ServletRequestDetails request) {
    try {
      KickOffRequest kickOff = KickOffRequest.of(request);
      check(kickOff);
      UUID job =
          exports.start(
              Caller.ofRequest(request),
              new KickOff(level, group, kickOff.post(), kickOff.preference().lenient(), types)
                  .read(kickOff.parameters()),
              kickOff.url());
      request.getServletResponse().setStatus(202);
      request
          .getServletResponse()
          .setHeader(HttpHeaders.CONTENT_LOCATION, ExportAddresses.of(request).status(job));
    } catch (ExportRefused refused) {
      throw new InvalidRequestException(refused.getMessage(), refused);
    } catch (BulkExports.NoSuchGroup absent) {
      throw new ResourceNotFoundException("There is no such Group");
    } catch (BulkExports.BeyondScopes beyond) {
      throw ExportAddresses.beyondScopes();
    } catch (BulkExports.TooManyExports tooMany) {
      UnclassifiedServerFailureException refusal =
          new UnclassifiedServerFailureException(
              429, "Too many exports are under way; wait for one to end, or delete one");
      refusal.addResponseHeader(HttpHeaders.RETRY_AFTER, SECONDS_UNTIL_ROOM);
      throw refusal;
    }
  }

  private static void check(KickOffRequest kickOff) {
    if (!kickOff.acceptsJson()) {
      throw new UnclassifiedServerFailureException(406, "Accept application/fhir+json");
    }
    if (!kickOff.preference().respondAsync()) {
      throw new ExportRefused(
          "An export takes its time: send the header Prefer: respond-async, and ask at the"
              + " address that Content-Location gives");
    }
  }
}
