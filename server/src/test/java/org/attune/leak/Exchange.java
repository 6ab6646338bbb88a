package org.attune.leak;

import java.util.Map;

/**
 * A request as it is sent to both servers; ids that they gave stand in it as aliases.
 *
 * @param route the class of routes that it belongs to
 * @param method HTTP method
 * @param path below the FHIR base
 * @param body empty for none
 * @param headers beyond those of every request
 */
record Exchange(Route route, String method, String path, String body, Map<String, String> headers) {

  Exchange(Route route, String path) {
    this(route, "GET", path, "", Map.of());
  }

  Exchange(Route route, String method, String path, String body) {
    this(route, method, path, body, Map.of());
  }

  Exchange with(String name, String value) {
    Map<String, String> more = new java.util.TreeMap<>(headers);
    more.put(name, value);
    return new Exchange(route, method, path, body, more);
  }

  @Override
  public String toString() {
    return route
        + ": "
        + method
        + " "
        + path
        + (headers.isEmpty() ? "" : " " + headers)
        + (body.isEmpty() ? "" : "\n" + body);
  }
}
