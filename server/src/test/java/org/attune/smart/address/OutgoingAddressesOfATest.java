package org.attune.smart.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import org.attune.smart.address.rules.AddressPolicy;

/** The strict policy with hosts as a test knows them. */
public final class OutgoingAddressesOfATest {

  private OutgoingAddressesOfATest() {}

  /** Knows these hosts and no others. */
  public static OutgoingAddresses resolving(Map<String, String> hosts) {
    return new OutgoingAddresses(
        new AddressPolicy(List.of()),
        host -> {
          String address = hosts.get(host);
          if (address == null) {
            throw new UnknownHostException(host);
          }
          return List.of(InetAddress.getByName(address));
        });
  }
}
