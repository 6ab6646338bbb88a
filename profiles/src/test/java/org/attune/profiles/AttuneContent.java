package org.attune.profiles;

import static java.nio.charset.StandardCharsets.UTF_8;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.MetadataResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The content packages as found on the class path, and a validator that knows them. */
final class AttuneContent {

  private final FhirContext context = FhirContext.forR4Cached();
  private final IParser parser =
      context.newJsonParser().setParserErrorHandler(new StrictErrorHandler());
  private final IValidationSupport support;
  private final FhirValidator validator;

  AttuneContent() {
    PrePopulatedValidationSupport own = new PrePopulatedValidationSupport(context);
    resources("*").forEach(own::addResource);
    support =
        new ValidationSupportChain(
            own,
            new DefaultProfileValidationSupport(context),
            new CommonCodeSystemsTerminologyService(context),
            new InMemoryTerminologyServerValidationSupport(context),
            new SnapshotGeneratingValidationSupport(context));
    validator = context.newValidator().registerValidatorModule(new FhirInstanceValidator(support));
  }

  IValidationSupport support() {
    return support;
  }

  /** Files of the package whose name matches, {@code package.json} left out. */
  static List<Resource> files(String packageName) {
    List<Resource> files = new ArrayList<>();
    try {
      for (Resource file :
          new PathMatchingResourcePatternResolver()
              .getResources("classpath*:fhir/attune." + packageName + "/*.json")) {
        if (!"package.json".equals(file.getFilename())) {
          files.add(file);
        }
      }
    } catch (IOException e) {
      throw new AssertionError("Content packages cannot be listed", e);
    }
    return files;
  }

  List<MetadataResource> resources(String packageName) {
    return files(packageName).stream()
        .map(file -> (MetadataResource) parser.parseResource(text(file)))
        .toList();
  }

  <T extends MetadataResource> List<T> resources(String packageName, Class<T> type) {
    return resources(packageName).stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** What the validator calls an error or worse, each with its place. */
  List<String> errors(IBaseResource resource) {
    return validator.validateWithResult(resource).getMessages().stream()
        .filter(message -> message.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0)
        .map(message -> message.getLocationString() + ": " + message.getMessage())
        .toList();
  }

  static String text(Resource file) {
    try {
      return file.getContentAsString(UTF_8);
    } catch (IOException e) {
      throw new AssertionError("Cannot read " + file.getFilename(), e);
    }
  }
}
