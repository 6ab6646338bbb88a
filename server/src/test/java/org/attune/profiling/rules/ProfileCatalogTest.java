package org.attune.profiling.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.attune.profiling.TestProfiles;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ProfileCatalogTest {

  private static final ProfileCatalog CATALOG = TestProfiles.CATALOG;

  static List<String> ids() {
    return TestProfiles.ids();
  }

  /** Examples claim the profile that they were made for, or one that derives from it. */
  @ParameterizedTest
  @MethodSource("ids")
  void theDecisionOnAnExampleIsItsProfileOrOneDerivedFromIt(String id) {
    Profile decided = CATALOG.decide(TestProfiles.example(id)).orElseThrow();

    assertThat(decided.lineage())
        .extracting(StructureDefinition::getUrl)
        .contains(TestProfiles.CANONICAL + id);
  }

  @Test
  void theDecisionDoesNotDependOnWhatTheResourceClaims() {
    Encounter encounter = new Encounter();
    encounter.getMeta().getProfile().add(new CanonicalType(url("attune-crisis-encounter")));

    assertThat(CATALOG.decide(encounter)).map(Profile::url).contains(url("attune-encounter"));
  }

  @Test
  void aTypeWithoutProfilesIsLeftAlone() {
    assertThat(CATALOG.decide(new Device())).isEmpty();
    assertThat(CATALOG.types()).contains("Patient").doesNotContain("Device", "Extension");
  }

  @Test
  void aProfileCarriesTheLabelsOfThoseThatItDerivesFrom() {
    StructureDefinition derived = definition("https://a.org/derived", "true");
    derived.setBaseDefinition("https://a.org/base");
    StructureDefinition base = definition("https://a.org/base", "true");
    base.addExtension(
        url("required-security-label"), new Coding("https://a.org/labels", "secret", null));

    ProfileCatalog catalog = new ProfileCatalog(List.of(derived, base), TestProfiles.PATHS);

    assertThat(catalog.decide(new Composition()).orElseThrow().labels())
        .extracting(Coding::getCode)
        .containsExactly("secret");
    assertThat(catalog.profiles()).hasSize(2);
  }

  @Test
  void aPredicateIsFhirPathAndCannotBeLeftOut() {
    assertThatThrownBy(
            () ->
                new ProfileCatalog(
                    List.of(definition("https://a.org/bad", "this is (no path")),
                    TestProfiles.PATHS))
        .isInstanceOf(IllegalArgumentException.class);
    StructureDefinition silent = definition("https://a.org/silent", "true");
    silent.setExtension(List.of());
    assertThatThrownBy(() -> new ProfileCatalog(List.of(silent), TestProfiles.PATHS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("https://a.org/silent");
  }

  private static StructureDefinition definition(String url, String predicate) {
    StructureDefinition definition = new StructureDefinition();
    definition.setUrl(url).setType("Composition");
    definition.setKind(StructureDefinition.StructureDefinitionKind.RESOURCE);
    definition.addExtension(
        url("profile-applies-when"), new org.hl7.fhir.r4.model.StringType(predicate));
    return definition;
  }

  private static String url(String id) {
    return TestProfiles.CANONICAL + id;
  }
}
