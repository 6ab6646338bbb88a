package org.attune.profiling;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import java.io.IOException;
import org.attune.profiling.rules.ProfileCatalog;
import org.attune.store.WriteRule;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.support.ResourcePatternResolver;

/** Wires the module with the profiles of the packages on the class path. */
@Configuration(proxyBeanMethods = false)
class ProfilingConfiguration {

  @Bean
  ProfileCatalog profileCatalog(
      FhirContext context,
      ResourcePatternResolver resources,
      DefaultProfileValidationSupport definitions)
      throws IOException {
    return new ProfileCatalog(
        new ProfileContent(context, resources).read(StructureDefinition.class),
        new FhirPathCompiler(context, definitions));
  }

  @Bean
  WriteRule profileMarking(ProfileCatalog profiles) {
    return new ProfileMarking(profiles);
  }
}
