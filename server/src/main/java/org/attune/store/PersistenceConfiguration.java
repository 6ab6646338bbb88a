package org.attune.store;

import ca.uhn.fhir.batch2.jobs.config.Batch2JobsConfig;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.config.ThreadPoolFactoryConfig;
import ca.uhn.fhir.jpa.batch2.JpaBatch2Config;
import ca.uhn.fhir.jpa.config.HapiJpaConfig;
import ca.uhn.fhir.jpa.config.r4.JpaR4Config;
import ca.uhn.fhir.jpa.config.util.HapiEntityManagerFactoryUtil;
import ca.uhn.fhir.jpa.model.dialect.HapiFhirPostgresDialect;
import ca.uhn.fhir.jpa.search.HapiHSearchAnalysisConfigurers;
import ca.uhn.fhir.jpa.subscription.channel.config.SubscriptionChannelConfig;
import ca.uhn.fhir.jpa.subscription.match.config.SubscriptionProcessorConfig;
import ca.uhn.fhir.jpa.subscription.submit.config.SubscriptionSubmitterConfig;
import jakarta.persistence.EntityManagerFactory;
import java.util.Properties;
import javax.sql.DataSource;
import org.attune.kernel.DataDirectory;
import org.hibernate.jpa.SpecHints;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;

/** HAPI's beans on PostgreSQL; Hibernate Search with Lucene serves terminology only. */
@Configuration(proxyBeanMethods = false)
@Import({
  JpaR4Config.class,
  HapiJpaConfig.class,
  ThreadPoolFactoryConfig.class,
  JpaBatch2Config.class,
  Batch2JobsConfig.class,
  SubscriptionSubmitterConfig.class,
  SubscriptionProcessorConfig.class,
  SubscriptionChannelConfig.class
})
class PersistenceConfiguration {

  @Bean
  @Primary
  LocalContainerEntityManagerFactoryBean entityManagerFactory(
      DataSource dataSource,
      DataDirectory dataDirectory,
      ConfigurableListableBeanFactory beans,
      FhirContext context,
      JpaStorageSettings settings,
      SearchProperties searches) {
    HapiSchemaMigration.migrate(dataSource);
    LocalContainerEntityManagerFactoryBean factory =
        HapiEntityManagerFactoryUtil.newEntityManagerFactory(beans, context, settings);
    factory.setPersistenceUnitName("attune");
    factory.setDataSource(dataSource);
    factory.setJpaProperties(hibernate(dataDirectory, searches));
    return factory;
  }

  @Bean
  @Primary
  JpaTransactionManager transactionManager(EntityManagerFactory entityManagerFactory) {
    return new JpaTransactionManager(entityManagerFactory);
  }

  private static Properties hibernate(DataDirectory dataDirectory, SearchProperties searches) {
    Properties properties = new Properties();
    if (searches.searchTimeout().toMillis() > 0) {
      // For queries alone: what is written goes by other statements.
      properties.setProperty(
          SpecHints.HINT_SPEC_QUERY_TIMEOUT, Long.toString(searches.searchTimeout().toMillis()));
    }
    properties.setProperty("hibernate.dialect", HapiFhirPostgresDialect.class.getName());
    properties.setProperty("hibernate.hbm2ddl.auto", "none");
    properties.setProperty("hibernate.format_sql", "false");
    properties.setProperty("hibernate.jdbc.batch_size", "50");
    properties.setProperty("hibernate.order_inserts", "true");
    properties.setProperty("hibernate.order_updates", "true");
    properties.setProperty("hibernate.cache.use_query_cache", "false");
    properties.setProperty("hibernate.cache.use_second_level_cache", "false");
    properties.setProperty("hibernate.search.enabled", "true");
    properties.setProperty("hibernate.search.backend.type", "lucene");
    properties.setProperty(
        "hibernate.search.backend.analysis.configurer",
        HapiHSearchAnalysisConfigurers.HapiLuceneAnalysisConfigurer.class.getName());
    properties.setProperty("hibernate.search.backend.directory.type", "local-filesystem");
    properties.setProperty(
        "hibernate.search.backend.directory.root",
        dataDirectory.path(TerminologyIndex.DIRECTORY).toString());
    properties.setProperty("hibernate.search.backend.lucene_version", "LATEST");
    return properties;
  }
}
