package org.attune.accounts.rules;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * Where a person may be sent after signing in: a path of this server, never another one. The host
 * of a remembered address is thrown away, for it came with a request.
 */
public final class OwnPath {

  private OwnPath() {}

  /**
   * Path and query of an address.
   *
   * @param address absolute, as remembered
   * @return what may stand in a Location header; empty if there is no such path
   */
  public static Optional<String> of(String address) {
    try {
      URI uri = new URI(address);
      String path = uri.getRawPath();
      if (path == null || !path.startsWith("/") || path.startsWith("//")) {
        return Optional.empty();
      }
      String query = uri.getRawQuery();
      return Optional.of(query == null ? path : path + "?" + query);
    } catch (URISyntaxException notAnAddress) {
      return Optional.empty();
    }
  }
}
