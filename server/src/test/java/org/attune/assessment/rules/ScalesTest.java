package org.attune.assessment.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.attune.assessment.rules.AnswerSheet.Choice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Subscales, methods, factors, reversed items, and bands by sex. */
class ScalesTest {

  private static final Map<String, Integer> ORDINALS = Map.of("a", 0, "b", 1, "c", 2, "d", 3);
  private static final ScoredItem ONE = new ScoredItem("one", true, ORDINALS);
  private static final ScoredItem TWO = new ScoredItem("two", true, ORDINALS);
  private static final AnswerSheet SHEET =
      AnswerSheet.of(List.of(new Choice("one", "b"), new Choice("two", "d")));

  @Test
  void partsCountTheirOwnItems() {
    Instrument instrument =
        instrument(
            List.of(ONE, TWO),
            scale(Scale.Method.SUM, 1, "one", "two"),
            Bands.ofAll(List.of(band(0, 6, "all"))),
            scale(Scale.Method.SUM, 1, "two"));

    assertThat(instrument.score(SHEET).total()).isEqualTo(4);
    assertThat(instrument.score(SHEET).parts()).extracting(Part::value).containsExactly(3);
    assertThat(instrument.scores()).hasSize(2);
  }

  @Test
  void theHighestItemCountsAndAFactorMultiplies() {
    Instrument highest =
        instrument(
            List.of(ONE, TWO),
            scale(Scale.Method.HIGHEST, 1, "one", "two"),
            Bands.ofAll(List.of(band(0, 3, "all"))));
    Instrument times =
        instrument(
            List.of(ONE, TWO),
            scale(Scale.Method.SUM, 4, "one", "two"),
            Bands.ofAll(List.of(band(0, 24, "all"))));

    assertThat(highest.score(SHEET).total()).isEqualTo(3);
    assertThat(times.score(SHEET).total()).isEqualTo(16);
  }

  @Test
  void aReversedItemTurnsItsPointsRound() {
    Instrument instrument =
        instrument(
            List.of(ONE, TWO.reversed()),
            scale(Scale.Method.SUM, 1, "one", "two"),
            Bands.ofAll(List.of(band(0, 6, "all"))));

    assertThat(instrument.score(SHEET).total()).isEqualTo(1);
  }

  @Test
  void bandsMayDependOnSex() {
    Bands bands =
        new Bands(
            Map.of(
                "", List.of(band(0, 3, "negative"), band(4, 6, "positive")),
                "male", List.of(band(0, 4, "negative"), band(5, 6, "positive"))));
    Instrument instrument =
        instrument(List.of(ONE, TWO), scale(Scale.Method.SUM, 1, "one", "two"), bands);

    assertThat(bands.dependOnSex()).isTrue();
    assertThat(instrument.score(SHEET, "male").band().meaning().code()).isEqualTo("negative");
    assertThat(instrument.score(SHEET, "female").band().meaning().code()).isEqualTo("positive");
    assertThat(instrument.score(SHEET).band().meaning().code()).isEqualTo("positive");
    assertThat(Bands.ofAll(List.of(band(0, 1, "all"))).dependOnSex()).isFalse();
  }

  @Test
  void whatCannotBeScoredIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> scale(Scale.Method.SUM, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> scale(Scale.Method.SUM, 0, "one"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Bands(Map.of("male", List.of(band(0, 3, "all")))));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                instrument(
                    List.of(ONE),
                    scale(Scale.Method.SUM, 1, "one"),
                    Bands.ofAll(List.of(band(0, 3, "all"))),
                    scale(Scale.Method.SUM, 1, "two")))
        .withMessageContaining("does not have");
  }

  @Test
  void onlyPublicDomainAndFreeLicencesAreFree() {
    assertThat(Licence.values())
        .filteredOn(Licence::free)
        .containsExactly(Licence.PUBLIC_DOMAIN, Licence.FREE);
    assertThat(Licence.of("own-invention")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aLicenceIsFoundByItsCode(Licence licence) {
    assertThat(Licence.of(licence.code())).contains(licence);
  }

  private static Instrument instrument(List<Item> items, Scale total, Bands bands, Scale... parts) {
    return new Instrument(
        new Instrument.Identity("https://example.org/q", "1", "Example", "panel"),
        items,
        total,
        bands,
        List.of(parts));
  }

  private static Scale scale(Scale.Method method, int factor, String... items) {
    return new Scale(
        new Code("https://example.org", "s" + items.length, "Score"),
        List.of(items),
        method,
        factor);
  }

  private static Band band(int low, int high, String code) {
    return new Band(low, high, new Code("https://example.org", code, code));
  }
}
