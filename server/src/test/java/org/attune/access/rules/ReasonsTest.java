package org.attune.access.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Goal;
import org.hl7.fhir.r4.model.Narrative;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;

class ReasonsTest {

  private static final CodeableConcept WHY = new CodeableConcept().setText("why");

  private static Appointment appointment() {
    Appointment appointment = new Appointment();
    appointment.setId("Appointment/a/_history/2");
    appointment.addReasonCode(WHY.copy());
    appointment.setComment("because").setMinutesDuration(50);
    appointment.setText(new Narrative().setStatus(Narrative.NarrativeStatus.GENERATED));
    return appointment;
  }

  private static <T extends Resource> T without(T resource) {
    Reasons.takeOut(resource);
    return resource;
  }

  @Test
  void whatIsShownHasNoReasonsAndSaysSo() {
    Appointment shown = without(appointment());

    assertThat(shown.getMinutesDuration()).isEqualTo(50);
    assertThat(shown.hasReasonCode() || shown.hasComment() || shown.hasText()).isFalse();
    assertThat(shown.getMeta().getTag()).extracting(Coding::getCode).containsExactly("SUBSETTED");
  }

  @Test
  void encountersAndTeamsHaveReasonsAndGoalsAreShownWhole() {
    Encounter encounter = new Encounter();
    encounter.addDiagnosis().setCondition(new Reference("Condition/c"));
    assertThat(without(encounter).hasDiagnosis()).isFalse();
    CareTeam team = new CareTeam().addReasonCode(WHY.copy());
    assertThat(without(team).hasReasonCode()).isFalse();
    assertThat(without(new Goal()).hasMeta()).isFalse();
    assertThat(Reasons.types()).contains("Encounter").doesNotContain("Goal");
  }

  @Test
  void reasonsAreKeptWhenTheRestIsWrittenAnew() {
    Appointment before = appointment();
    Appointment after = without(appointment());
    after.setMinutesDuration(30);
    after.getMeta().addTag("http://other", "SUBSETTED", null);
    after
        .getMeta()
        .addTag("http://terminology.hl7.org/CodeSystem/v3-ObservationValue", "other", null);

    assertThat(Reasons.putBack(before, after)).isEmpty();

    assertThat(after.getReasonCodeFirstRep().getText()).isEqualTo("why");
    assertThat(after.getComment()).isEqualTo("because");
    assertThat(after.getMinutesDuration()).isEqualTo(30);
    assertThat(after.getMeta().getTag()).hasSize(2);
    assertThat(Reasons.putBack(new Goal(), new Goal())).isEmpty();
  }

  @Test
  void whoDoesNotSeeReasonsCannotChangeThem() {
    Appointment after =
        appointment().setReasonCode(List.of(new CodeableConcept().setText("other")));

    assertThat(Reasons.putBack(appointment(), after)).isEqualTo("reasonCode");
    assertThat(Reasons.putBack(appointment(), appointment())).isEmpty();
  }

  @Test
  void searchParametersTellOfReasons() {
    assertThat(Reasons.tells("Encounter", "diagnosis")).isTrue();
    assertThat(Reasons.tells("Encounter", "date")).isFalse();
    assertThat(Reasons.tells("Goal", "category")).isFalse();
  }
}
