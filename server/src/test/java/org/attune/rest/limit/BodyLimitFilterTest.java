package org.attune.rest.limit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class BodyLimitFilterTest {

  private static final FhirContext CONTEXT = FhirContext.forR4Cached();

  private final BodyLimitFilter filter = new BodyLimitFilter(100);
  private final MockHttpServletResponse response = new MockHttpServletResponse();
  private final List<String> passed = new ArrayList<>();
  private final FilterChain chain =
      (request, ignored) -> {
        HttpServletRequest http = (HttpServletRequest) request;
        assertThat(http.getHeader("Content-Encoding")).isNull();
        assertThat(Collections.list(http.getHeaderNames())).doesNotContain("Content-Encoding");
        passed.add(new String(http.getInputStream().readAllBytes(), UTF_8));
      };

  @ParameterizedTest
  @CsvSource({
    "0, false, false, 200",
    "100, false, false, 200",
    "101, false, false, 413",
    "100, true, false, 200",
    "101, true, false, 413",
    "100, false, true, 200",
    "101, false, true, 413",
    "100000, true, true, 413",
  })
  void holdsTheLimitForEveryWayToSend(int size, boolean chunked, boolean gzip, int status)
      throws Exception {
    byte[] body = "x".repeat(size).getBytes(UTF_8);

    filter.doFilter(request(gzip ? gzip(body) : body, chunked, gzip), response, chain);

    assertThat(response.getStatus()).isEqualTo(status);
    if (status == 200) {
      assertThat(passed).containsExactly("x".repeat(size));
    } else {
      assertThat(passed).isEmpty();
      assertThat(response.getContentAsString()).contains("100 bytes", "body-too-large");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "application/fhir+json, json",
    "application/fhir+xml, xml",
    "application/xml;q=0.9, xml",
    "*/*, json",
    ", json",
  })
  void answersInTheFormatThatIsAccepted(@Nullable String accept, String format) throws Exception {
    MockHttpServletRequest request = request(new byte[101], false, false);
    if (accept != null) {
      request.addHeader("Accept", accept);
    }

    filter.doFilter(request, response, chain);

    assertThat(response.getContentType()).startsWith("application/fhir+" + format);
    var parser = "xml".equals(format) ? CONTEXT.newXmlParser() : CONTEXT.newJsonParser();
    OperationOutcome outcome =
        parser.parseResource(OperationOutcome.class, response.getContentAsString());
    assertThat(outcome.getIssueFirstRep().getCode().toCode()).isEqualTo("too-long");
  }

  @Test
  void refusesADeclaredLengthWithoutReading() throws Exception {
    MockHttpServletRequest request =
        new MockHttpServletRequest() {
          @Override
          public long getContentLengthLong() {
            return 40_000_000;
          }

          @Override
          public ServletInputStream getInputStream() {
            throw new AssertionError("read");
          }
        };

    new BodyLimitFilter().doFilter(request, response, chain);

    assertThat(response.getStatus()).isEqualTo(413);
    assertThat(response.getContentAsString()).contains("32 MB (33554432 bytes)");
  }

  @Test
  void refusesAnEncodingThatItCannotUndo() throws Exception {
    MockHttpServletRequest request = request(new byte[1], false, false);
    request.addHeader("Content-Encoding", "br");

    filter.doFilter(request, response, chain);

    assertThat(response.getStatus()).isEqualTo(415);
    assertThat(passed).isEmpty();
  }

  @Test
  void blamesTheClientForBrokenGzip() {
    assertThatThrownBy(
            () ->
                filter.doFilter(request("not gzip".getBytes(UTF_8), false, true), response, chain))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("gzip");
  }

  private static MockHttpServletRequest request(byte[] body, boolean chunked, boolean gzip) {
    MockHttpServletRequest request =
        new MockHttpServletRequest() {
          @Override
          public long getContentLengthLong() {
            return chunked ? -1 : body.length;
          }
        };
    request.setContent(body);
    if (gzip) {
      request.addHeader("Content-Encoding", "gzip");
    }
    return request;
  }

  private static byte[] gzip(byte[] body) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(body);
    }
    return out.toByteArray();
  }
}
