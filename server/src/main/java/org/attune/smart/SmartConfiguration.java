package org.attune.smart;

import org.attune.kernel.PublicAddress;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The server's address, for all who write it down. */
@Configuration(proxyBeanMethods = false)
class SmartConfiguration {

  @Bean
  PublicAddress publicAddress(PublicAddressProperties properties) {
    return properties.address();
  }
}
