package org.attune.conformance;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.ValidationOptions;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Holds resources to US Core 7.0.0, whose package is not part of the repository. */
final class UsCoreValidator {

  private static final FhirContext CONTEXT = FhirContext.forR4Cached();
  private static final String US_CORE = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-";

  /** Value sets whose members are not in the package, so that no code can be found in them. */
  private static final List<String> UNKNOWN_MEMBERS =
      List.of("omb-race-category", "omb-ethnicity-category", "us-core-documentreference-type");

  private final FhirValidator validator;

  private UsCoreValidator(FhirValidator validator) {
    this.validator = validator;
  }

  static UsCoreValidator of(Path archive) throws IOException {
    PrePopulatedValidationSupport known = new PrePopulatedValidationSupport(CONTEXT);
    for (var file :
        new PathMatchingResourcePatternResolver().getResources("classpath*:fhir/attune.*/*.json")) {
      if (!"package.json".equals(file.getFilename())) {
        known.addResource(parse(file.getContentAsString(StandardCharsets.UTF_8)));
      }
    }
    addPackage(archive, known);
    FhirInstanceValidator module =
        new FhirInstanceValidator(
            new ValidationSupportChain(
                known,
                new DefaultProfileValidationSupport(CONTEXT),
                new CommonCodeSystemsTerminologyService(CONTEXT),
                new InMemoryTerminologyServerValidationSupport(CONTEXT),
                new SnapshotGeneratingValidationSupport(CONTEXT)));
    module.setErrorForUnknownProfiles(true);
    return new UsCoreValidator(CONTEXT.newValidator().registerValidatorModule(module));
  }

  private static void addPackage(Path archive, PrePopulatedValidationSupport known)
      throws IOException {
    try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
        TarArchiveInputStream tar =
            new TarArchiveInputStream(new GzipCompressorInputStream(file))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.getName().matches("package/(StructureDefinition|ValueSet|CodeSystem)-.*json")) {
          known.addResource(parse(new String(tar.readAllBytes(), StandardCharsets.UTF_8)));
        }
      }
    }
  }

  private static IBaseResource parse(String json) {
    return CONTEXT.newJsonParser().parseResource(json);
  }

  /** The version-qualified profile that a resource of the record must keep to. */
  static String profile(Resource resource) {
    String name = resource.fhirType().toLowerCase(Locale.ROOT);
    if (resource instanceof Condition condition) {
      name =
          has(
                  condition.getCategory().stream().flatMap(c -> c.getCoding().stream()).toList(),
                  "encounter-diagnosis")
              ? "condition-encounter-diagnosis"
              : "condition-problems-health-concerns";
    } else if (resource instanceof Observation observation) {
      name =
          has(
                  observation.getCategory().stream().flatMap(c -> c.getCoding().stream()).toList(),
                  "survey")
              ? "observation-screening-assessment"
              : "simple-observation";
    }
    return US_CORE + name + "|7.0.0";
  }

  private static boolean has(List<Coding> codings, String code) {
    return codings.stream().anyMatch(coding -> code.equals(coding.getCode()));
  }

  /** What is wrong, with the place of each fault. */
  List<String> errors(Resource resource, String profile) {
    Resource copy = resource.copy();
    copy.getMeta().getProfile().clear();
    return validator
        .validateWithResult(copy, new ValidationOptions().addProfile(profile))
        .getMessages()
        .stream()
        .filter(message -> message.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0)
        .map(message -> message.getLocationString() + ": " + message.getMessage())
        .filter(error -> UNKNOWN_MEMBERS.stream().noneMatch(error::contains))
        .toList();
  }
}
