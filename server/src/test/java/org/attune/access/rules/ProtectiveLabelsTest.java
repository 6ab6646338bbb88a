package org.attune.access.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.Test;

class ProtectiveLabelsTest {

  private static final Coding NOTE =
      new Coding(ProtectiveLabels.SYSTEM, ProtectiveLabels.PSYCHOTHERAPY_NOTE, null);
  private static final Coding OWN = new Coding("https://example.org/labels", "PSYTHPN", null);

  private static Meta meta(Coding... labels) {
    Meta meta = new Meta();
    for (Coding label : labels) {
      meta.addSecurity(label.copy());
    }
    return meta;
  }

  @Test
  void labels_of_the_old_version_are_on_the_new_one_once() {
    Meta after = meta(OWN);

    ProtectiveLabels.keep(meta(NOTE, OWN), after);

    assertThat(after.getSecurity()).hasSize(2);
    assertThat(after.getSecurity(ProtectiveLabels.SYSTEM, "PSYTHPN")).isNotNull();
  }

  @Test
  void a_label_that_protects_is_missed_and_no_other() {
    assertThat(ProtectiveLabels.lost(meta(OWN, NOTE), meta(OWN))).contains("PSYTHPN");
    assertThat(ProtectiveLabels.lost(meta(OWN, NOTE), meta(NOTE))).isEmpty();
    assertThat(ProtectiveLabels.lost(meta(OWN), meta())).isEmpty();
    Coding other = new Coding(ProtectiveLabels.SYSTEM, "ETH", null);
    assertThat(ProtectiveLabels.lost(meta(other), meta())).isEmpty();
  }

  @Test
  void a_psychotherapy_note_is_a_note() {
    Composition note = new Composition();
    note.setMeta(meta(NOTE));
    Observation observation = new Observation();
    assertThat(ProtectiveLabels.misplaced(note)).isFalse();
    assertThat(ProtectiveLabels.misplaced(observation)).isFalse();
    observation.setMeta(meta(NOTE));
    assertThat(ProtectiveLabels.misplaced(observation)).isTrue();
    assertThat(ProtectiveLabels.notes()).contains("Composition").doesNotContain("Observation");
  }
}
