package org.attune.assessment.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A questionnaire with a total score: the sum of its scored items, read against bands. There is no
 * prorating: a required answer that is missing means that there is no total.
 *
 * @param identity which questionnaire it is
 * @param total what the total measures
 * @param items the questions in the order of the form, unscored ones included
 * @param bands meaning of the totals, from the lowest; they cover every possible total once
 */
public record Instrument(Identity identity, Code total, List<Item> items, List<Band> bands) {

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
   * @throws IllegalArgumentException if no item is scored, a linkId occurs twice, or the bands do
   *     not cover the possible totals without gap and overlap
   */
  public Instrument {
    items = List.copyOf(items);
    bands = List.copyOf(bands);
    checkItems(identity, items);
    checkBands(identity, items, bands);
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
   * @throws IllegalArgumentException if a required scored item has no answer, or an answer is none
   *     of the item's options; neither is ever read as zero
   */
  public Score score(AnswerSheet sheet) {
    int sum = scored(items).mapToInt(item -> points(item, sheet)).sum();
    return new Score(sum, band(sum));
  }

  private static int points(ScoredItem item, AnswerSheet sheet) {
    Optional<String> option = sheet.option(item.linkId());
    if (option.isEmpty() && item.required()) {
      throw new IllegalArgumentException("Item " + item.linkId() + " has no answer");
    }
    return option.map(item::ordinal).orElse(0);
  }

  private Band band(int sum) {
    return bands.stream()
        .filter(band -> band.reaches(sum))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("Bands do not cover every total"));
  }

  private static Stream<ScoredItem> scored(List<Item> items) {
    return items.stream().filter(ScoredItem.class::isInstance).map(ScoredItem.class::cast);
  }

  private static void checkItems(Identity identity, List<Item> items) {
    Set<String> seen = new HashSet<>();
    for (Item item : items) {
      if (!seen.add(item.linkId())) {
        throw new IllegalArgumentException(
            identity.name() + " has two items with linkId " + item.linkId());
      }
    }
    if (scored(items).findAny().isEmpty()) {
      throw new IllegalArgumentException(identity.name() + " has no scored item");
    }
  }

  private static void checkBands(Identity identity, List<Item> items, List<Band> bands) {
    int next = scored(items).mapToInt(ScoredItem::lowest).sum();
    for (Band band : bands) {
      if (band.low() != next) {
        throw new IllegalArgumentException(
            identity.name() + ": a band must begin at " + next + ", not at " + band.low());
      }
      next = band.high() + 1;
    }
    int highest = scored(items).mapToInt(ScoredItem::highest).sum();
    if (next != highest + 1) {
      throw new IllegalArgumentException(
          identity.name() + ": the bands must end at " + highest + ", not at " + (next - 1));
    }
  }
}
