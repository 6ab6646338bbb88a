package org.attune.smart.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import org.attune.smart.PublicAddressProperties;
import org.attune.smart.SmartProperties;
import org.attune.smart.address.rules.AddressPolicy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.web.ServerProperties;

class AddressConfigurationTest {

  private static final String APP = "http://127.0.0.1:8081/launch.html";

  @Test
  @DisplayName("a server that only its own machine reaches lets apps on it be named")
  void ownMachine() throws Exception {
    assertThat(policy("127.0.0.1", null, false).refusal(APP)).isEmpty();
    assertThat(policy("::1", null, false).refusal("http://localhost:8081/jwks")).isEmpty();
  }

  @Test
  @DisplayName("a server that others reach, by itself or by a proxy, does not")
  void others() throws Exception {
    assertThat(policy("0.0.0.0", null, false).refusal(APP)).isPresent();
    assertThat(policy(null, null, false).refusal(APP)).isPresent();
    assertThat(policy("127.0.0.1", "https://ehr.example.org", false).refusal(APP)).isPresent();
  }

  @Test
  @DisplayName("the demonstration always does, and no other host is named by either")
  void demonstration() throws Exception {
    assertThat(policy("0.0.0.0", "https://ehr.example.org", true).refusal(APP)).isEmpty();
    assertThat(policy("127.0.0.1", null, true).refusal("https://10.1.2.3/jwks")).isPresent();
    assertThat(policy("127.0.0.1", null, false).refusal("https://169.254.169.254/")).isPresent();
  }

  private static AddressPolicy policy(
      @Nullable String listening, @Nullable String publicAddress, boolean demonstration)
      throws Exception {
    ServerProperties server = new ServerProperties();
    if (listening != null) {
      server.setAddress(InetAddress.getByName(listening));
    }
    return new AddressConfiguration()
        .addressPolicy(
            new SmartProperties(null, List.of()),
            server,
            new PublicAddressProperties(publicAddress == null ? null : URI.create(publicAddress)),
            demonstration);
  }
}
