package org.attune.store.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.attune.store.page.Page.Anchor;
import org.attune.store.page.Page.Place;
import org.junit.jupiter.api.Test;

/** Keys 1, 2 and 3 were on the page before. */
class PageBoundsTest {

  private static final Place AFTER_THREE = place(3, 1, 2, 3);

  @Test
  void a_page_begins_behind_the_last_result_of_the_one_before() {
    assertThat(after(keys(1, 2, 3, 4, 5, 6), 1L, 2L, 3L)).containsExactly(4L, 5L, 6L);
  }

  @Test
  void what_came_in_before_it_moves_nothing() {
    assertThat(after(keys(9, 1, 8, 2, 3, 4), 1L, 2L, 3L)).containsExactly(4L);
  }

  @Test
  void what_was_deleted_or_changed_before_it_moves_nothing() {
    assertThat(after(keys(1, 2, 4, 5), 1L, 2L)).containsExactly(4L, 5L);
    assertThat(after(keys(3, 1, 2, 4, 5), 1L, 2L)).containsExactly(4L, 5L);
    assertThat(after(keys(1, 2, 4, 3, 5), 1L, 2L)).containsExactly(4L, 5L);
    assertThat(after(keys(4, 5), 1L, 2L, 3L)).isEmpty();
  }

  @Test
  void where_all_of_the_page_before_has_changed_the_number_shown_counts() {
    assertThat(after(keys(7, 8, 9, 4, 5))).containsExactly(4L, 5L);
    assertThat(after(keys(7, 8))).isEmpty();
  }

  @Test
  void one_more_than_the_page_tells_of_a_further_page() {
    assertThat(PageBounds.after(AFTER_THREE, keys(1, 2, 3, 4, 5, 6), Set.of(3L), 2)).hasSize(3);
    assertThat(PageBounds.after(AFTER_THREE, keys(1, 2, 3, 4, 5), Set.of(3L), 2)).hasSize(2);
  }

  @Test
  void the_results_reach_far_enough_if_they_hold_the_page_whatever_is_left_out() {
    List<Long> many = LongStream.rangeClosed(1, 9).boxed().toList();

    assertThat(PageBounds.reaches(AFTER_THREE, many, Set.of(3L), 2)).isTrue();
    assertThat(PageBounds.reaches(AFTER_THREE, many, Set.of(3L), 3)).isFalse();
    assertThat(PageBounds.reaches(AFTER_THREE, many, Set.of(), 1)).isFalse();
    assertThat(PageBounds.reaches(AFTER_THREE, List.of(8L), Set.of(3L), 1)).isFalse();
  }

  private static List<Long> after(List<Long> results, Long... unchanged) {
    return PageBounds.after(AFTER_THREE, results, Set.of(unchanged), 9);
  }

  private static List<Long> keys(long... keys) {
    return LongStream.of(keys).boxed().toList();
  }

  private static Place place(int shown, long... keys) {
    return new Place(
        shown,
        Stream.of(LongStream.of(keys).boxed().toArray(Long[]::new))
            .map(key -> new Anchor(key, 1))
            .toList());
  }
}
