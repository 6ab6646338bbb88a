package org.attune.smart.address;

import java.util.ArrayList;
import java.util.List;
import org.attune.smart.SmartProperties;
import org.attune.smart.address.rules.AddressPolicy;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The policy as it is configured. */
@Configuration(proxyBeanMethods = false)
class AddressConfiguration {

  private static final List<String> THIS_MACHINE = List.of("localhost", "127.0.0.0/8", "::1");

  /** In the demonstration, apps on this machine are what one tries first. */
  @Bean
  AddressPolicy addressPolicy(
      SmartProperties properties, @Value("${attune.demo:false}") boolean demonstration) {
    List<String> allowed = new ArrayList<>(properties.allowedHosts());
    if (demonstration) {
      allowed.addAll(THIS_MACHINE);
    }
    return new AddressPolicy(allowed);
  }
}
