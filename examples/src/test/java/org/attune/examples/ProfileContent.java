package org.attune.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import ca.uhn.fhir.validation.FhirValidator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.StructureDefinition.StructureDefinitionKind;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The content packages on the class path: their profiles, and validators that know them. */
final class ProfileContent {

  static final FhirContext CONTEXT = FhirContext.forR4Cached();
  static final String CANONICAL = "https://attune.org/fhir/StructureDefinition/";

  private static final List<IBaseResource> CONTENT =
      files("classpath*:fhir/attune.*/*.json").stream()
          .filter(file -> !"package.json".equals(file.getFilename()))
          .<IBaseResource>map(file -> parser().parseResource(text(file)))
          .toList();

  private static final List<StructureDefinition> PROFILES =
      resources(StructureDefinition.class).stream()
          .filter(definition -> definition.getKind() == StructureDefinitionKind.RESOURCE)
          .toList();

  private ProfileContent() {}

  static <T extends IBaseResource> List<T> resources(Class<T> type) {
    return CONTENT.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** The profiles of resource types, ordered by type and name; no extensions. */
  static List<StructureDefinition> profiles() {
    return PROFILES.stream()
        .sorted(
            Comparator.comparing(StructureDefinition::getType)
                .thenComparingInt(ProfileContent::depth)
                .thenComparing(StructureDefinition::getId))
        .toList();
  }

  static Optional<StructureDefinition> profile(String url) {
    return profiles().stream().filter(profile -> profile.getUrl().equals(url)).findFirst();
  }

  /** A profile and the Attune profiles that it derives from, nearest first. */
  static List<StructureDefinition> lineage(StructureDefinition profile) {
    List<StructureDefinition> lineage = new ArrayList<>();
    Optional<StructureDefinition> next = Optional.of(profile);
    while (next.isPresent()) {
      lineage.add(next.get());
      String base = next.get().getBaseDefinition();
      next = PROFILES.stream().filter(candidate -> candidate.getUrl().equals(base)).findFirst();
    }
    return lineage;
  }

  /** How many Attune profiles a profile derives from. */
  static int depth(StructureDefinition profile) {
    return lineage(profile).size() - 1;
  }

  /** A validator for the content packages and whatever {@code others} know. */
  static FhirValidator validator(IValidationSupport... others) {
    PrePopulatedValidationSupport own = new PrePopulatedValidationSupport(CONTEXT);
    CONTENT.forEach(own::addResource);
    List<IValidationSupport> supports = new ArrayList<>();
    supports.add(own);
    supports.add(new QuestionnaireSupport(CONTEXT, resources(Questionnaire.class)));
    supports.addAll(List.of(others));
    supports.add(new DefaultProfileValidationSupport(CONTEXT));
    supports.add(new CommonCodeSystemsTerminologyService(CONTEXT));
    supports.add(new InMemoryTerminologyServerValidationSupport(CONTEXT));
    supports.add(new SnapshotGeneratingValidationSupport(CONTEXT));
    FhirInstanceValidator module =
        new FhirInstanceValidator(
            new ValidationSupportChain(supports.toArray(IValidationSupport[]::new)));
    module.setErrorForUnknownProfiles(true);
    return CONTEXT.newValidator().registerValidatorModule(module);
  }

  static IParser parser() {
    return CONTEXT.newJsonParser().setParserErrorHandler(new StrictErrorHandler());
  }

  static List<Resource> files(String pattern) {
    try {
      return Arrays.asList(new PathMatchingResourcePatternResolver().getResources(pattern));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(Resource file) {
    try {
      return file.getContentAsString(UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
