package org.attune.profiling.rules.shape;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Period;
import org.junit.jupiter.api.Test;

final class PatternTest {

  private static final Coding A = new Coding("https://a.org", "a", "A");
  private static final Coding B = new Coding("https://a.org", "b", "B");

  @Test
  void aValueMayHoldMoreThanThePattern() {
    CodeableConcept pattern = new CodeableConcept(new Coding("https://a.org", "a", null));

    assertThat(Pattern.matches(pattern, new CodeableConcept().addCoding(B).addCoding(A))).isTrue();
    assertThat(Pattern.matches(pattern, new CodeableConcept(B))).isFalse();
    assertThat(Pattern.matches(pattern, new CodeableConcept().setText("a"))).isFalse();
  }

  @Test
  void aPatternOfASystemTakesAnyCodeOfIt() {
    CodeableConcept pattern = new CodeableConcept(new Coding("https://a.org", null, null));

    assertThat(Pattern.matches(pattern, new CodeableConcept(B))).isTrue();
  }

  @Test
  void primitivesMustBeEqual() {
    assertThat(Pattern.matches(new CodeType("a"), new CodeType("a"))).isTrue();
    assertThat(Pattern.matches(new CodeType("a"), new CodeType("b"))).isFalse();
  }

  @Test
  void thePatternIsToldInWords() {
    assertThat(Pattern.describe(new CodeType("V"))).isEqualTo("V");
    assertThat(Pattern.describe(new CodeableConcept(A))).isEqualTo("https://a.org|a");
    assertThat(Pattern.describe(new CodeableConcept(new Coding("https://a.org", null, null))))
        .isEqualTo("https://a.org");
    assertThat(Pattern.describe(new Period())).isEqualTo("the pattern of the profile");
  }
}
