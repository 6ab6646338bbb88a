package org.attune.rest;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.RestfulServer;
import org.attune.kernel.PublicAddress;
import org.attune.limits.LimitsProperties;
import org.attune.rest.control.ControlHeaderFilter;
import org.attune.rest.limit.BodyLimitFilter;
import org.attune.rest.limit.SmallBodyFilter;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
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

  /** Runs after the security filters, so that nobody without a token has a body read. */
  @Bean
  FilterRegistrationBean<BodyLimitFilter> bodyLimit(FhirProperties properties) {
    FilterRegistrationBean<BodyLimitFilter> registration =
        new FilterRegistrationBean<>(new BodyLimitFilter(properties.maxBodySize().toBytes()));
    registration.addUrlPatterns("/fhir/*");
    registration.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER + 1);
    return registration;
  }

  /** Runs after the security filters: who has no token is told of that alone. */
  @Bean
  FilterRegistrationBean<ControlHeaderFilter> controlHeaders() {
    FilterRegistrationBean<ControlHeaderFilter> registration =
        new FilterRegistrationBean<>(new ControlHeaderFilter());
    registration.addUrlPatterns("/fhir/*");
    registration.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER + 1);
    return registration;
  }

  /** Runs after the security filters and after the audit's, which know the address as it came. */
  @Bean
  FilterRegistrationBean<CompartmentFilter> compartments(FhirContext context) {
    FilterRegistrationBean<CompartmentFilter> registration =
        new FilterRegistrationBean<>(new CompartmentFilter(context.getResourceTypes()));
    registration.addUrlPatterns("/fhir/*");
    registration.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER + 2);
    return registration;
  }

  /** Runs before the security filters, which read the forms of token requests. */
  @Bean
  FilterRegistrationBean<SmallBodyFilter> smallBodies(LimitsProperties properties) {
    FilterRegistrationBean<SmallBodyFilter> registration =
        new FilterRegistrationBean<>(
            new SmallBodyFilter(PublicAddress.FHIR, properties.bodySize().toBytes()));
    registration.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER - 1);
    return registration;
  }
}
