package org.attune.rest;

import ca.uhn.fhir.rest.server.RestfulServer;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the FHIR servlet under {@code /fhir}. */
@Configuration(proxyBeanMethods = false)
class EndpointConfiguration {

  @Bean
  ServletRegistrationBean<RestfulServer> fhirServlet(FhirEndpoint endpoint) {
    ServletRegistrationBean<RestfulServer> registration =
        new ServletRegistrationBean<>(endpoint, "/fhir/*");
    registration.setName("fhir");
    registration.setLoadOnStartup(1);
    return registration;
  }
}
