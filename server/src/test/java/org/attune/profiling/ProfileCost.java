package org.attune.profiling;

import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ValidationOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.attune.examples.SamplePractice;
import org.attune.profiling.rules.Profile;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Prints what the decision on a profile and the check against it cost, for each profile, beside
 * HL7's validator with everything in memory. Run by {@code bench/profiles.sh}.
 */
final class ProfileCost {

  private static final int ROUNDS = 400;
  private static final int VALIDATOR_ROUNDS = 20;

  private final FhirValidator validator = validator();
  private final PrintStream out;

  private ProfileCost(PrintStream out) {
    this.out = out;
  }

  public static void main(String[] arguments) {
    new ProfileCost(new PrintStream(System.out, true, StandardCharsets.UTF_8)).print();
  }

  private void print() {
    Map<String, List<Resource>> resources = resources();
    measure(resources, ROUNDS, true);
    out.println("| Profile | Decision, ms | Check on write, ms | HL7's validator, ms |");
    out.println("|---|---|---|---|");
    measure(resources, ROUNDS, false);
  }

  private void measure(Map<String, List<Resource>> resources, int rounds, boolean warming) {
    for (Map.Entry<String, List<Resource>> each : resources.entrySet()) {
      List<Resource> of = each.getValue();
      double decision = time(of, rounds, resource -> TestProfiles.CATALOG.decide(resource));
      double check = time(of, rounds, TestProfiles::findings);
      double full =
          time(
              of,
              VALIDATOR_ROUNDS,
              resource ->
                  validator.validateWithResult(
                      resource,
                      new ValidationOptions().addProfile(TestProfiles.CANONICAL + each.getKey())));
      if (!warming) {
        out.printf(
            "| `%s` | %.3f | %.3f | %.1f |%n", each.getKey(), decision, check - decision, full);
      }
    }
  }

  private interface Step {
    Object on(Resource resource);
  }

  /** Milliseconds for each resource. */
  private static double time(List<Resource> resources, int rounds, Step step) {
    int done = 0;
    long start = System.nanoTime();
    while (done < rounds) {
      for (Resource resource : resources) {
        step.on(resource);
        done++;
      }
    }
    return (System.nanoTime() - start) / 1e6 / done;
  }

  /** Up to twenty resources of the sample practice for each profile, or else its example. */
  private static Map<String, List<Resource>> resources() {
    Map<String, List<Resource>> found = new TreeMap<>();
    for (Resource resource : SamplePractice.on(LocalDate.of(2026, 11, 23)).resources()) {
      Optional<Profile> profile = TestProfiles.CATALOG.decide(resource);
      profile.ifPresent(
          decided ->
              found
                  .computeIfAbsent(
                      decided.url().substring(TestProfiles.CANONICAL.length()),
                      any -> new ArrayList<>())
                  .add(resource));
    }
    found.replaceAll((id, all) -> List.copyOf(all.subList(0, Math.min(20, all.size()))));
    for (String id : TestProfiles.ids()) {
      found.computeIfAbsent(id, any -> List.of(TestProfiles.example(id)));
    }
    return found;
  }

  private static FhirValidator validator() {
    PrePopulatedValidationSupport own = new PrePopulatedValidationSupport(TestProfiles.CONTEXT);
    ProfileContent content =
        new ProfileContent(TestProfiles.CONTEXT, new PathMatchingResourcePatternResolver());
    try {
      content.read(org.hl7.fhir.r4.model.StructureDefinition.class).forEach(own::addResource);
      content.read(org.hl7.fhir.r4.model.ValueSet.class).forEach(own::addResource);
      content.read(org.hl7.fhir.r4.model.CodeSystem.class).forEach(own::addResource);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    IValidationSupport chain =
        new ValidationSupportChain(
            own,
            new DefaultProfileValidationSupport(TestProfiles.CONTEXT),
            new CommonCodeSystemsTerminologyService(TestProfiles.CONTEXT),
            new InMemoryTerminologyServerValidationSupport(TestProfiles.CONTEXT),
            new SnapshotGeneratingValidationSupport(TestProfiles.CONTEXT));
    return TestProfiles.CONTEXT
        .newValidator()
        .registerValidatorModule(new FhirInstanceValidator(chain));
  }
}
