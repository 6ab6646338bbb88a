package org.attune.architecture;

import org.attune.AttuneApplication;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The modules depend on each other only as their package-info declares. */
class ModularityTest {

  @Test
  void modulesKeepToTheirDeclaredDependencies() {
    ApplicationModules.of(AttuneApplication.class).verify();
  }
}
