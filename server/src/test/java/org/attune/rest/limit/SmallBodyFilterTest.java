package org.attune.rest.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class SmallBodyFilterTest {

  private final MockFilterChain chain = new MockFilterChain();
  private final MockHttpServletResponse response = new MockHttpServletResponse();

  private void send(String path, int length, boolean chunked) throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest("POST", path);
    if (chunked) {
      request.addHeader("Transfer-Encoding", "chunked");
    } else {
      request.setContent(new byte[length]);
    }
    new SmallBodyFilter("/fhir", 1024).doFilter(request, response, chain);
  }

  @ParameterizedTest
  @CsvSource({"/login, 0", "/oauth2/token, 1024", "/fhir, 2000", "/fhir/Patient, 2000"})
  void whatIsSmallAndWhatIsFhirPasses(String path, int length) throws Exception {
    send(path, length, false);

    assertThat(chain.getRequest()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({"/login, 1025", "/oauth2/token, 9999", "/fhirish, 1025"})
  void whatIsLargerIsRefusedWithTheLimit(String path, int length) throws Exception {
    send(path, length, false);

    assertThat(response.getStatus()).isEqualTo(413);
    assertThat(response.getContentAsString()).contains("invalid_request", "1 KB");
    assertThat(chain.getRequest()).isNull();
  }

  @Test
  void aBodyOfUnknownLengthIsRefused() throws Exception {
    send("/oauth2/token", 0, true);

    assertThat(response.getStatus()).isEqualTo(411);
    assertThat(chain.getRequest()).isNull();
  }

  @Test
  void fhirBodiesOfUnknownLengthAreLeftToTheirOwnLimit() throws Exception {
    send("/fhir/Patient", 0, true);

    assertThat(chain.getRequest()).isNotNull();
  }
}
