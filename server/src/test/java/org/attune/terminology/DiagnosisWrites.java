package org.attune.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.attune.profiling.StandIns;
import org.attune.profiling.TestProfiles;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.hl7.fhir.r4.model.Condition;

/** Diagnoses of encounters, whose code must be one that is billable. */
final class DiagnosisWrites {

  /** A code that only the later release has. */
  static final String NEW = "F32.77";

  private static final String RULE = "attune-billable-diagnosis";

  private final FhirClient client;

  DiagnosisWrites(FhirClient client) {
    this.client = client;
  }

  /** The status that writing a diagnosis with the code is answered with. */
  int status(String code) {
    Answer written = client.post("", StandIns.transaction(List.of(diagnosis(code))));
    assertThat(written.body().contains(RULE)).isEqualTo(written.status() == 422);
    return written.status();
  }

  private static Condition diagnosis(String code) {
    Condition diagnosis = (Condition) TestProfiles.example("attune-encounter-diagnosis");
    diagnosis.setMeta(null);
    diagnosis.getCode().getCodingFirstRep().setCode(code).setDisplay(null);
    return diagnosis;
  }
}
