package org.attune.terminology;

import java.time.Clock;
import java.time.ZoneId;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the operations need beside the store. */
@Configuration(proxyBeanMethods = false)
class TerminologyConfiguration {

  /** Tells today, in the time zone of the server. */
  @Bean
  @ConditionalOnMissingBean
  Clock clock() {
    return Clock.system(ZoneId.systemDefault());
  }
}
