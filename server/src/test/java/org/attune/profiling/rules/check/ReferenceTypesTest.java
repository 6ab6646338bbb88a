package org.attune.profiling.rules.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Group;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReferenceTypesTest {

  private static final String URN = "urn:uuid:0b6f0c4e-4d6e-4a55-8f6e-0f6a1c3a7b11";

  private final ReferenceTypes types = new ReferenceTypes(encounter(), Map.of(URN, "Practitioner"));

  @ParameterizedTest
  @CsvSource({
    "Patient/1, Patient",
    "Patient/1/_history/2, Patient",
    "https://example.org/fhir/Patient/1, Patient",
    "Practitioner?identifier=1, Practitioner",
    URN + ", Practitioner",
    "#group, Group",
    "#none,",
    "urn:uuid:5b3a5b1f-7c5e-4a7a-9a53-9f0e4b0c7d22,"
  })
  void aReferenceTellsTheTypeOfItsTargetWhereItCan(String reference, String type) {
    assertThat(types.of(new Reference(reference))).isEqualTo(type);
  }

  @Test
  void aReferenceByIdentifierTellsWhatItStates() {
    Reference reference = new Reference().setIdentifier(new Identifier().setValue("1"));

    assertThat(types.of(reference)).isNull();
    assertThat(types.of(reference.setType("Patient"))).isEqualTo("Patient");
    assertThat(types.of(reference.setType("http://hl7.org/fhir/StructureDefinition/Patient")))
        .isEqualTo("Patient");
    assertThat(types.of(reference.setReference(""))).isEqualTo("Patient");
  }

  @Test
  void aResourceThatContainsNothingTellsNothing() {
    assertThat(new ReferenceTypes(new Bundle(), Map.of()).of(new Reference("#group"))).isNull();
  }

  private static Encounter encounter() {
    Encounter encounter = new Encounter();
    Group group = new Group();
    group.setId("#group");
    encounter.addContained(group);
    return encounter;
  }
}
