package org.attune.assessment;

import java.util.List;
import org.attune.assessment.rules.Band;
import org.attune.assessment.rules.Code;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/**
 * What follows from a response and is kept as an Observation.
 *
 * @param kind what it is
 * @param code what it says something about
 * @param value what it says; absent if the answers do not tell
 * @param meanings how the value is to be read
 * @param members references to the Observations that it is made of
 */
record Finding(
    Kind kind, Code code, @Nullable Type value, List<Code> meanings, List<String> members) {

  private static final String UCUM = "http://unitsofmeasure.org";
  private static final String SCORE_UNIT = "{score}";

  /** Kinds of findings. */
  enum Kind {
    SCORE("instrument-score", "attune-score-observation"),
    ITEM("instrument-item", "attune-item-observation");

    private final String category;
    private final String profile;

    Kind(String category, String profile) {
      this.category = category;
      this.profile = profile;
    }

    String category() {
      return category;
    }

    String profile() {
      return "https://attune.org/fhir/StructureDefinition/" + profile;
    }
  }

  /** A total with the band that it falls into. */
  static Finding total(Code code, int value, Band band, List<String> members) {
    return new Finding(Kind.SCORE, code, quantity(value), List.of(band.meaning()), members);
  }

  /** A total that the answers do not give. */
  static Finding absent(Code code, List<String> members) {
    return new Finding(Kind.SCORE, code, null, List.of(), members);
  }

  /** The score of a part. */
  static Finding part(Code code, int value) {
    return new Finding(Kind.SCORE, code, quantity(value), List.of(), List.of());
  }

  /** The answer to one item. */
  static Finding item(Code code, Type value) {
    return new Finding(Kind.ITEM, code, value, List.of(), List.of());
  }

  private static Quantity quantity(int value) {
    return new Quantity().setValue(value).setUnit(SCORE_UNIT).setSystem(UCUM).setCode(SCORE_UNIT);
  }
}
