package org.attune.smart.address.rules;

import java.util.Arrays;
import java.util.List;

/**
 * Which addresses belong to the public internet.
 *
 * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">IANA IPv4
 *     Special-Purpose Address Registry</a>
 * @see <a href="https://www.iana.org/assignments/iana-ipv6-special-registry">IANA IPv6
 *     Special-Purpose Address Registry</a>
 */
final class PublicNetworks {

  private static final int MAPPED = 12;

  private static final List<Network> NOT_PUBLIC =
      List.of(
          Network.of("0.0.0.0/8"),
          Network.of("10.0.0.0/8"),
          Network.of("100.64.0.0/10"),
          Network.of("127.0.0.0/8"),
          Network.of("169.254.0.0/16"),
          Network.of("172.16.0.0/12"),
          Network.of("192.0.0.0/24"),
          Network.of("192.0.2.0/24"),
          Network.of("192.88.99.0/24"),
          Network.of("192.168.0.0/16"),
          Network.of("198.18.0.0/15"),
          Network.of("198.51.100.0/24"),
          Network.of("203.0.113.0/24"),
          Network.of("224.0.0.0/4"),
          Network.of("240.0.0.0/4"),
          // A public number that a cloud answers to its own machines only.
          Network.of("168.63.129.16"),
          // Parts of the global range below: tunnels, documentation, protocol assignments.
          Network.of("2001::/23"),
          Network.of("2001:db8::/32"),
          Network.of("2002::/16"),
          Network.of("3fff::/20"));

  /** All that is handed out for global use; whatever lies outside is local, reserved or embeds. */
  private static final Network GLOBAL = Network.of("2000::/3");

  private PublicNetworks() {}

  /** Whether an address is public; IPv4 within IPv6 counts as the IPv4 that it is. */
  static boolean contain(byte[] raw) {
    byte[] address = unmapped(raw);
    return (address.length == 4 || GLOBAL.contains(address))
        && NOT_PUBLIC.stream().noneMatch(network -> network.contains(address));
  }

  /** {@code ::ffff:0:0/96} (RFC 4291 §2.5.5.2). */
  static byte[] unmapped(byte[] address) {
    if (address.length == 4) {
      return address;
    }
    for (int index = 0; index < MAPPED; index++) {
      if (address[index] != (byte) (index < MAPPED - 2 ? 0 : 0xff)) {
        return address;
      }
    }
    return Arrays.copyOfRange(address, MAPPED, address.length);
  }
}
