package org.attune.audit.capture.request;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.IntConsumer;
import org.attune.audit.row.AuditUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A response whose body opens only after the row is kept. If it cannot be, what the application has
 * to say is dropped and a refusal goes out in its place.
 */
final class RecordedResponse extends HttpServletResponseWrapper {

  private static final Logger LOG = LoggerFactory.getLogger(RecordedResponse.class);

  private final HttpServletResponse response;
  private final IntConsumer row;
  private boolean refused;

  RecordedResponse(HttpServletResponse response, IntConsumer row) {
    super(response);
    this.response = response;
    this.row = row;
  }

  /** Keeps the row, or refuses; called again when the status has changed after all. */
  void conclude(int status) throws IOException {
    if (refused) {
      return;
    }
    try {
      row.accept(status);
    } catch (AuditUnavailableException failure) {
      Throwable cause = failure.getCause();
      LOG.error(
          "A request is refused, for its audit row cannot be kept: {}",
          cause == null ? "" : cause.getClass().getName());
      refused = true;
      write(
          503,
          "audit-unavailable",
          "transient",
          "The server cannot keep its audit record at the moment and so answers nothing");
    }
  }

  /** Answers with a refusal of its own; it has a row as well. */
  void refuse(int status, String code, String issue, String text) throws IOException {
    conclude(status);
    if (!refused) {
      refused = true;
      write(status, code, issue, text);
    }
  }

  private void write(int status, String code, String issue, String text) throws IOException {
    if (response.isCommitted()) {
      throw new IOException("The answer was cut off, for its audit row cannot be kept");
    }
    response.reset();
    response.setStatus(status);
    if (status == 503) {
      response.setHeader("Retry-After", "5");
    }
    response.setContentType("application/fhir+json;charset=UTF-8");
    byte[] body =
        """
        {"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"%s",\
        "details":{"coding":[{"system":"https://attune.org/fhir/CodeSystem/error",\
        "code":"%s"}],"text":"%s"},"diagnostics":"%s"}]}
        """
            .formatted(issue, code, text, text)
            .getBytes(StandardCharsets.UTF_8);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
    response.flushBuffer();
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    conclude(getStatus());
    return refused ? new Nowhere() : super.getOutputStream();
  }

  @Override
  public PrintWriter getWriter() throws IOException {
    conclude(getStatus());
    return refused
        ? new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)
        : super.getWriter();
  }

  @Override
  public void flushBuffer() throws IOException {
    conclude(getStatus());
    if (!refused) {
      super.flushBuffer();
    }
  }

  @Override
  public void sendError(int status) throws IOException {
    conclude(status);
    if (!refused) {
      super.sendError(status);
    }
  }

  @Override
  public void sendError(int status, String message) throws IOException {
    conclude(status);
    if (!refused) {
      super.sendError(status, message);
    }
  }

  @Override
  public void sendRedirect(String location) throws IOException {
    conclude(SC_FOUND);
    if (!refused) {
      super.sendRedirect(location);
    }
  }

  @Override
  public void reset() {
    if (!refused) {
      super.reset();
    }
  }

  @Override
  public void resetBuffer() {
    if (!refused) {
      super.resetBuffer();
    }
  }

  /** Takes what may no longer be said. */
  private static final class Nowhere extends ServletOutputStream {

    @Override
    public void write(int octet) {
      // Dropped: the refusal has been sent.
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new IllegalStateException("The answer has been sent");
    }
  }
}
