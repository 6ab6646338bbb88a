package org.attune.smart.address;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.attune.smart.PublicAddressProperties;
import org.attune.smart.SmartProperties;
import org.attune.smart.address.rules.AddressPolicy;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The policy as it is configured. */
@Configuration(proxyBeanMethods = false)
class AddressConfiguration {

  private static final List<String> THIS_MACHINE = List.of("localhost", "127.0.0.0/8", "::1");

  @Bean
  AddressPolicy addressPolicy(
      SmartProperties properties,
      ServerProperties server,
      PublicAddressProperties publicAddress,
      @Value("${attune.demo:false}") boolean demonstration) {
    List<String> allowed = new ArrayList<>(properties.allowedHosts());
    if (demonstration || isForThisMachine(server.getAddress(), publicAddress)) {
      allowed.addAll(THIS_MACHINE);
    }
    return new AddressPolicy(allowed);
  }

  /**
   * Apps beside the server are what one tries first. Who reaches a server that only this machine
   * reaches also reaches whatever else is on it; with a public address there is a proxy before it.
   */
  static boolean isForThisMachine(
      @Nullable InetAddress listening, PublicAddressProperties publicAddress) {
    return listening != null && listening.isLoopbackAddress() && publicAddress.baseUrl() == null;
  }
}
