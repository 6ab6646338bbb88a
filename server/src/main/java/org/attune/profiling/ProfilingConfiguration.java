package org.attune.profiling;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.IInstanceValidatorModule;
import java.io.IOException;
import org.attune.store.Terminology;
import org.attune.store.WriteRule;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.io.support.ResourcePatternResolver;

/** Wires the module with the profiles of the packages on the class path. */
@Configuration(proxyBeanMethods = false)
class ProfilingConfiguration {

  @Bean
  Profiling profiling(
      FhirContext context,
      ResourcePatternResolver resources,
      DefaultProfileValidationSupport definitions,
      ObjectProvider<Terminology> terminology)
      throws IOException {
    return Profiling.of(
        new ProfileContent(context, resources), definitions, new LoadedReleases(terminology));
  }

  @Bean
  WriteRule profileMarking(Profiling profiling) {
    return new ProfileMarking(profiling.catalog());
  }

  @Bean
  WriteRule profileValidation(Profiling profiling) {
    return new ProfileValidation(profiling.catalog(), profiling.checks());
  }

  /** Takes the place of HAPI's own validator wherever one is asked for. */
  @Bean
  @Primary
  IInstanceValidatorModule decidedProfileValidator(
      @Qualifier("myInstanceValidator") IInstanceValidatorModule validator, Profiling profiling) {
    return new DecidedProfileValidator(validator, profiling);
  }
}
