package org.attune.demo;

import java.time.Clock;
import javax.sql.DataSource;
import org.attune.accounts.DemoAccounts;
import org.attune.store.ContentStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The loading of the sample practice, and the accounts of its people. */
@Configuration(proxyBeanMethods = false)
class DemoConfiguration {

  @Bean
  SampleLoading sampleLoading(
      ContentStore store, DataSource dataSource, DemoPeople people, DemoProperties properties) {
    return new SampleLoading(store, dataSource, Clock.systemUTC(), people, properties.demo());
  }

  @Bean
  DemoPeople demoPeople(DemoAccounts accounts, DemoPasswordProperties properties) {
    return new DemoPeople(accounts, properties.password(), System.out);
  }
}
