package org.attune.profiling;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;

/** Reads what the packages on the class path define, the same that the store installs. */
final class ProfileContent {

  private final FhirContext context;
  private final ResourcePatternResolver resources;

  ProfileContent(FhirContext context, ResourcePatternResolver resources) {
    this.context = context;
    this.resources = resources;
  }

  /**
   * All definitions of a type.
   *
   * @throws IllegalStateException if there are none
   */
  <T extends IBaseResource> List<T> read(Class<T> type) throws IOException {
    IParser parser = context.newJsonParser().setParserErrorHandler(new StrictErrorHandler());
    String pattern = "classpath*:fhir/attune.*/" + type.getSimpleName() + "-*.json";
    List<T> found = new ArrayList<>();
    for (Resource file : resources.getResources(pattern)) {
      try (InputStream content = file.getInputStream()) {
        found.add(parser.parseResource(type, content));
      }
    }
    if (found.isEmpty()) {
      // Without profiles everything would pass, and nobody would notice.
      throw new IllegalStateException("Nothing at " + pattern);
    }
    return found;
  }
}
