package org.attune.bench;

/**
 * One request of a visit.
 *
 * @param name as the report shows it
 * @param method of HTTP
 * @param follows whether it goes to the next page of the step before, instead of a path of its own
 */
record Step(String name, String method, boolean follows) {

  static Step get(String name) {
    return new Step(name, "GET", false);
  }
}
