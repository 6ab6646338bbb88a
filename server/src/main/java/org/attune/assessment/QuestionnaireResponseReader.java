package org.attune.assessment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.attune.assessment.rules.AnswerSheet;
import org.attune.assessment.rules.Instrument;
import org.attune.assessment.rules.Item;
import org.attune.store.RuleViolationException.Violation;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemAnswerComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answers of one response as answers to one instrument, however the items are nested. One
 * reader reads one response. Messages name the item and never the answer.
 */
final class QuestionnaireResponseReader {

  private static final String ROOT = "QuestionnaireResponse";

  /** What an unknown linkId may look like to be repeated in a message. */
  private static final Pattern PLAIN_LINK_ID = Pattern.compile("[A-Za-z0-9./_-]{1,40}");

  private final Instrument instrument;
  private final Map<String, String> places = new HashMap<>();
  private final Set<String> answered = new HashSet<>();
  private final Map<String, String> options = new HashMap<>();
  private final List<Violation> violations = new ArrayList<>();
  private @Nullable QuestionnaireResponseItemAnswerComponent total;

  private QuestionnaireResponseReader(Instrument instrument) {
    this.instrument = instrument;
  }

  /**
   * A response as it was read.
   *
   * @param sheet the answers
   * @param violations what is wrong with the answers that are there
   * @param missing one violation for each required item without an answer
   * @param total the answer that states a total, if the sender gave one
   */
  record Reading(
      AnswerSheet sheet,
      List<Violation> violations,
      List<Violation> missing,
      Optional<QuestionnaireResponseItemAnswerComponent> total) {

    boolean complete() {
      return violations.isEmpty() && missing.isEmpty();
    }
  }

  static Reading read(Instrument instrument, QuestionnaireResponse response) {
    QuestionnaireResponseReader reader = new QuestionnaireResponseReader(instrument);
    reader.items(response.getItem(), ROOT);
    AnswerSheet sheet = new AnswerSheet(reader.answered, reader.options);
    return new Reading(
        sheet,
        List.copyOf(reader.violations),
        instrument.missing(sheet).stream().map(reader::missing).toList(),
        Optional.ofNullable(reader.total));
  }

  private Violation missing(String linkId) {
    return new Violation(
        "required",
        places.getOrDefault(linkId, ROOT + ".item"),
        "Item "
            + linkId
            + " of "
            + instrument.identity().name()
            + " has no answer; a finished response answers every required item");
  }

  private void items(List<QuestionnaireResponseItemComponent> items, String parent) {
    for (int i = 0; i < items.size(); i++) {
      QuestionnaireResponseItemComponent item = items.get(i);
      String place = parent + ".item[" + i + "]";
      item(item, place);
      items(item.getItem(), place);
      for (int j = 0; j < item.getAnswer().size(); j++) {
        items(item.getAnswer().get(j).getItem(), place + ".answer[" + j + "]");
      }
    }
  }

  private void item(QuestionnaireResponseItemComponent item, String place) {
    if (!item.hasLinkId()) {
      refuse("required", place + ".linkId", "The item has no linkId");
      return;
    }
    String linkId = withoutSlash(item.getLinkId());
    boolean isTotal = linkId.equals(instrument.total().code());
    Optional<Item> question = instrument.item(linkId);
    if (!isTotal && question.isEmpty() && !linkId.equals(instrument.identity().panel())) {
      refuse("value", place + ".linkId", unknownItem(linkId));
      return;
    }
    if (places.putIfAbsent(linkId, place) != null) {
      refuse("structure", place, "Item " + linkId + " occurs more than once");
      return;
    }
    if (item.getAnswer().size() > 1) {
      refuse("structure", place + ".answer[1]", "Item " + linkId + " has more than one answer");
      answered.add(linkId);
    } else if (item.getAnswerFirstRep().hasValue()) {
      answer(linkId, question, item.getAnswerFirstRep(), place + ".answer[0].value");
    }
  }

  private void answer(
      String linkId,
      Optional<Item> question,
      QuestionnaireResponseItemAnswerComponent answer,
      String place) {
    answered.add(linkId);
    if (question.isPresent()) {
      question.filter(Item::coded).ifPresent(item -> choice(item, answer.getValue(), place));
    } else if (linkId.equals(instrument.total().code())) {
      total(linkId, answer, place);
    }
  }

  private void choice(Item item, Type value, String place) {
    Optional<String> option = InstrumentReader.optionKey(value);
    if (option.isEmpty() && !(value instanceof Coding)) {
      String form = item.offers("true") ? "yes or no (boolean)" : "a Coding";
      refuse("value", place, "Item " + item.linkId() + " is answered with " + form);
    } else if (option.filter(item::offers).isEmpty()) {
      refuse(
          "code-invalid",
          place,
          "Item "
              + item.linkId()
              + " does not offer this answer; choose one of the options in "
              + instrument.identity().url());
    } else {
      options.put(item.linkId(), option.get());
    }
  }

  private void total(String linkId, QuestionnaireResponseItemAnswerComponent answer, String place) {
    Type value = answer.getValue();
    if (value instanceof IntegerType || value instanceof DecimalType || value instanceof Quantity) {
      total = answer;
    } else {
      refuse("value", place, "Item " + linkId + " is the total and needs a number");
    }
  }

  private String unknownItem(String linkId) {
    String which = PLAIN_LINK_ID.matcher(linkId).matches() ? " " + linkId : "";
    return "Item" + which + " is not part of " + instrument.identity().name();
  }

  private void refuse(String code, String place, String message) {
    violations.add(new Violation(code, place, message));
  }

  /** Other guides write a LOINC linkId as {@code /44260-8}. */
  private static String withoutSlash(String linkId) {
    return linkId.startsWith("/") ? linkId.substring(1) : linkId;
  }
}
