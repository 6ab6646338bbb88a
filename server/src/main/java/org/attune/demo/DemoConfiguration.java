package org.attune.demo;

import java.time.Clock;
import javax.sql.DataSource;
import org.attune.store.ContentStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The loading of the sample practice. */
@Configuration(proxyBeanMethods = false)
class DemoConfiguration {

  @Bean
  SampleLoading sampleLoading(
      ContentStore store, DataSource dataSource, DemoProperties properties) {
    return new SampleLoading(store, dataSource, Clock.systemUTC(), properties.demo());
  }
}
