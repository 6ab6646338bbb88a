package org.attune;

import java.io.IOException;

/** The server cannot listen where it should. The message is one line that says what to do. */
final class PortUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  PortUnavailableException(String address, int port, IOException reason) {
    super(
        "Port "
            + port
            + " on "
            + address
            + " cannot be used: "
            + reason(reason)
            + ". Choose another port with --server.port, or another address with"
            + " --server.address.",
        reason);
  }

  private static String reason(IOException reason) {
    String words = String.valueOf(reason.getMessage());
    if (words.contains("in use")) {
      return "another process listens there";
    }
    return words.contains("ermission")
        ? "this user may not listen there"
        : "the system does not allow it";
  }
}
