package org.attune.risk.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScreenTest {

  private static final Signal SIGNAL = new Signal("urn:s", "harm", "Item nine");
  private static final Signal OTHER = new Signal("urn:s", "other", "Another");
  private static final Map<String, Integer> ORDINALS = Map.of("never", 0, "some", 1, "most", 3);
  private static final Trigger NINE = new Trigger(SIGNAL, "urn:q", "9", true, ORDINALS, 1);
  private static final Trigger TEEN = new Trigger(SIGNAL, "urn:teen", "12", false, Map.of(), 1);
  private static final Trigger TWO = new Trigger(OTHER, "urn:q", "2", false, ORDINALS, 2);
  private static final Screen SCREEN = new Screen(List.of(NINE, TEEN, TWO));

  @Test
  void anOptionCountsItsOrdinalAndAnUnknownOneNothing() {
    assertThat(found("urn:q", "9", new Answer.Option("never"))).isEmpty();
    assertThat(found("urn:q", "9", new Answer.Option("some"))).containsEntry(SIGNAL, 1);
    assertThat(found("urn:q", "9", new Answer.Option("most"))).containsEntry(SIGNAL, 3);
    assertThat(found("urn:q", "9", new Answer.Option("elsewhere"))).isEmpty();
  }

  @Test
  void yesCountsOneAndNumbersThemselves() {
    assertThat(found("urn:teen", "12", new Answer.YesNo(true))).containsEntry(SIGNAL, 1);
    assertThat(found("urn:teen", "12", new Answer.YesNo(false))).isEmpty();
    assertThat(found("urn:q", "9", number("0"))).isEmpty();
    assertThat(found("urn:q", "9", number("0.5"))).containsEntry(SIGNAL, 1);
    assertThat(found("urn:q", "9", number("2"))).containsEntry(SIGNAL, 2);
    assertThat(found("urn:q", "9", number("1e30"))).containsEntry(SIGNAL, 1_000);
    assertThat(found("urn:q", "9", number("-1"))).isEmpty();
  }

  @Test
  void belowTheThresholdThereIsNoSignal() {
    assertThat(found("urn:q", "2", number("1"))).isEmpty();
    assertThat(found("urn:q", "2", number("2"))).containsEntry(OTHER, 2);
  }

  @Test
  void aUniversalItemCountsInAnyFormAndAnotherOnlyInItsOwn() {
    assertThat(found("urn:unknown", "9", number("1"))).containsKey(SIGNAL);
    assertThat(found("", "9", number("1"))).containsKey(SIGNAL);
    assertThat(found("urn:unknown", "2", number("3"))).isEmpty();
    assertThat(found("urn:unknown", "12", new Answer.YesNo(true))).isEmpty();
  }

  @Test
  void theMostOfSeveralAnswersAndTriggersCounts() {
    Map<Signal, Integer> found =
        SCREEN.signals(
            "urn:teen",
            Map.of(
                "9", List.of(new Answer.Option("never"), new Answer.Option("most")),
                "12", List.of(new Answer.YesNo(true))));

    assertThat(found).containsExactly(Map.entry(SIGNAL, 3));
  }

  @Test
  void nothingAnsweredIsNoSignal() {
    assertThat(SCREEN.signals("urn:q", Map.of())).isEmpty();
  }

  @Test
  void triggersOfOneSignalShareIt() {
    assertThat(SCREEN.signals()).containsExactly(SIGNAL, OTHER);
  }

  @Test
  void aTriggerThatFiresOnNothingIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Trigger(SIGNAL, "urn:q", "9", true, ORDINALS, 0));
  }

  private static Map<Signal, Integer> found(String form, String item, Answer answer) {
    return SCREEN.signals(form, Map.of(item, List.of(answer)));
  }

  private static Answer number(String value) {
    return new Answer.Points(new BigDecimal(value));
  }
}
