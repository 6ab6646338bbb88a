package org.attune.rest.capability;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.ResponseDetails;
import ca.uhn.fhir.rest.server.RestfulServerUtils;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import org.attune.rest.capability.StatementTexts.Form;
import org.attune.rest.capability.StatementTexts.Text;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.jspecify.annotations.Nullable;

/** Sends the statement from memory, or 304 to a client that has it already. */
@Interceptor
final class MetadataHook {

  private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9:/._~%\\[\\]-]+");
  private static final Set<String> PLAIN = Set.of("_format", "_pretty");
  private static final String BASE = "/fhir";
  private static final int LAST = 1_000;

  private final CapabilityStatements statements;
  private final StatementProvider provider;

  MetadataHook(CapabilityStatements statements, StatementProvider provider) {
    this.statements = statements;
    this.provider = provider;
  }

  /** Answers false when the response is complete. */
  @Hook(value = Pointcut.SERVER_OUTGOING_RESPONSE, order = LAST)
  public boolean send(
      RequestDetails details,
      ResponseDetails response,
      HttpServletRequest request,
      HttpServletResponse answer)
      throws IOException {
    if (details.getRestOperationType() != RestOperationTypeEnum.METADATA) {
      return true;
    }
    StatementTexts texts = statements.current(provider, request, details);
    EncodingEnum encoding =
        RestfulServerUtils.determineResponseEncodingWithDefault(details).getEncoding();
    boolean shaped = !PLAIN.containsAll(details.getParameters().keySet());
    if (shaped || (encoding != EncodingEnum.JSON && encoding != EncodingEnum.XML)) {
      response.setResponseResource(resource(texts, root(details)));
      return true;
    }
    boolean pretty = RestfulServerUtils.prettyPrintResponse(details.getServer(), details);
    send(texts.text(new Form(root(details), encoding, pretty)), encoding, request, answer);
    return false;
  }

  private static void send(
      Text text, EncodingEnum encoding, HttpServletRequest request, HttpServletResponse answer)
      throws IOException {
    answer.setHeader("ETag", text.etag());
    answer.setHeader("Cache-Control", "no-cache");
    answer.addHeader("Vary", "Accept, Accept-Encoding");
    if (matches(request.getHeader("If-None-Match"), text.etag())) {
      answer.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    String accepted = request.getHeader("Accept-Encoding");
    boolean zipped = accepted != null && accepted.contains("gzip");
    if (zipped) {
      answer.setHeader("Content-Encoding", "gzip");
    }
    answer.setContentType(encoding.getResourceContentTypeNonLegacy() + ";charset=UTF-8");
    answer.setContentLength(text.length(zipped));
    text.writeTo(answer.getOutputStream(), zipped);
  }

  private static boolean matches(@Nullable String header, String etag) {
    return header != null
        && Arrays.stream(header.split(","))
            .map(String::strip)
            .anyMatch(known -> known.equals("*") || known.equals(etag));
  }

  /** For a summary or a choice of elements, which HAPI encodes. */
  private CapabilityStatement resource(StatementTexts texts, String root) {
    String json = texts.text(new Form(root, EncodingEnum.JSON, false)).toString();
    return provider.context().newJsonParser().parseResource(CapabilityStatement.class, json);
  }

  private static String root(RequestDetails details) {
    String base = details.getFhirServerBase();
    if (!ADDRESS.matcher(base).matches()) {
      throw new InvalidRequestException("The Host header holds characters that no address has");
    }
    return base.endsWith(BASE) ? base.substring(0, base.length() - BASE.length()) : base;
  }
}
