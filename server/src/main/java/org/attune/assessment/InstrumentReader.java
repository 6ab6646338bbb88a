package org.attune.assessment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attune.assessment.rules.Band;
import org.attune.assessment.rules.Bands;
import org.attune.assessment.rules.Code;
import org.attune.assessment.rules.Instrument;
import org.attune.assessment.rules.Item;
import org.attune.assessment.rules.Scale;
import org.attune.assessment.rules.ScoredItem;
import org.attune.assessment.rules.UnscoredItem;
import org.hl7.fhir.r4.model.BooleanType;
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
  private static final Map<String, Integer> YES_NO = Map.of("true", 1, "false", 0);
  private static final Set<QuestionnaireItemType> WITHOUT_ANSWER =
      Set.of(QuestionnaireItemType.GROUP, QuestionnaireItemType.DISPLAY);

  /**
   * The instrument; absent if the questionnaire is not one that is scored.
   *
   * @throws IllegalArgumentException if it declares a score that cannot be computed
   */
  Optional<Instrument> read(Questionnaire questionnaire) {
    List<Extension> scores = questionnaire.getExtensionsByUrl(INSTRUMENT_SCORE);
    return scores.isEmpty() ? Optional.empty() : Optional.of(instrument(questionnaire, scores));
  }

  /** The first score is the total, those after it are of its parts. */
  private static Instrument instrument(Questionnaire questionnaire, List<Extension> scores) {
    Set<String> scored = new HashSet<>();
    Set<String> reversed = new HashSet<>();
    for (Extension score : scores) {
      scored.addAll(texts(score, "item"));
      reversed.addAll(texts(score, "reversed"));
    }
    List<Scale> scales = scores.stream().map(InstrumentReader::scale).toList();
    Instrument.Identity identity = identity(questionnaire);
    Items items = new Items(scored, reversed, scales.get(0).code().code(), new ArrayList<>());
    items.collect(questionnaire.getItem());
    return new Instrument(
        identity,
        items.into(),
        scales.get(0),
        bands(scores.get(0)),
        scales.subList(1, scales.size()));
  }

  private static Scale scale(Extension score) {
    Extension method = score.getExtensionByUrl("method");
    Extension factor = score.getExtensionByUrl("factor");
    return new Scale(
        code(part(score, "total", Coding.class)),
        texts(score, "item"),
        method == null
            ? Scale.Method.SUM
            : Scale.Method.valueOf(method.getValue().primitiveValue().toUpperCase(Locale.ROOT)),
        factor == null ? 1 : part(score, "factor", IntegerType.class).getValue());
  }

  private static List<String> texts(Extension score, String url) {
    return score.getExtensionsByUrl(url).stream()
        .map(item -> item.getValue().primitiveValue())
        .toList();
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

  /** Collects the items of a form, in its order. */
  private record Items(Set<String> scored, Set<String> reversed, String total, List<Item> into) {

    void collect(List<QuestionnaireItemComponent> from) {
      for (QuestionnaireItemComponent item : from) {
        // The computed total is a result on the form, not a question of it.
        if (!item.getLinkId().equals(total)) {
          into.add(scored.contains(item.getLinkId()) ? scored(item) : unscoredItem(item));
        }
        collect(item.getItem());
      }
    }

    private ScoredItem scored(QuestionnaireItemComponent item) {
      ScoredItem plain = scoredItem(item);
      return reversed.contains(item.getLinkId()) ? plain.reversed() : plain;
    }
  }

  private static ScoredItem scoredItem(QuestionnaireItemComponent item) {
    if (item.getType() == QuestionnaireItemType.BOOLEAN) {
      return new ScoredItem(item.getLinkId(), mustBeAnswered(item), YES_NO);
    }
    Map<String, Integer> ordinals = new HashMap<>();
    for (QuestionnaireItemAnswerOptionComponent option : item.getAnswerOption()) {
      ordinals.put(optionKey(item, option), ordinal(item, option));
    }
    return new ScoredItem(item.getLinkId(), mustBeAnswered(item), ordinals);
  }

  private static Item unscoredItem(QuestionnaireItemComponent item) {
    Set<String> options = new HashSet<>();
    if (item.getType() == QuestionnaireItemType.BOOLEAN) {
      options.addAll(YES_NO.keySet());
    }
    boolean closed = item.getType() == QuestionnaireItemType.CHOICE;
    for (QuestionnaireItemAnswerOptionComponent option : item.getAnswerOption()) {
      if (closed) {
        options.add(optionKey(item, option));
      }
    }
    return new UnscoredItem(item.getLinkId(), mustBeAnswered(item), options);
  }

  private static boolean mustBeAnswered(QuestionnaireItemComponent item) {
    return item.getRequired() && !item.hasEnableWhen() && !WITHOUT_ANSWER.contains(item.getType());
  }

  private static String optionKey(
      QuestionnaireItemComponent item, QuestionnaireItemAnswerOptionComponent option) {
    return Optional.of(option.getValue())
        .flatMap(InstrumentReader::optionKey)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Item " + item.getLinkId() + " has an option that is not a code"));
  }

  /**
   * What tells an answer from the other options of its item: LOINC codes by themselves, other codes
   * with their system, yes and no. Absent if it is neither.
   */
  static Optional<String> optionKey(Type value) {
    if (value instanceof BooleanType yes && yes.hasValue()) {
      return Optional.of(String.valueOf(yes.booleanValue()));
    }
    if (value instanceof Coding coding && coding.hasSystem() && coding.hasCode()) {
      return Optional.of(
          LOINC.equals(coding.getSystem())
              ? coding.getCode()
              : coding.getSystem() + "|" + coding.getCode());
    }
    return Optional.empty();
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

  private static Bands bands(Extension score) {
    Map<String, List<Band>> bySex = new HashMap<>();
    for (Extension band : score.getExtensionsByUrl("band")) {
      Extension sex = band.getExtensionByUrl("sex");
      bySex
          .computeIfAbsent(
              sex == null ? "" : sex.getValue().primitiveValue(), key -> new ArrayList<>())
          .add(
              new Band(
                  part(band, "low", IntegerType.class).getValue(),
                  part(band, "high", IntegerType.class).getValue(),
                  code(part(band, "code", Coding.class))));
    }
    return new Bands(bySex);
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
