package org.attune;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

class PortCheckTest {

  @Test
  void aTakenPortIsRefusedWithWhatToDo() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> PortCheck.check(environment("" + taken.getLocalPort())))
          .isInstanceOf(PortUnavailableException.class)
          .hasMessageContaining("Port " + taken.getLocalPort() + " on 127.0.0.1")
          .hasMessageContaining("another process")
          .hasMessageContaining("--server.port");
    }
  }

  @Test
  void aFreePortIsGivenBack() throws IOException {
    int port;
    try (ServerSocket freed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = freed.getLocalPort();
    }
    PortCheck.check(environment("" + port));

    assertThatCode(() -> new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close())
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "none", "70000", "99999999999"})
  void whatIsNoPortIsLeftToTheConfiguration(String port) {
    assertThatCode(() -> PortCheck.check(environment(port))).doesNotThrowAnyException();
  }

  private static MockEnvironment environment(String port) {
    return new MockEnvironment()
        .withProperty("server.port", port)
        .withProperty("server.address", "127.0.0.1");
  }
}
