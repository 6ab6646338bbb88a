package org.attune.bench;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One kind of work that is measured.
 *
 * @param name on the command line, in the report and in the line of figures
 * @param steps of each visit
 * @param visits one after the other, again from the first when all are used up
 * @param repeatable whether a visit can be made twice
 */
record Work(String name, List<Step> steps, List<Visit> visits, boolean repeatable) {

  private static final int PAGES = 5;

  static Work reading(String name, List<Visit> visits) {
    return new Work(name, List.of(Step.get(name)), visits, true);
  }

  static Work paging(String name, List<Visit> visits) {
    List<Step> steps =
        Stream.concat(
                Stream.of(Step.get(name + " 1")),
                IntStream.rangeClosed(2, PAGES)
                    .mapToObj(page -> new Step(name + " " + page, "GET", true)))
            .toList();
    return new Work(name, steps, visits, true);
  }

  static Work writing(String name, String method, List<Visit> visits, boolean repeatable) {
    return new Work(name, List.of(new Step(name, method, false)), visits, repeatable);
  }
}
