package org.attune.store.page;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.attune.store.page.Page.Anchor;
import org.attune.store.page.Page.Place;

/**
 * Where a page begins and ends in the order of the results as it is now: behind the last result of
 * the page before that has not changed since. What was shown there and stands behind it now is not
 * shown again. So whatever matches all along and does not change comes exactly once.
 */
final class PageBounds {

  private PageBounds() {}

  /**
   * The keys of a page, and one more if there is a further page.
   *
   * @param place where the page before ended
   * @param results keys in order
   * @param unchanged those of the place's anchors that are what they were
   * @param count how many results a page has
   */
  static List<Long> after(Place place, List<Long> results, Collection<Long> unchanged, int count) {
    Set<Long> shown = new HashSet<>();
    place.last().forEach(anchor -> shown.add(anchor.key()));
    return results.stream()
        .skip(begin(place, results, unchanged))
        .filter(key -> !shown.contains(key))
        .limit(count + 1L)
        .toList();
  }

  /** Whether the results reach far enough to tell. */
  static boolean reaches(Place place, List<Long> results, Collection<Long> unchanged, int count) {
    Optional<Integer> anchor = anchor(place, results, unchanged);
    return anchor.isPresent()
        && results.size() >= anchor.get() + 1 + count + 1 + place.last().size();
  }

  private static int begin(Place place, List<Long> results, Collection<Long> unchanged) {
    return anchor(place, results, unchanged)
        .map(index -> index + 1)
        .orElse(Math.min(place.shown(), results.size()));
  }

  private static Optional<Integer> anchor(
      Place place, List<Long> results, Collection<Long> unchanged) {
    List<Anchor> last = place.last();
    for (int index = last.size() - 1; index >= 0; index--) {
      long key = last.get(index).key();
      int found = unchanged.contains(key) ? results.indexOf(key) : -1;
      if (found >= 0) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }
}
