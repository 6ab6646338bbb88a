package org.attune.smart.discovery;

import java.util.Map;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the discovery documents and the style sheet under their addresses. */
@Configuration(proxyBeanMethods = false)
public class Discovery {

  @Bean
  ServletRegistrationBean<DiscoveryServlet> discoveryDocuments(DiscoveryServlet servlet) {
    return new ServletRegistrationBean<>(servlet, DiscoveryServlet.SMART, DiscoveryServlet.OPEN_ID);
  }

  @Bean
  ServletRegistrationBean<SmartStyles> smartStyleSheets(SmartStyles servlet) {
    return new ServletRegistrationBean<>(servlet, SmartStyles.PATH + "*");
  }

  /**
   * The metadata of RFC 8414, which has the members of OpenID Connect's.
   *
   * @param root address of the server without a path
   */
  public static Map<String, Object> metadata(String root) {
    return Documents.openId(root);
  }
}
