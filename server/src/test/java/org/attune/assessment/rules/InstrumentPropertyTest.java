package org.attune.assessment.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.attune.assessment.rules.AnswerSheet.Choice;

class InstrumentPropertyTest {

  private static final int ITEMS = 9;
  private static final Map<String, Integer> ORDINALS = Map.of("a", 0, "b", 1, "c", 2, "d", 3);

  private final Instrument instrument =
      new Instrument(
          new Instrument.Identity("https://example.org/q", "1", "Example", "panel"),
          new Code("https://example.org", "total", "Total"),
          IntStream.range(0, ITEMS)
              .<Item>mapToObj(i -> new ScoredItem("i" + i, true, ORDINALS))
              .toList(),
          List.of(band(0, 4), band(5, 9), band(10, 14), band(15, 19), band(20, 27)));

  @Property(seed = "20260101")
  void totalIsTheSumAndTheOrderOfAnswersDoesNotMatter(
      @ForAll @Size(ITEMS) List<@IntRange(max = 3) Integer> points, @ForAll Random random) {
    List<Choice> choices = new ArrayList<>();
    for (int i = 0; i < ITEMS; i++) {
      choices.add(new Choice("i" + i, String.valueOf((char) ('a' + points.get(i)))));
    }
    Score inOrder = instrument.score(AnswerSheet.of(choices));
    Collections.shuffle(choices, random);

    assertThat(inOrder.total()).isEqualTo(points.stream().mapToInt(Integer::intValue).sum());
    assertThat(inOrder.total()).isBetween(inOrder.band().low(), inOrder.band().high());
    assertThat(instrument.score(AnswerSheet.of(choices))).isEqualTo(inOrder);
  }

  @Property(seed = "20260102")
  void leavingOutAnyItemLeavesNoTotal(@ForAll @IntRange(max = ITEMS - 1) int leftOut) {
    List<Choice> choices =
        IntStream.range(0, ITEMS)
            .filter(i -> i != leftOut)
            .mapToObj(i -> new Choice("i" + i, "d"))
            .toList();
    assertThat(instrument.missing(AnswerSheet.of(choices))).containsExactly("i" + leftOut);
  }

  private static Band band(int low, int high) {
    return new Band(low, high, new Code("https://example.org", "from-" + low, "From " + low));
  }
}
