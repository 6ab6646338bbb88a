package org.attune.profiling.rules.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.attune.profiling.TestProfiles;
import org.attune.profiling.rules.Expression;
import org.attune.profiling.rules.shape.CodeSet;
import org.attune.profiling.rules.shape.ElementRule;
import org.attune.profiling.rules.shape.ProfileCompiler;
import org.attune.profiling.rules.shape.ReleasedCodes;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ElementDefinition;
import org.hl7.fhir.r4.model.ElementDefinition.ConstraintSeverity;
import org.hl7.fhir.r4.model.ElementDefinition.DiscriminatorType;
import org.hl7.fhir.r4.model.ElementDefinition.SlicingRules;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Enumerations.BindingStrength;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.api.Test;

/** Small profiles, each of one rule. */
final class ResourceCheckTest {

  private static final ResourceCheck CHECK = new ResourceCheck(TestProfiles.SHAPES, Map.of());

  @Test
  void whatFhirItselfRequiresIsRequired() {
    assertThat(findings(new Observation(), element -> {}))
        .extracting(Finding::code, Finding::expression, Finding::message)
        .containsExactly(
            tuple("profile-required", "Observation.status", "FHIR R4 needs at least 1 here"),
            tuple("profile-required", "Observation.code", "FHIR R4 needs at least 1 here"));
  }

  @Test
  void anElementThatHoldsNothingIsNotThere() {
    Observation observation = observation().setCode(new CodeableConcept());

    assertThat(findings(observation, element -> {}))
        .extracting(Finding::expression)
        .containsExactly("Observation.code");
  }

  @Test
  void aReferenceThatTellsNoTypeIsLeftToTheStore() {
    Encounter encounter = encounter().setSubject(new Reference().setDisplay("Somebody"));

    assertThat(findings(encounter, element -> {})).isEmpty();
  }

  @Test
  void aReferenceLeadsToATypeThatFhirAllows() {
    Encounter encounter = encounter();
    encounter.setSubject(new Reference("Practitioner/1"));
    encounter.addParticipant().setIndividual(new Reference("Patient/1"));

    assertThat(findings(encounter, element -> {}))
        .extracting(Finding::code, Finding::expression, Finding::message)
        .containsExactly(
            tuple("reference-target", "Encounter.subject", "Refer to Group or Patient here"),
            tuple(
                "reference-target",
                "Encounter.participant[0].individual",
                "Refer to Practitioner or PractitionerRole or RelatedPerson here"));
  }

  @Test
  void aResourceWithinIsHeldToFhirAsWell() {
    Encounter encounter = encounter();
    encounter.addContained(new Observation().setCode(new CodeableConcept().setText("x")));

    assertThat(findings(encounter, element -> {}))
        .extracting(Finding::expression)
        .containsExactly("Encounter.contained[0].status");
  }

  @Test
  void anExtensionOfAPrimitiveIsLookedInto() {
    Patient patient = new Patient();
    patient.getBirthDateElement().addExtension().setValue(new StringType("x"));

    assertThat(findings(patient, element -> {}))
        .extracting(Finding::expression)
        .containsExactly("Patient.birthDate.extension[0].url");
  }

  @Test
  void aChoiceIsToldWithItsType() {
    Observation observation = observation().setValue(new IntegerType(3));

    assertThat(
            findings(
                observation,
                element -> element.setPath("Observation.value[x]").addType().setCode("Quantity")))
        .containsExactly(
            new Finding(
                "profile-type", "Observation.value.ofType(integer)", "test allows only Quantity"));
    assertThat(
            findings(
                observation.setValue(new Quantity(3)),
                element -> element.setPath("Observation.value[x]").addType().setCode("Quantity")))
        .isEmpty();
  }

  @Test
  void codesAreThoseOfARequiredBinding() {
    assertThat(
            bound(
                observation()
                    .setValue(new CodeableConcept(new Coding("https://a.org", "a", null)))))
        .isEmpty();
    assertThat(
            bound(
                observation()
                    .setValue(new CodeableConcept(new Coding("https://a.org", "b", null)))))
        .extracting(Finding::code)
        .containsExactly("profile-code");
    assertThat(bound(observation().setValue(new StringType("a")))).isEmpty();
    assertThat(bound(observation().setValue(new StringType("b"))))
        .extracting(Finding::message)
        .containsExactly("Use a code of the value set https://a.org/set");
  }

