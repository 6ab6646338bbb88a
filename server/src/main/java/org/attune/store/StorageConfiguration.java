package org.attune.store;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.binary.api.IBinaryStorageSvc;
import ca.uhn.fhir.jpa.binstore.DatabaseBinaryContentStorageSvcImpl;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.model.config.SubscriptionSettings;
import ca.uhn.fhir.jpa.searchparam.MatchUrlService;
import ca.uhn.fhir.jpa.subscription.match.deliver.email.IEmailSender;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How HAPI stores: server-assigned UUIDs, referential integrity, results without a saved search.
 */
@Configuration(proxyBeanMethods = false)
class StorageConfiguration {

  @Bean
  JpaStorageSettings storageSettings() {
    JpaStorageSettings settings = new JpaStorageSettings();
    settings.setResourceServerIdStrategy(JpaStorageSettings.IdStrategyEnum.UUID);
    settings.setResourceClientIdStrategy(JpaStorageSettings.ClientIdStrategyEnum.ANY);
    settings.setHibernateSearchIndexFullText(false);
    settings.setHibernateSearchIndexSearchParams(false);
    settings.setStoreResourceInHSearchIndex(false);
    settings.setReuseCachedSearchResultsForMillis(null);
    settings.setAllowExternalReferences(false);
    settings.setAutoCreatePlaceholderReferenceTargets(false);
    settings.setEnforceReferentialIntegrityOnWrite(true);
    settings.setEnforceReferentialIntegrityOnDelete(true);
    settings.setAllowMultipleDelete(false);
    settings.setExpungeEnabled(false);
    settings.setIndexMissingFields(JpaStorageSettings.IndexEnabledEnum.ENABLED);
    settings.setAllowInlineMatchUrlReferences(true);
    settings.setFilterParameterEnabled(true);
    settings.setAllowContainsSearches(true);
    settings.setIndexIdentifierOfType(true);
    settings.setIndexOnContainedResources(true);
    return settings;
  }

  @Bean
  PartitionSettings partitionSettings() {
    return new PartitionSettings();
  }

  @Bean
  SubscriptionSettings subscriptionSettings() {
    return new SubscriptionSettings();
  }

  @Bean
  IBinaryStorageSvc binaryStorage() {
    return new DatabaseBinaryContentStorageSvcImpl();
  }

  @Bean
  IEmailSender emailSender() {
    return details -> {
      throw new IllegalStateException("Subscriptions by e-mail are not offered");
    };
  }

  @Bean
  WriteRuleHooks writeRuleHooks(List<WriteRule> rules, IInterceptorService interceptors) {
    WriteRuleHooks hooks = new WriteRuleHooks(rules);
    interceptors.registerInterceptor(hooks);
    return hooks;
  }

  @Bean
  ReadRuleHooks readRuleHooks(
      List<ReadRule> rules,
      MatchUrlService matchUrls,
      FhirContext context,
      IInterceptorService interceptors) {
    ReadRuleHooks hooks = new ReadRuleHooks(rules, matchUrls, context);
    interceptors.registerInterceptor(hooks);
    return hooks;
  }

  @Bean
  Visibility visibility(DaoRegistry daos, List<ReadRule> rules) {
    return new JpaVisibility(daos, rules);
  }

  @Bean
  HiddenTargetGuard hiddenTargetGuard(Visibility visibility, IInterceptorService interceptors) {
    HiddenTargetGuard guard = new HiddenTargetGuard(visibility);
    interceptors.registerInterceptor(guard);
    return guard;
  }

  @Bean
  HiddenReferenceHooks hiddenReferenceHooks(
      Visibility visibility, FhirContext context, IInterceptorService interceptors) {
    HiddenReferenceHooks hooks = new HiddenReferenceHooks(visibility, context);
    interceptors.registerInterceptor(hooks);
    return hooks;
  }

  @Bean
  HiddenReferrerHooks hiddenReferrerHooks(
      Visibility visibility, JdbcTemplate jdbc, IInterceptorService interceptors) {
    HiddenReferrerHooks hooks = new HiddenReferrerHooks(visibility, jdbc);
    interceptors.registerInterceptor(hooks);
    return hooks;
  }

  @Bean
  CompartmentHooks compartmentHooks(FhirContext context, IInterceptorService interceptors) {
    CompartmentHooks hooks = new CompartmentHooks(context);
    interceptors.registerInterceptor(hooks);
    return hooks;
  }

  @Bean
  ConflictRetryHooks conflictRetryHooks(IInterceptorService interceptors) {
    ConflictRetryHooks hooks = new ConflictRetryHooks();
    interceptors.registerInterceptor(hooks);
    return hooks;
  }

  @Bean
  ConditionalWriteHooks conditionalWriteHooks(
      JdbcTemplate jdbc,
      MatchUrlService matchUrls,
      DaoRegistry daos,
      FhirContext context,
      IInterceptorService interceptors) {
    ConditionalWriteHooks hooks = new ConditionalWriteHooks(jdbc, matchUrls, daos, context);
    interceptors.registerInterceptor(hooks);
    return hooks;
  }

  @Bean
  ClientAssignedIdHooks clientAssignedIdHooks(IInterceptorService interceptors) {
    ClientAssignedIdHooks hooks = new ClientAssignedIdHooks();
    interceptors.registerInterceptor(hooks);
    return hooks;
  }

  @Bean
  RequestGuardHooks requestGuardHooks(List<RequestGuard> guards) {
    return new RequestGuardHooks(guards);
  }

  @Bean
  ResponseObserverHooks responseObserverHooks(ObjectProvider<ResponseObserver> observers) {
    return new ResponseObserverHooks(observers.orderedStream().toList());
  }

  @Bean
  ShownResourceHooks shownResourceHooks(
      ObjectProvider<ResponseObserver> observers, IInterceptorService interceptors) {
    ShownResourceHooks hooks = new ShownResourceHooks(observers.orderedStream().toList());
    interceptors.registerInterceptor(hooks);
    return hooks;
  }
}
