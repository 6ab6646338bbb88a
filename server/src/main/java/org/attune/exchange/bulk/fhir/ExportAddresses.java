package org.attune.exchange.bulk.fhir;

import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.Map;
import java.util.UUID;
import org.attune.exchange.bulk.ExportFile;

/**
 * The addresses of jobs and their files.
 *
 * @param base of the FHIR endpoint as the client knows it
 */
record ExportAddresses(String base) {

  static final String STATUS = "$export-poll-status";
  static final String FILE = "$export-file";
  private static final String JOB = "_jobId";
  private static final String NUMBER = "_file";

  static ExportAddresses of(ServletRequestDetails request) {
    return new ExportAddresses(request.getFhirServerBase());
  }

  String status(UUID job) {
    return base + "/" + STATUS + "?" + JOB + "=" + job;
  }

  String file(ExportFile file) {
    return base + "/" + FILE + "?" + JOB + "=" + file.job() + "&" + NUMBER + "=" + file.number();
  }

  /**
   * The job that a request is about.
   *
   * @throws ResourceNotFoundException if it names none
   */
  static UUID job(ServletRequestDetails request) {
    try {
      return UUID.fromString(single(request, JOB));
    } catch (IllegalArgumentException noId) {
      throw absent();
    }
  }

  /**
   * The number of the file that a request is about.
   *
   * @throws ResourceNotFoundException if it names none
   */
  static int number(ServletRequestDetails request) {
    try {
      return Integer.parseInt(single(request, NUMBER));
    } catch (NumberFormatException noNumber) {
      throw absent();
    }
  }

  private static String single(ServletRequestDetails request, String name) {
    Map<String, String[]> parameters = request.getParameters();
    String[] values = parameters.getOrDefault(name, new String[0]);
    return values.length == 1 ? values[0] : "";
  }

  static ForbiddenOperationException beyondScopes() {
    return new ForbiddenOperationException(
        "The token's scopes do not cover what this export holds; ask for fewer types, or with a"
            + " token of wider scopes");
  }

  static ResourceNotFoundException absent() {
    return new ResourceNotFoundException(
        "There is no such export: it was deleted, it has expired, or somebody else started it");
  }
}
