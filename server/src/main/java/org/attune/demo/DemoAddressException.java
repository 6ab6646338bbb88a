package org.attune.demo;

/** A demonstration that others can reach needs a password of its own. */
final class DemoAddressException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DemoAddressException(String address, int shortest) {
    super(
        "The demonstration would be reachable from other hosts (server.address is "
            + address
            + "), but attune.demo.password is not set to "
            + shortest
            + " characters or more.");
  }

  /** What to do. */
  static String action() {
    return "Set attune.demo.password (better: ATTUNE_DEMO_PASSWORD) to a password of 16 characters"
        + " or more, or listen on 127.0.0.1.";
  }
}
