package org.attune.assessment;

import java.math.BigDecimal;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemAnswerComponent;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** The total as the sender of a response states it among the answers. */
final class StatedTotal {

  private StatedTotal() {}

  /** Puts the computed total in place of one that disagrees; its data type stays. */
  static void correct(QuestionnaireResponseItemAnswerComponent answer, BigDecimal computed) {
    Type value = answer.getValue();
    BigDecimal stated = stated(value);
    if (stated != null && stated.compareTo(computed) == 0) {
      return;
    }
    if (value instanceof Quantity quantity) {
      quantity.setValue(computed);
    } else if (value instanceof DecimalType) {
      answer.setValue(new DecimalType(computed));
    } else {
      answer.setValue(new IntegerType(computed.intValueExact()));
    }
  }

  private static @Nullable BigDecimal stated(Type value) {
    if (value instanceof Quantity quantity) {
      return quantity.getValue();
    }
    String text = value.primitiveValue();
    return text == null ? null : new BigDecimal(text);
  }
}
