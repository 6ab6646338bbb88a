package org.attune.store.page;

import ca.uhn.fhir.interceptor.api.IInterceptorService;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the pages together. */
@Configuration(proxyBeanMethods = false)
class PagingConfiguration {

  @Bean
  PagingHooks pagingHooks(IInterceptorService interceptors) {
    PagingHooks hooks = new PagingHooks();
    interceptors.registerInterceptor(hooks);
    return hooks;
  }

  /** After the security filters, before what reads the path of a search. */
  @Bean
  FilterRegistrationBean<PageFilter> pages(PageSeal seal) {
    FilterRegistrationBean<PageFilter> registration =
        new FilterRegistrationBean<>(new PageFilter(seal));
    registration.addUrlPatterns("/fhir", "/fhir/*");
    registration.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER + 1);
    return registration;
  }
}
