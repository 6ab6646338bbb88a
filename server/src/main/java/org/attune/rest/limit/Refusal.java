package org.attune.rest.limit;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * An OperationOutcome written by hand: the filter stands before HAPI, and no text in it comes from
 * the client.
 *
 * @param status of HTTP
 * @param issue code of the issue
 * @param code stable code of the error
 * @param text what is wrong and what to do
 */
public record Refusal(int status, String issue, String code, String text) {

  private static final String SYSTEM = "https://attune.org/fhir/CodeSystem/error";
  private static final long KILOBYTE = 1024;
  private static final long MEGABYTE = KILOBYTE * KILOBYTE;

  static Refusal tooLarge(long limit) {
    return new Refusal(413, "too-long", "body-too-large", tooLargeText(limit));
  }

  static String tooLargeText(long limit) {
    return "The body is larger than the %s that this server takes; send it in parts"
        .formatted(size(limit));
  }

  /** The limit as its operator wrote it, and to the byte. */
  private static String size(long bytes) {
    String exact = bytes + " bytes";
    if (bytes % MEGABYTE == 0) {
      return bytes / MEGABYTE + " MB (" + exact + ")";
    }
    return bytes % KILOBYTE == 0 ? bytes / KILOBYTE + " KB (" + exact + ")" : exact;
  }

  static Refusal unknownEncoding() {
    return new Refusal(
        415,
        "not-supported",
        "unsupported-media-type",
        "Send the body as it is or with Content-Encoding gzip");
  }

  /** Of a request that would steer the server in a way that is not offered. */
  public static Refusal unwantedControl(String text) {
    return new Refusal(400, "not-supported", "unwanted-control", text);
  }

  /** Writes it as XML when the client accepts XML and no JSON, else as JSON. */
  public void write(HttpServletRequest request, HttpServletResponse response) throws IOException {
    boolean xml = wantsXml(request);
    byte[] body = (xml ? xml() : json()).getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.setHeader("Connection", "close");
    response.setContentType(xml ? "application/fhir+xml" : "application/fhir+json");
    response.setCharacterEncoding("UTF-8");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
    response.flushBuffer();
  }

  private static boolean wantsXml(HttpServletRequest request) {
    String header = request.getHeader("Accept");
    String accept = header == null ? "" : header.toLowerCase(Locale.ROOT);
    return accept.contains("xml") && !accept.contains("json");
  }

  private String json() {
    return """
        {"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"%s",\
        "details":{"coding":[{"system":"%s","code":"%s"}],"text":"%s"},"diagnostics":"%s"}]}
        """
        .formatted(issue, SYSTEM, code, text, text);
  }

  private String xml() {
    return """
        <OperationOutcome xmlns="http://hl7.org/fhir"><issue><severity value="error"/>\
        <code value="%s"/><details><coding><system value="%s"/><code value="%s"/></coding>\
        <text value="%s"/></details><diagnostics value="%s"/></issue></OperationOutcome>
        """
        .formatted(issue, SYSTEM, code, text, text);
  }
}
