package org.attune.profiling;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.attune.profiling.rules.ProfileCatalog;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The published profiles and their examples, read once for the tests of this module. */
public final class TestProfiles {

  /** What the canonical URL of each profile begins with. */
  public static final String CANONICAL = "https://attune.org/fhir/StructureDefinition/";

  public static final FhirContext CONTEXT = FhirContext.forR4Cached();

  public static final FhirPathCompiler PATHS =
      new FhirPathCompiler(CONTEXT, new DefaultProfileValidationSupport(CONTEXT));

  public static final ProfileCatalog CATALOG = new ProfileCatalog(definitions(), PATHS);

  private TestProfiles() {}

  public static List<StructureDefinition> definitions() {
    try {
      return new ProfileContent(CONTEXT, new PathMatchingResourcePatternResolver())
          .read(StructureDefinition.class);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Ids of all profiles of resources. */
  public static List<String> ids() {
    return CATALOG.urls().stream().map(url -> url.substring(CANONICAL.length())).sorted().toList();
  }

  /** The example of a profile, as JSON. */
  public static String json(String id) {
    try {
      return new ClassPathResource("examples/profiles/" + id + ".json")
          .getContentAsString(StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The example of a profile. */
  public static Resource example(String id) {
    return (Resource) CONTEXT.newJsonParser().parseResource(json(id));
  }

  /** The example of a profile without its id, its claims and where it refers to. */
  public static Resource alone(String id) {
    Resource resource = example(id);
    resource.setMeta(null).setId((String) null);
    CONTEXT
        .newTerser()
        .getAllPopulatedChildElementsOfType(resource, Reference.class)
        .forEach(reference -> reference.setReference(null));
    return resource;
  }
}
