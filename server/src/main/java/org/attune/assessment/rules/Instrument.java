package org.attune.assessment.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A questionnaire with a total score, read against bands, and the scores of its parts. There is no
 * prorating: a required answer that is missing means that there is no total.
 *
 * @param identity which questionnaire it is
 * @param items the questions in the order of the form, unscored ones included
 * @param scale how the total is made
 * @param bands meaning of the totals; they cover every possible total once
 * @param parts the subscales
 */
public record Instrument(
    Identity identity, List<Item> items, Scale scale, Bands bands, List<Scale> parts) {

  /**
   * Identity of the questionnaire.
   *
   * @param url canonical URL without a version
   * @param version business version
   * @param name name for people
   * @param panel code of the panel that holds the questions
   */
  public record Identity(String url, String version, String name, String panel) {}

  /**
   * Refuses an instrument that could not be scored.
   *
   * @throws IllegalArgumentException if a scale counts an item that is not scored, a linkId occurs
   *     twice, or the bands do not cover the possible totals without gap and overlap
   */
  public Instrument {
    items = List.copyOf(items);
    parts = List.copyOf(parts);
    checkItems(identity, items, scale, parts);
    bands.check(
        identity.name(),
        scale.of(points(items, ScoredItem::lowest)),
        scale.of(points(items, ScoredItem::highest)));
  }

  /**
   * An instrument whose total is the sum of all scored items, with the same bands for everybody.
   */
  public Instrument(Identity identity, Code total, List<Item> items, List<Band> bands) {
    this(
        identity,
        items,
        new Scale(total, scored(items).map(ScoredItem::linkId).toList(), Scale.Method.SUM, 1),
        Bands.ofAll(bands),
        List.of());
  }

  /** What the total measures. */
  public Code total() {
    return scale.code();
  }

  /** The codes of all scores, the total first. */
  public List<Code> scores() {
    return Stream.concat(Stream.of(scale), parts.stream()).map(Scale::code).toList();
  }

  /** The questions that count towards the total, in the order of the form. */
  public List<ScoredItem> scoredItems() {
    return scored(items).toList();
  }

  /** The item with a linkId, if the instrument has it. */
  public Optional<Item> item(String linkId) {
    return items.stream().filter(item -> item.linkId().equals(linkId)).findFirst();
  }

  /** The linkIds of the required questions without an answer, in the order of the form. */
  public List<String> missing(AnswerSheet sheet) {
    return items.stream()
        .filter(Item::required)
        .map(Item::linkId)
        .filter(linkId -> !sheet.answered().contains(linkId))
        .toList();
  }

  /**
   * Scores a sheet. Scored items that are not required and not answered add nothing.
   *
   * @param sex administrative gender of the person, empty if unknown
   * @throws IllegalArgumentException if a required scored item has no answer, or an answer is none
   *     of the item's options; neither is ever read as zero
   */
  public Score score(AnswerSheet sheet, String sex) {
    Map<String, Integer> points = points(items, item -> points(item, sheet));
    int total = scale.of(points);
    return new Score(
        total,
        bands.of(total, sex),
        parts.stream().map(part -> new Part(part.code(), part.of(points))).toList());
  }

  /** Scores the sheet of somebody of unknown sex. */
  public Score score(AnswerSheet sheet) {
    return score(sheet, "");
  }

  private static int points(ScoredItem item, AnswerSheet sheet) {
    Optional<String> option = sheet.option(item.linkId());
    if (option.isEmpty() && item.required()) {
      throw new IllegalArgumentException("Item " + item.linkId() + " has no answer");
    }
    return option.map(item::ordinal).orElse(0);
  }

  private static Map<String, Integer> points(List<Item> items, ToIntFunction<ScoredItem> of) {
    return scored(items).collect(Collectors.toMap(ScoredItem::linkId, of::applyAsInt));
  }

  private static Stream<ScoredItem> scored(List<Item> items) {
    return items.stream().filter(ScoredItem.class::isInstance).map(ScoredItem.class::cast);
  }

  private static void checkItems(
      Identity identity, List<Item> items, Scale scale, List<Scale> parts) {
    Set<String> seen = new HashSet<>();
    for (Item item : items) {
      if (!seen.add(item.linkId())) {
        throw new IllegalArgumentException(
            identity.name() + " has two items with linkId " + item.linkId());
      }
    }
    Set<String> scored = scored(items).map(ScoredItem::linkId).collect(Collectors.toSet());
    for (Scale each : Stream.concat(Stream.of(scale), parts.stream()).toList()) {
      if (!scored.containsAll(each.items())) {
        throw new IllegalArgumentException(
            identity.name() + " scores an item that it does not have");
      }
    }
  }
}
