package org.attune.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.attune.store.OperationProvider;
import org.attune.store.WriteRule;
import org.jspecify.annotations.NullMarked;
import org.springframework.beans.factory.annotation.Autowired;

/** What Modulith cannot say. Every rule has a planted breach that shows it can fail. */
final class ArchitectureRules {

  static final ArchRule ONLY_STORE_TOUCHES_HAPI_JPA =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.attune.store..", "org.attune.rest..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ca.uhn.fhir.jpa..");

  static final ArchRule ONLY_STORE_MAKES_SYSTEM_REQUESTS =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.attune.store..")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("ca.uhn.fhir.rest.api.server.SystemRequestDetails");

  static final ArchRule RULES_ARE_PURE =
      noClasses()
          .that()
          .resideInAnyPackage("..rules..", "..x12..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.springframework..", "ca.uhn.fhir..", "jakarta..");

  static final ArchRule EDGES_AND_RULES_STAY_INSIDE_THEIR_MODULE =
      classes()
          .that()
          .implement(OperationProvider.class)
          .or()
          .implement(WriteRule.class)
          .should()
          .notBePublic()
          .allowEmptyShould(true);

  static final ArchRule NO_FIELD_INJECTION = noFields().should().beAnnotatedWith(Autowired.class);

  static final ArchRule TIME_COMES_FROM_A_CLOCK =
      noClasses()
          .should()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callConstructor(java.util.Date.class);

  static final ArchRule NO_SHADOWED_LIBRARY_CLASSES =
      classes().should().resideInAPackage("org.attune..");

  static final ArchRule PACKAGES_ARE_NULL_MARKED = classes().should(beInANullMarkedPackage());

  static final ArchRule NO_STATIC_MUTABLE_STATE = fields().that().areStatic().should().beFinal();

  private ArchitectureRules() {}

  static List<ArchRule> all() {
    return List.of(
        ONLY_STORE_TOUCHES_HAPI_JPA,
        ONLY_STORE_MAKES_SYSTEM_REQUESTS,
        RULES_ARE_PURE,
        EDGES_AND_RULES_STAY_INSIDE_THEIR_MODULE,
        NO_FIELD_INJECTION,
        TIME_COMES_FROM_A_CLOCK,
        NO_SHADOWED_LIBRARY_CLASSES,
        PACKAGES_ARE_NULL_MARKED,
        NO_STATIC_MUTABLE_STATE);
  }

  private static ArchCondition<JavaClass> beInANullMarkedPackage() {
    return new ArchCondition<>("be in a package annotated @NullMarked") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
        if (!marked && !type.getModifiers().contains(JavaModifier.SYNTHETIC)) {
          events.add(SimpleConditionEvent.violated(type, type.getName() + " is not null-marked"));
        }
      }
    };
  }
}
