package org.attune.smart;

import org.attune.kernel.PublicAddress;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** The server's address, for all who write it down. */
@Configuration(proxyBeanMethods = false)
class SmartConfiguration {

  @Bean
  PublicAddress publicAddress(PublicAddressProperties properties) {
    return properties.address();
  }

  /** Before the session, whose cookie it concerns. */
  @Bean
  FilterRegistrationBean<HttpsAddressFilter> httpsAddressFilter(PublicAddress address) {
    FilterRegistrationBean<HttpsAddressFilter> registration =
        new FilterRegistrationBean<>(new HttpsAddressFilter());
    registration.setEnabled(
        address.configured().filter(root -> root.startsWith("https:")).isPresent());
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return registration;
  }
}
