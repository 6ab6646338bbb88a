package org.attune.profiles;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.support.ValidationSupportContext;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.StructureDefinition.StructureDefinitionKind;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;

final class ProfilesPackageTest {

  private static final Pattern LOINC = Pattern.compile("[\"']((?:LA)?\\d{3,6}-\\d)[\"']");
  private static final String CANONICAL = "https://attune.org/fhir/";

  private static final AttuneContent CONTENT = new AttuneContent();

  @Test
  void everyResourceHasTheFileNameAndUrlOfItsTypeAndId() {
    for (Resource file : AttuneContent.files("profiles")) {
      assertThat(CONTENT.resources("profiles"))
          .extracting(r -> r.fhirType() + "-" + r.getIdElement().getIdPart() + ".json")
          .contains(file.getFilename());
    }
    for (MetadataResource resource : CONTENT.resources("profiles")) {
      assertThat(resource.getUrl())
          .isEqualTo(CANONICAL + resource.fhirType() + "/" + resource.getIdElement().getIdPart());
    }
  }

  // The validator would fetch a package over the network to judge a StructureDefinition; those are
  // proved by their snapshots and by the instances that they accept and refuse.
  @Test
  void everyCodeSystemValueSetAndQuestionnaireIsValidR4() {
    for (MetadataResource resource : CONTENT.resources("*")) {
      if (!(resource instanceof StructureDefinition)) {
        assertThat(CONTENT.errors(resource)).as(resource.getUrl()).isEmpty();
      }
    }
  }

  // Those of profiles are made whenever an example is validated against its profile.
  @Test
  void aSnapshotCanBeMadeOfEveryExtension() {
    for (StructureDefinition definition :
        CONTENT.resources("profiles", StructureDefinition.class)) {
      if (definition.getKind() != StructureDefinitionKind.COMPLEXTYPE) {
        continue;
      }
      StructureDefinition complete =
          (StructureDefinition)
              CONTENT
                  .support()
                  .generateSnapshot(
                      new ValidationSupportContext(CONTENT.support()),
                      definition,
                      definition.getUrl(),
                      null,
                      definition.getName());

      assertThat(complete).as(definition.getUrl()).isNotNull();
      assertThat(complete.getSnapshot().getElement())
          .hasSizeGreaterThan(definition.getDifferential().getElement().size());
    }
  }

  @Test
  void everyLoincCodeStandsInTheCodeTable() throws IOException {
    Set<String> table =
        new ClassPathResource("codes/loinc.csv")
            .getContentAsString(UTF_8)
            .lines()
            .map(line -> line.substring(0, line.indexOf(',')))
            .collect(Collectors.toSet());
    Set<String> used = new TreeSet<>();
    for (Resource file : AttuneContent.files("profiles")) {
      Matcher matcher = LOINC.matcher(AttuneContent.text(file));
      while (matcher.find()) {
        used.add(matcher.group(1));
      }
    }

    assertThat(used).isNotEmpty().isSubsetOf(table);
  }

  @Test
  void aCompleteScoreConforms() {
    assertThat(CONTENT.errors(score())).isEmpty();
  }

  @Test
  void aScoreWithNeitherValueNorReasonIsRefused() {
    Observation score = score();
    score.setValue(null);

    assertThat(CONTENT.errors(score)).anyMatch(error -> error.contains("attune-score-value"));
  }

  @Test
  void aScoreInAnotherUnitIsRefused() {
    Observation score = score();
    score.getValueQuantity().setCode("kg");

    assertThat(CONTENT.errors(score)).isNotEmpty();
  }

  @Test
  void aScoreThatIsDerivedFromNothingIsRefused() {
    Observation score = score();
    score.setDerivedFrom(null);

    assertThat(CONTENT.errors(score)).anyMatch(error -> error.contains("derivedFrom"));
  }

  private static Observation score() {
    Observation score = new Observation();
    score.getMeta().addProfile(CANONICAL + "StructureDefinition/attune-score-observation");
    score.setStatus(Observation.ObservationStatus.FINAL);
    score
        .addCategory()
        .addCoding()
        .setSystem("http://terminology.hl7.org/CodeSystem/observation-category")
        .setCode("survey");
    score
        .addCategory()
        .addCoding()
        .setSystem(CANONICAL + "CodeSystem/observation-kind")
        .setCode("instrument-score");
    score.setCode(new CodeableConcept(new Coding("http://loinc.org", "44261-6", null)));
    score.setSubject(new Reference("Patient/synthetic"));
    score.setEffective(new DateTimeType("2026-11-02T09:30:00-05:00"));
    score.setValue(
        new Quantity()
            .setValue(17)
            .setUnit("score")
            .setSystem("http://unitsofmeasure.org")
            .setCode("{score}"));
    score.addDerivedFrom(new Reference("QuestionnaireResponse/synthetic"));
    return score;
  }
}
