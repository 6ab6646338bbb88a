package org.attune.leak;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How long it takes to answer about what is hidden and about what never was. Told, not judged: the
 * machine of a test run is not quiet.
 */
final class Timing {

  private static final int ROUNDS = 120;
  private static final int WARM_UP = 40;
  private static final double NANOS = 1_000_000.0;

  private final Differential differential;
  private final Viewer viewer;

  Timing(Differential differential, Viewer viewer) {
    this.differential = differential;
    this.viewer = viewer;
  }

  /** A line for each route: the medians in milliseconds, and whether the statuses are equal. */
  Map<String, String> report() {
    Map<String, String> lines = new LinkedHashMap<>();
    Map<Route, String> paths =
        Map.of(
            Route.READ, "Observation/%s",
            Route.VREAD, "Observation/%s/_history/1",
            Route.SEARCH, "Observation?_id=%s",
            Route.UPDATE, "Observation/%s",
            Route.PATCH, "Observation/%s",
            Route.DELETE, "Observation/%s",
            Route.CREATE, "Observation");
    paths.forEach((route, path) -> lines.put(route.name(), line(route, path)));
    return lines;
  }

  private String line(Route route, String path) {
    double[] hidden = new double[ROUNDS];
    double[] absent = new double[ROUNDS];
    int different = 0;
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      long begin = System.nanoTime();
      int one = differential.status(viewer, exchange(route, path, "x1-survey-1"));
      long middle = System.nanoTime();
      int two = differential.status(viewer, exchange(route, path, "absent-1-1"));
      long end = System.nanoTime();
      different += one == two ? 0 : 1;
      if (round >= 0) {
        hidden[round] = (middle - begin) / NANOS;
        absent[round] = (end - middle) / NANOS;
      }
    }
    return "hidden %.2f ms, absent %.2f ms, statuses that differ: %d"
        .formatted(median(hidden), median(absent), different);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static Exchange exchange(Route route, String path, String id) {
    String at = path.formatted(id);
    Map<String, String> json = Map.of("Content-Type", "application/fhir+json");
    String body = "{\"resourceType\":\"Observation\",%s" + World.observation("u1", "survey");
    return switch (route) {
      case UPDATE ->
          new Exchange(route, "PUT", at, body.formatted("\"id\":\"" + id + "\",") + "}", json);
      case CREATE ->
          new Exchange(
              route,
              "POST",
              at,
              body.formatted("")
                  + ",\"derivedFrom\":[{\"reference\":\"Observation/%s\"}]}".formatted(id),
              json);
      case PATCH ->
          new Exchange(
              route,
              "PATCH",
              at,
              "[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"amended\"}]",
              Map.of("Content-Type", "application/json-patch+json"));
      case DELETE -> new Exchange(route, "DELETE", at, "");
      default -> new Exchange(route, at);
    };
  }
}
