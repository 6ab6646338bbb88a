package org.attune.exchange.bulk.fhir;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import org.attune.exchange.bulk.BulkExports;
import org.attune.exchange.bulk.ExportFile;
import org.attune.exchange.bulk.ExportState;
import org.attune.exchange.bulk.rules.Pace;
import org.attune.store.Caller;
import org.attune.store.OperationProvider;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Tells how an export stands, and ends it. */
@Component
class ExportStatusProvider implements OperationProvider {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final BulkExports exports;

  ExportStatusProvider(BulkExports exports) {
    this.exports = exports;
  }

  /**
   * Answers GET with 202, with the manifest or with what went wrong; DELETE with 202.
   *
   * @throws IOException if the client is gone
   */
  @Operation(
      name = ExportAddresses.STATUS,
      idempotent = true,
      deleteEnabled = true,
      manualResponse = true)
  public void status(ServletRequestDetails request) throws IOException {
    UUID job = ExportAddresses.job(request);
    Caller caller = Caller.ofRequest(request);
    HttpServletResponse response = request.getServletResponse();
    if (request.getRequestType() == RequestTypeEnum.DELETE) {
      if (!exports.remove(caller, job)) {
        throw ExportAddresses.absent();
      }
      response.setStatus(202);
      return;
    }
    ExportState state = exports.state(caller, job).orElseThrow(ExportAddresses::absent);
    if (state instanceof ExportState.Running running) {
      response.setStatus(202);
      response.setIntHeader(HttpHeaders.RETRY_AFTER, Pace.retryAfterSeconds(running.age()));
      response.setHeader("X-Progress", running.progress());
    } else if (state instanceof ExportState.Complete complete) {
      response.setDateHeader(HttpHeaders.EXPIRES, complete.expires().toEpochMilli());
      write(response, 200, "application/json", manifest(complete, ExportAddresses.of(request)));
    } else if (state instanceof ExportState.Failed failed) {
      write(response, 500, "application/fhir+json", outcome(failed, request));
    }
  }

  private static String manifest(ExportState.Complete complete, ExportAddresses addresses)
      throws IOException {
    ObjectNode manifest = JsonNodeFactory.instance.objectNode();
    manifest.put("transactionTime", text(complete.transactionTime()));
    manifest.put("request", complete.url());
    manifest.put("requiresAccessToken", true);
    ArrayNode output = manifest.putArray("output");
    ArrayNode error = manifest.putArray("error");
    for (ExportFile file : complete.files()) {
      (file.error() ? error : output)
          .addObject()
          .put("type", file.type())
          .put("url", addresses.file(file))
          .put("count", file.resources());
    }
    return JSON.writeValueAsString(manifest);
  }

  private static String text(Instant instant) {
    return instant.toString();
  }

  private static String outcome(ExportState.Failed failed, ServletRequestDetails request) {
    OperationOutcome outcome = new OperationOutcome();
    outcome
        .addIssue()
        .setSeverity(IssueSeverity.FATAL)
        .setCode(IssueType.EXCEPTION)
        .setDiagnostics(failed.reason())
        .getDetails()
        .setText("The export failed")
        .addCoding()
        .setSystem("https://attune.org/fhir/CodeSystem/error")
        .setCode("export-failed");
    return request.getFhirContext().newJsonParser().encodeResourceToString(outcome);
  }

  private static void write(HttpServletResponse response, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    response.setStatus(status);
    response.setContentType(type);
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }
}
