package org.attune.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.attune.architecture.breach.FieldInjectionBreach;
import org.attune.architecture.breach.MutableStateBreach;
import org.attune.architecture.breach.PublicRuleBreach;
import org.attune.architecture.breach.StoreBreach;
import org.attune.architecture.breach.SystemRequestBreach;
import org.attune.architecture.breach.WallClockBreach;
import org.attune.architecture.breach.rules.ImpureRuleBreach;
import org.attune.architecture.breach.unmarked.UnmarkedBreach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureRulesTest {

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.attune");

  static Stream<ArchRule> rules() {
    return ArchitectureRules.all().stream();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theProductKeepsTheRule(ArchRule rule) {
    rule.check(PRODUCT);
  }

  static Stream<Arguments> breaches() {
    return Stream.of(
        Arguments.of(ArchitectureRules.ONLY_STORE_TOUCHES_HAPI_JPA, StoreBreach.class),
        Arguments.of(ArchitectureRules.ONLY_STORE_MAKES_SYSTEM_REQUESTS, SystemRequestBreach.class),
        Arguments.of(ArchitectureRules.RULES_ARE_PURE, ImpureRuleBreach.class),
        Arguments.of(
            ArchitectureRules.EDGES_AND_RULES_STAY_INSIDE_THEIR_MODULE, PublicRuleBreach.class),
        Arguments.of(ArchitectureRules.NO_FIELD_INJECTION, FieldInjectionBreach.class),
        Arguments.of(ArchitectureRules.TIME_COMES_FROM_A_CLOCK, WallClockBreach.class),
        Arguments.of(ArchitectureRules.NO_SHADOWED_LIBRARY_CLASSES, Test.class),
        Arguments.of(ArchitectureRules.PACKAGES_ARE_NULL_MARKED, UnmarkedBreach.class),
        Arguments.of(ArchitectureRules.NO_STATIC_MUTABLE_STATE, MutableStateBreach.class));
  }

  @ParameterizedTest
  @MethodSource("breaches")
  void aPlantedBreachIsFound(ArchRule rule, Class<?> breach) {
    JavaClasses planted = new ClassFileImporter().importClasses(breach);

    assertThat(rule.evaluate(planted).hasViolation()).isTrue();
  }

  @Test
  void everyRuleHasAPlantedBreach() {
    assertThat(breaches().map(arguments -> arguments.get()[0]))
        .containsExactlyInAnyOrderElementsOf(ArchitectureRules.all());
  }
}
