package org.attune.smart;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class HttpsAddressFilterTest {

  @Test
  void everyRequestCountsAsSecure() throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest();
    MockFilterChain chain = new MockFilterChain();

    new HttpsAddressFilter().doFilter(request, new MockHttpServletResponse(), chain);

    assertThat(request.isSecure()).isFalse();
    assertThat(java.util.Objects.requireNonNull(chain.getRequest()).isSecure()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"https://ehr.example.org, true", "http://127.0.0.1:8080, false", ", false"})
  void itIsThereWhereThePublicAddressIsByHttps(URI address, boolean there) {
    assertThat(
            new SmartConfiguration()
                .httpsAddressFilter(new PublicAddressProperties(address).address())
                .isEnabled())
        .isEqualTo(there);
  }
}