  @Test
  void onlyRulesThatAreErrorsRefuse() {
    assertThat(findings(encounter(), element -> constraint(element, ConstraintSeverity.WARNING)))
        .isEmpty();
    assertThat(findings(encounter(), element -> constraint(element, ConstraintSeverity.ERROR)))
        .containsExactly(new Finding("test-1", "Encounter", "Have an end"));
  }

  @Test
  void whatCannotBeToldIsNotTrue() {
    ElementRule failing =
        compiler(
                text ->
                    (root, focus) -> {
                      throw new Expression.Failure(new IllegalStateException(text));
                    })
            .compile(List.of(profile(element -> constraint(element, ConstraintSeverity.ERROR))));

    assertThat(CHECK.findings(encounter(), failing, Map.of()))
        .extracting(Finding::code)
        .containsExactly("test-1");
  }

  @Test
  void aKindIsToldByItsType() {
    StructureDefinition profile = new StructureDefinition();
    profile.setId("test");
    ElementDefinition sliced = profile.getDifferential().addElement();
    sliced.setId("Observation.component.value[x]");
    sliced
        .getSlicing()
        .setRules(SlicingRules.OPEN)
        .addDiscriminator()
        .setType(DiscriminatorType.TYPE)
        .setPath("$this");
    ElementDefinition slice = profile.getDifferential().addElement();
    slice.setMin(1).setId("Observation.component.value[x]:valueQuantity");
    slice.addType().setCode("Quantity");
    ElementRule rule = compiler(TestProfiles.PATHS).compile(List.of(profile));
    Observation observation = observation();
    observation
        .addComponent()
        .setCode(new CodeableConcept().setText("x"))
        .setValue(new Quantity(3));

    assertThat(CHECK.findings(observation, rule, Map.of())).isEmpty();
    observation.getComponentFirstRep().setValue(new StringType("3"));
    assertThat(CHECK.findings(observation, rule, Map.of()))
        .extracting(Finding::message)
        .containsExactly("test (valueQuantity) needs at least 1 here");
  }

  @Test
  void whatCannotBeCheckedIsRefusedWhenProfilesAreRead() {
    StructureDefinition unbound =
        profile(
            element ->
                element
                    .getBinding()
                    .setStrength(BindingStrength.REQUIRED)
                    .setValueSet("https://a.org/unknown"));
    StructureDefinition unsliced = profile(element -> element.setId("Observation.code:a"));

    assertThatThrownBy(() -> compiler(TestProfiles.PATHS).compile(List.of(unbound)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("https://a.org/unknown");
    assertThatThrownBy(() -> compiler(TestProfiles.PATHS).compile(List.of(unsliced)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("discriminator");
  }

  private static List<Finding> bound(Observation observation) {
    return findings(
        observation,
        element ->
            element
                .setPath("Observation.value[x]")
                .getBinding()
                .setStrength(BindingStrength.REQUIRED)
                .setValueSet("https://a.org/set"));
  }

  private static void constraint(ElementDefinition element, ConstraintSeverity severity) {
    element
        .addConstraint()
        .setKey("test-1")
        .setSeverity(severity)
        .setHuman("Have an end")
        .setExpression("period.end.exists()");
  }

  /** What a profile of a single element finds wrong. */
  private static List<Finding> findings(Resource resource, Consumer<ElementDefinition> element) {
    ElementRule rule = compiler(TestProfiles.PATHS).compile(List.of(profile(element)));
    return CHECK.findings(resource, rule, Map.of());
  }

  private static StructureDefinition profile(Consumer<ElementDefinition> element) {
    StructureDefinition profile = new StructureDefinition();
    profile.setId("test");
    ElementDefinition only = profile.getDifferential().addElement();
    element.accept(only);
    if (!only.hasId()) {
      only.setId(only.hasPath() ? only.getPath() : "Any");
    }
    return profile;
  }

  private static ProfileCompiler compiler(Expression.Compiler expressions) {
    ValueSet valueSet = new ValueSet().setUrl("https://a.org/set");
    valueSet.getCompose().addInclude().setSystem("https://a.org").addConcept().setCode("a");
    return new ProfileCompiler(
        List.of(), List.of(new CodeSet(valueSet, Map.of(), ReleasedCodes.NONE)), expressions);
  }

  private static Encounter encounter() {
    Encounter encounter = new Encounter();
    encounter.setStatus(Encounter.EncounterStatus.FINISHED).getClass_().setCode("AMB");
    return encounter;
  }

  private static Observation observation() {
    Observation observation = new Observation().setStatus(Observation.ObservationStatus.FINAL);
    return observation.setCode(new CodeableConcept().setText("x"));
  }
}
