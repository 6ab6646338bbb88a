package org.attune.assessment.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.attune.assessment.rules.AnswerSheet.Choice;
import org.junit.jupiter.api.Test;

class InstrumentTest {

  private static final Map<String, Integer> ORDINALS = Map.of("no", 0, "some", 1, "much", 2);
  private static final Instrument.Identity IDENTITY =
      new Instrument.Identity("https://example.org/q", "1", "Example", "panel");
  private static final Code TOTAL = new Code("https://example.org", "total", "Total");
  private static final Item FIRST = new ScoredItem("first", true, ORDINALS);
  private static final Item SECOND = new ScoredItem("second", true, ORDINALS);
  private static final Item EXTRA = new ScoredItem("extra", false, Map.of("yes", 1));
  private static final Item NOTE = new UnscoredItem("note", true, Set.of());

  private final Instrument instrument =
      instrument(
          List.of(FIRST, SECOND, EXTRA, NOTE), List.of(band(0, 1, "low"), band(2, 5, "high")));

  @Test
  void totalIsTheSumOfTheOrdinals() {
    Score score = instrument.score(sheet("first", "some", "second", "much", "extra", "yes"));
    assertThat(score.total()).isEqualTo(4);
    assertThat(score.band().meaning().code()).isEqualTo("high");
  }

  @Test
  void unscoredItemsAddNothing() {
    Score score = instrument.score(sheet("first", "no", "second", "some", "note", "much"));
    assertThat(score.total()).isEqualTo(1);
  }

  @Test
  void optionalItemWithoutAnswerAddsNothing() {
    assertThat(instrument.score(sheet("first", "no", "second", "no")).total()).isZero();
  }

  @Test
  void missingRequiredItemsAreListedInTheOrderOfTheForm() {
    assertThat(instrument.missing(sheet("second", "no"))).containsExactly("first", "note");
    assertThat(instrument.missing(new AnswerSheet(Set.of("note", "first", "second"), Map.of())))
        .isEmpty();
  }

  @Test
  void missingRequiredAnswerIsNeverReadAsZero() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> instrument.score(sheet("first", "much")))
        .withMessageContaining("second");
  }

  @Test
  void optionOfAnotherListIsNeverReadAsZero() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> instrument.score(sheet("first", "daily", "second", "no")))
        .withMessageContaining("first")
        .withMessageNotContaining("daily");
  }

  @Test
  void sheetRefusesTwoAnswersToOneItem() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sheet("first", "no", "first", "much"))
        .withMessageContaining("first");
  }

  @Test
  void itemsKnowWhatTheyOffer() {
    assertThat(FIRST.offers("much")).isTrue();
    assertThat(FIRST.offers("daily")).isFalse();
    assertThat(NOTE.coded()).isFalse();
    assertThat(NOTE.offers("anything")).isTrue();
    assertThat(new UnscoredItem("how", false, Set.of("easy")).offers("hard")).isFalse();
    assertThat(instrument.item("second")).contains(SECOND);
    assertThat(instrument.item("third")).isEmpty();
  }

  @Test
  void refusesBandsThatDoNotCoverEveryTotalOnce() {
    List<Item> items = List.of(FIRST, SECOND);
    refusesBands(items, band(0, 1, "low"), band(3, 4, "high"));
    refusesBands(items, band(0, 2, "low"), band(2, 4, "high"));
    refusesBands(items, band(1, 4, "all"));
    refusesBands(items, band(0, 3, "all"));
    refusesBands(items, band(0, 5, "all"));
    refusesBands(items);
    assertThatIllegalArgumentException().isThrownBy(() -> band(4, 3, "none"));
  }

  @Test
  void refusesItemsThatCannotBeScored() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> instrument(List.of(FIRST, FIRST), List.of(band(0, 4, "all"))));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> instrument(List.of(NOTE), List.of(band(0, 0, "all"))));
    assertThatIllegalArgumentException().isThrownBy(() -> new ScoredItem("empty", true, Map.of()));
  }

  private static void refusesBands(List<Item> items, Band... bands) {
    assertThatIllegalArgumentException().isThrownBy(() -> instrument(items, List.of(bands)));
  }

  private static Instrument instrument(List<Item> items, List<Band> bands) {
    return new Instrument(IDENTITY, TOTAL, items, bands);
  }

  private static Band band(int low, int high, String code) {
    return new Band(low, high, new Code("https://example.org", code, code));
  }

  private static AnswerSheet sheet(String... linkIdsAndOptions) {
    List<Choice> choices =
        IntStream.range(0, linkIdsAndOptions.length / 2)
            .mapToObj(i -> new Choice(linkIdsAndOptions[2 * i], linkIdsAndOptions[2 * i + 1]))
            .toList();
    return AnswerSheet.of(choices);
  }
}
