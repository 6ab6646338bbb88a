package org.attune.smart.address.rules;

import java.util.Optional;

/** A block of addresses, such as {@code 10.0.0.0/8}, or a single one. */
final class Network {

  private static final int BYTE = 8;

  private final byte[] prefix;
  private final int bits;

  private Network(byte[] prefix, int bits) {
    this.prefix = prefix;
    this.bits = bits;
  }

  /**
   * Reads a block that the program itself names.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Network of(String text) {
    return parse(text)
        .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is no network"));
  }

  /** Reads an address, or an address and the number of bits that count; absent if it is neither. */
  static Optional<Network> parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    return Literal.bytes(address)
        .flatMap(
            bytes ->
                slash < 0
                    ? Optional.of(new Network(bytes, bytes.length * BYTE))
                    : sized(bytes, text.substring(slash + 1)));
  }

  private static Optional<Network> sized(byte[] bytes, String size) {
    if (!size.matches("[0-9]{1,3}") || Integer.parseInt(size) > bytes.length * BYTE) {
      return Optional.empty();
    }
    return Optional.of(new Network(bytes, Integer.parseInt(size)));
  }

  /** Whether an address lies within; one of the other IP version does not. */
  boolean contains(byte[] address) {
    if (address.length != prefix.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % BYTE);
      if (((address[bit / BYTE] ^ prefix[bit / BYTE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
