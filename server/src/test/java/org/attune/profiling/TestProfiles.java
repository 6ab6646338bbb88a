package org.attune.profiling;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.attune.profiling.rules.Expression;
import org.attune.profiling.rules.ProfileCatalog;
import org.attune.profiling.rules.check.ElementShape;
import org.attune.profiling.rules.check.Finding;
import org.attune.profiling.rules.shape.ReleasedCodes;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The published profiles and their examples, read once for the tests of this module. */
public final class TestProfiles {

  /** What the canonical URL of each profile begins with. */
  public static final String CANONICAL = "https://attune.org/fhir/StructureDefinition/";

  public static final FhirContext CONTEXT = FhirContext.forR4Cached();

  private static final DefaultProfileValidationSupport DEFINITIONS =
      new DefaultProfileValidationSupport(CONTEXT);

  static final Profiling PROFILING = profiling();

  public static final ProfileCatalog CATALOG = PROFILING.catalog();

  /** What FHIR itself says of elements. */
  public static final ElementShape.Catalog SHAPES = new FhirShapes();

  /** Compiles what needs no value sets. */
  public static final Expression.Compiler PATHS = new FhirPathCompiler(CONTEXT, DEFINITIONS);

  private TestProfiles() {}

  private static Profiling profiling() {
    try {
      return Profiling.of(
          new ProfileContent(CONTEXT, new PathMatchingResourcePatternResolver()),
          DEFINITIONS,
          ReleasedCodes.NONE);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** What is wrong in a resource by the profile that is decided for it. */
  static List<Finding> findings(Resource resource) {
    return PROFILING.checks().findings(resource, CATALOG.decide(resource).orElseThrow(), Map.of());
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
