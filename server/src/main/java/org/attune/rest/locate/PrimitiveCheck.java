package org.attune.rest.locate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseEnumFactory;
import org.hl7.fhir.instance.model.api.IPrimitiveType;
import org.hl7.fhir.r4.model.EnumFactory;
import org.jspecify.annotations.Nullable;

/** Says what a primitive should have been, asking the same types that the parser fills. */
final class PrimitiveCheck {

  private static final int CODES_LISTED = 20;

  private static final Map<String, String> FORMS =
      Map.ofEntries(
          Map.entry("boolean", "true or false"),
          Map.entry("integer", "a whole number"),
          Map.entry("positiveInt", "a whole number above 0"),
          Map.entry("unsignedInt", "a whole number of 0 or more"),
          Map.entry("decimal", "a decimal number"),
          Map.entry("date", "a date that exists, as YYYY, YYYY-MM or YYYY-MM-DD"),
          Map.entry(
              "dateTime",
              "a date that exists, as YYYY, YYYY-MM, YYYY-MM-DD or"
                  + " YYYY-MM-DDThh:mm:ss with Z or an offset"),
          Map.entry("instant", "a moment as YYYY-MM-DDThh:mm:ss with Z or an offset"),
          Map.entry("time", "a time of day as hh:mm:ss"),
          Map.entry("base64Binary", "base64 text"),
          Map.entry("xhtml", "well-formed XHTML in one div"));

  private PrimitiveCheck() {}

  /** What was expected, or null when the text is a proper value of the element. */
  static @Nullable String complaint(ElementShape shape, String text) {
    if (text.isEmpty()) {
      return "The value must not be empty; leave the element out";
    }
    try {
      Object argument = shape.argument();
      IBase instance =
          argument == null
              ? shape.definition().newInstance()
              : shape.definition().newInstance(argument);
      if (instance instanceof IPrimitiveType<?> primitive) {
        primitive.setValueAsString(text);
      }
      return null;
    } catch (RuntimeException refused) {
      // Each type refuses in its own way: DataFormatException, IllegalArgumentException, bare ones.
      return "The value must be " + expected(shape);
    }
  }

  static String expected(ElementShape shape) {
    List<String> codes = codes(shape.argument());
    if (!codes.isEmpty() && codes.size() <= CODES_LISTED) {
      return "one of the codes " + String.join(", ", codes);
    }
    if (!codes.isEmpty()) {
      return "a code of the value set that FHIR R4 requires for this element";
    }
    String form = FORMS.get(shape.definition().getName());
    return form == null ? shape.typeName() : form;
  }

  private static List<String> codes(@Nullable Object argument) {
    List<String> codes = new ArrayList<>();
    if (argument instanceof EnumFactory<?> factory) {
      collect(factory, codes);
    }
    return codes;
  }

  private static <T extends Enum<?>> void collect(EnumFactory<T> factory, List<String> codes) {
    Class<?> type = enumType(factory);
    if (type == null) {
      return;
    }
    for (Object constant : type.getEnumConstants()) {
      @SuppressWarnings("unchecked") // enumType() took the class from the factory's own signature
      String code = factory.toCode((T) constant);
      if (code != null && !"?".equals(code)) {
        codes.add(code);
      }
    }
  }

  /** The enum that a factory makes, from the return type of its {@code fromCode}. */
  private static @Nullable Class<?> enumType(IBaseEnumFactory<?> factory) {
    for (var method : factory.getClass().getMethods()) {
      if ("fromCode".equals(method.getName())
          && !method.isBridge()
          && method.getReturnType().isEnum()) {
        return method.getReturnType();
      }
    }
    return null;
  }
}
