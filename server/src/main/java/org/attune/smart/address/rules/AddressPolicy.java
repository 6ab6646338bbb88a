package org.attune.smart.address.rules;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which web addresses a client may name: https on a public host; others where an operator lists
 * them; http on this machine alone, and only where it is listed.
 */
public final class AddressPolicy {

  private static final String OPTION = "attune.smart.allowed-hosts";
  private static final List<Network> LOOPBACK =
      List.of(Network.of("127.0.0.0/8"), Network.of("::1"));

  private final Set<String> names = new LinkedHashSet<>();
  private final List<Network> networks = new ArrayList<>();

  /**
   * A policy.
   *
   * @param allowed names of hosts, addresses, and networks such as {@code 10.1.0.0/16}, that may be
   *     named although they are not public
   * @throws IllegalArgumentException if one is none of these
   */
  public AddressPolicy(Collection<String> allowed) {
    for (String entry : allowed) {
      Optional<Network> network = Network.parse(entry);
      if (network.isPresent()) {
        networks.add(network.get());
      } else if (entry.matches("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")
          && !Literal.ambiguous(entry)) {
        names.add(entry.toLowerCase(Locale.ROOT));
      } else {
        throw new IllegalArgumentException(
            OPTION + " takes names of hosts, IP addresses and networks such as 10.1.0.0/16");
      }
    }
  }

  /**
   * Says what is wrong with an address as it is written, before its host is looked up.
   *
   * @return absent if nothing is
   */
  public Optional<String> refusal(String text) {
    Optional<URI> parsed = parse(text);
    if (parsed.isEmpty()) {
      return Optional.of("is no address");
    }
    URI uri = parsed.get();
    if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getScheme() == null) {
      return Optional.of("must be an absolute https address, without a user's name");
    }
    String host = host(uri);
    if (Literal.ambiguous(host)) {
      return Optional.of("must name its host by a name, or by an address in its usual form");
    }
    boolean plain = "http".equalsIgnoreCase(uri.getScheme()) && isLoopback(host);
    if (!plain && !"https".equalsIgnoreCase(uri.getScheme())) {
      return Optional.of("must be an absolute https address, or http on this machine");
    }
    boolean hidden = isLoopback(host) || Literal.bytes(host).isPresent();
    return hidden && !permits(host, Literal.bytes(host).orElse(new byte[] {127, 0, 0, 1}))
        ? Optional.of(notPublic())
        : Optional.empty();
  }

  /** What is said of a host that is not public. */
  public static String notPublic() {
    return "names a host that is not public; if it is meant, the operator lists it in " + OPTION;
  }

  /**
   * Whether a connection may be made.
   *
   * @param host as the address names it
   * @param address to which the host was resolved
   */
  public boolean permits(String host, byte[] address) {
    byte[] plain = PublicNetworks.unmapped(address);
    return names.contains(normal(host))
        || networks.stream().anyMatch(network -> network.contains(plain))
        || PublicNetworks.contain(plain);
  }

  /** The host of an address in the form in which it is compared and looked up. */
  public static String host(URI uri) {
    return normal(String.valueOf(uri.getHost()));
  }

  /** A trailing dot says only that the name is complete. */
  private static String normal(String host) {
    String text = host.toLowerCase(Locale.ROOT);
    if (text.startsWith("[")) {
      return text.substring(1, text.length() - 1);
    }
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || Literal.bytes(host)
            .filter(bytes -> LOOPBACK.stream().anyMatch(network -> network.contains(bytes)))
            .isPresent();
  }

  private static Optional<URI> parse(String text) {
    try {
      return Optional.of(new URI(text));
    } catch (URISyntaxException broken) {
      return Optional.empty();
    }
  }
}
