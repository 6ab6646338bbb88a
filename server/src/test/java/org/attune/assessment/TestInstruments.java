package org.attune.assessment;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.attune.assessment.rules.Instrument;
import org.springframework.core.io.ClassPathResource;

/** Instruments of the shape that the profiles package ships. */
final class TestInstruments {

  private TestInstruments() {}

  static Instrument phq9() {
    return load("phq-9");
  }

  static Instrument gad7() {
    return load("gad-7");
  }

  static InstrumentCatalog catalog() {
    return new InstrumentCatalog(List.of(phq9(), gad7()));
  }

  private static Instrument load(String id) {
    try {
      ClassPathResource file = new ClassPathResource("instruments/Questionnaire-" + id + ".json");
      return AssessmentConfiguration.load(FhirContext.forR4Cached(), file).get(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
