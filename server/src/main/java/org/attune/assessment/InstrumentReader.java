package org.attune.assessment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attune.assessment.rules.Band;
import org.attune.assessment.rules.Code;
import org.attune.assessment.rules.Instrument;
import org.attune.assessment.rules.Item;
import org.attune.assessment.rules.ScoredItem;
import org.attune.assessment.rules.UnscoredItem;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemAnswerOptionComponent;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemType;
import org.hl7.fhir.r4.model.Type;

/** Reads an {@link Instrument} from a Questionnaire that says how it is scored. */
final class InstrumentReader {

  static final String LOINC = "http://loinc.org";

  private static final String INSTRUMENT_SCORE =
      "https://attune.org/fhir/StructureDefinition/instrument-score";
  private static final String ORDINAL_VALUE =
      "http://hl7.org/fhir/StructureDefinition/ordinalValue";
  private static final Set<QuestionnaireItemType> WITHOUT_ANSWER =
      Set.of(QuestionnaireItemType.GROUP, QuestionnaireItemType.DISPLAY);

  /**
   * The instrument; absent if the questionnaire is not one that is scored.
   *
   * @throws IllegalArgumentException if it declares a score that cannot be computed
   */
  Optional<Instrument> read(Questionnaire questionnaire) {
    return Optional.ofNullable(questionnaire.getExtensionByUrl(INSTRUMENT_SCORE))
        .map(score -> instrument(questionnaire, score));
  }

  private static Instrument instrument(Questionnaire questionnaire, Extension score) {
    Set<String> scored = new HashSet<>();
    for (Extension item : score.getExtensionsByUrl("item")) {
      scored.add(item.getValue().primitiveValue());
    }
    Coding total = part(score, "total", Coding.class);
    List<Item> items = new ArrayList<>();
    collect(questionnaire.getItem(), scored, total.getCode(), items);
    Instrument instrument =
        new Instrument(identity(questionnaire), code(total), items, bands(score));
    if (instrument.scoredItems().size() != scored.size()) {
      throw new IllegalArgumentException(
          questionnaire.getUrl() + " scores an item that it does not have");
    }
    return instrument;
  }

  private static Instrument.Identity identity(Questionnaire questionnaire) {
    if (!questionnaire.hasUrl() || !questionnaire.hasVersion()) {
      throw new IllegalArgumentException("A scored Questionnaire needs a url and a version");
    }
    String name = questionnaire.hasTitle() ? questionnaire.getTitle() : questionnaire.getUrl();
    return new Instrument.Identity(
        questionnaire.getUrl(),
        questionnaire.getVersion(),
        name,
        questionnaire.getCodeFirstRep().getCode());
  }

  private static void collect(
      List<QuestionnaireItemComponent> from, Set<String> scored, String total, List<Item> into) {
    for (QuestionnaireItemComponent item : from) {
      // The computed total is a result on the form, not a question of it.
      if (!item.getLinkId().equals(total)) {
        into.add(scored.contains(item.getLinkId()) ? scoredItem(item) : unscoredItem(item));
      }
      collect(item.getItem(), scored, total, into);
    }
  }

  private static Item scoredItem(QuestionnaireItemComponent item) {
    Map<String, Integer> ordinals = new HashMap<>();
    for (QuestionnaireItemAnswerOptionComponent option : item.getAnswerOption()) {
      ordinals.put(optionCode(item, option), ordinal(item, option));
    }
    return new ScoredItem(item.getLinkId(), mustBeAnswered(item), ordinals);
  }

  private static Item unscoredItem(QuestionnaireItemComponent item) {
    Set<String> options = new HashSet<>();
    boolean closed = item.getType() == QuestionnaireItemType.CHOICE;
    for (QuestionnaireItemAnswerOptionComponent option : item.getAnswerOption()) {
      if (closed) {
        options.add(optionCode(item, option));
      }
    }
    return new UnscoredItem(item.getLinkId(), mustBeAnswered(item), options);
  }

  private static boolean mustBeAnswered(QuestionnaireItemComponent item) {
    return item.getRequired() && !item.hasEnableWhen() && !WITHOUT_ANSWER.contains(item.getType());
  }

  private static String optionCode(
      QuestionnaireItemComponent item, QuestionnaireItemAnswerOptionComponent option) {
    if (option.getValue() instanceof Coding coding && LOINC.equals(coding.getSystem())) {
      return coding.getCode();
    }
    throw new IllegalArgumentException(
        "Item " + item.getLinkId() + " has an option that is not a LOINC code");
  }

  /** The extension may stand on the option or on its coding; R4 allows both. */
  private static int ordinal(
      QuestionnaireItemComponent item, QuestionnaireItemAnswerOptionComponent option) {
    Extension extension = option.getExtensionByUrl(ORDINAL_VALUE);
    if (extension == null) {
      extension = option.getValueCoding().getExtensionByUrl(ORDINAL_VALUE);
    }
    if (extension != null && extension.getValue() instanceof DecimalType decimal) {
      return decimal.getValue().intValueExact();
    }
    throw new IllegalArgumentException(
        "Item " + item.getLinkId() + " has an option without an ordinal value");
  }

  private static List<Band> bands(Extension score) {
    return score.getExtensionsByUrl("band").stream()
        .map(
            band ->
                new Band(
                    part(band, "low", IntegerType.class).getValue(),
                    part(band, "high", IntegerType.class).getValue(),
                    code(part(band, "code", Coding.class))))
        .toList();
  }

  private static <T extends Type> T part(Extension of, String url, Class<T> type) {
    Extension part = of.getExtensionByUrl(url);
    if (part == null || !type.isInstance(part.getValue())) {
      throw new IllegalArgumentException(
          "instrument-score lacks " + url + " as " + type.getSimpleName());
    }
    return type.cast(part.getValue());
  }

  private static Code code(Coding coding) {
    String display = coding.hasDisplay() ? coding.getDisplay() : coding.getCode();
    return new Code(coding.getSystem(), coding.getCode(), display);
  }
}
