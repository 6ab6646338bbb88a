package org.attune.examples;

import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;

/** The example of each profile: {@code examples/profiles/} and the profile's id. */
final class ProfileExample {

  private static final String FOLDER = "examples/profiles/";

  private ProfileExample() {}

  static List<StructureDefinition> profiles() {
    return ProfileContent.profiles();
  }

  static String json(StructureDefinition profile) {
    return ProfileContent.text(file(profile));
  }

  static Resource file(StructureDefinition profile) {
    return new ClassPathResource(FOLDER + profile.getIdPart() + ".json");
  }

  static IBaseResource resource(StructureDefinition profile) {
    return ProfileContent.parser().parseResource(json(profile));
  }

  /** Messages of at least a severity, each with its place. */
  static List<String> messages(
      FhirValidator validator, IBaseResource resource, ResultSeverityEnum least) {
    return validator.validateWithResult(resource).getMessages().stream()
        .filter(message -> message.getSeverity().compareTo(least) >= 0)
        .map(message -> message.getLocationString() + ": " + message.getMessage())
        .toList();
  }
}
