package org.attune.smart.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Where codes may be sent; the server itself never calls these addresses. */
final class Addresses {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private Addresses() {}

  /**
   * An absolute {@code https} address, {@code http} on the machine of the browser, or a scheme of
   * the app's own in the form of a domain (RFC 8252 §7.1); else what is wrong.
   */
  static Optional<String> redirect(String text) {
    Optional<URI> parsed = parse(text);
    if (parsed.isEmpty()) {
      return Optional.of("is no address");
    }
    URI uri = parsed.get();
    if (uri.getRawFragment() != null) {
      return Optional.of("must not have a fragment");
    }
    boolean ownScheme = uri.getScheme() != null && uri.getScheme().contains(".");
    return isWeb(uri) || ownScheme ? Optional.empty() : Optional.of(webOnly());
  }

  /** The origin as browsers write it; absent for schemes of apps. */
  static Optional<String> origin(String text) {
    return parse(text)
        .filter(Addresses::isWeb)
        .map(
            uri ->
                uri.getScheme().toLowerCase(Locale.ROOT)
                    + "://"
                    + uri.getHost().toLowerCase(Locale.ROOT)
                    + (isDefaultPort(uri) ? "" : ":" + uri.getPort()));
  }

  private static boolean isDefaultPort(URI uri) {
    int usual = "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    return uri.getPort() < 0 || uri.getPort() == usual;
  }

  private static boolean isWeb(URI uri) {
    if (uri.getHost() == null || uri.getRawUserInfo() != null) {
      return false;
    }
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    return "https".equalsIgnoreCase(uri.getScheme())
        || ("http".equalsIgnoreCase(uri.getScheme()) && LOOPBACK.contains(host));
  }

  private static Optional<URI> parse(String text) {
    try {
      return Optional.of(new URI(text));
    } catch (URISyntaxException broken) {
      return Optional.empty();
    }
  }

  private static String webOnly() {
    return "must be an absolute https address, or http on localhost";
  }
}
