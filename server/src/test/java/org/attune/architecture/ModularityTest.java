package org.attune.architecture;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ImportOption;
import org.attune.AttuneApplication;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.Violations;

/** The modules depend on each other only as their package-info declares. */
class ModularityTest {

  @Test
  void modulesKeepToTheirDeclaredDependencies() {
    ApplicationModules.of(AttuneApplication.class).verify();
  }

  @Test
  void aPlantedReachIntoAnotherModuleIsFound() {
    ApplicationModules planted =
        ApplicationModules.of(
            "org.attune.architecture.breach.modules", new ImportOption.OnlyIncludeTests());

    assertThatThrownBy(planted::verify)
        .isInstanceOf(Violations.class)
        .hasMessageContaining("non-exposed type");
  }
}
