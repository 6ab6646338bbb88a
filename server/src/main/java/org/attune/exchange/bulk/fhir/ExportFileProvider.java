package org.attune.exchange.bulk.fhir;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.attune.exchange.bulk.BulkExports;
import org.attune.exchange.bulk.ExportFile;
import org.attune.store.Caller;
import org.attune.store.OperationProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Gives out the files of a completed export. */
@Component
class ExportFileProvider implements OperationProvider {

  private static final String NDJSON = "application/fhir+ndjson";

  private final BulkExports exports;

  ExportFileProvider(BulkExports exports) {
    this.exports = exports;
  }

  /**
   * Streams a file, compressed if the client takes gzip.
   *
   * @throws IOException if the client is gone, or the export was removed meanwhile; the announced
   *     length tells the client that something is missing
   */
  @Operation(name = ExportAddresses.FILE, idempotent = true, manualResponse = true)
  public void file(ServletRequestDetails request) throws IOException {
    ExportFile file = find(request);
    boolean packed = takesGzip(request.getHeaders(HttpHeaders.ACCEPT_ENCODING));
    HttpServletResponse response = request.getServletResponse();
    response.setStatus(200);
    response.setContentType(NDJSON);
    response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    response.setContentLengthLong(packed ? file.packedBytes() : file.bytes());
    if (packed) {
      response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
    }
    exports.write(file, packed, response.getOutputStream());
  }

  private ExportFile find(ServletRequestDetails request) {
    try {
      return exports
          .file(
              Caller.ofRequest(request),
              ExportAddresses.job(request),
              ExportAddresses.number(request))
          .orElseThrow(ExportAddresses::absent);
    } catch (BulkExports.BeyondScopes beyond) {
      throw ExportAddresses.beyondScopes();
    }
  }

  private static boolean takesGzip(List<String> encodings) {
    return encodings.stream()
        .flatMap(header -> List.of(header.split(",", -1)).stream())
        .map(encoding -> encoding.replace(" ", "").toLowerCase(Locale.ROOT))
        .anyMatch(encoding -> encoding.startsWith("gzip") && !encoding.endsWith(";q=0"));
  }
}
