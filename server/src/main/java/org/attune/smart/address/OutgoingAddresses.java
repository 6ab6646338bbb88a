package org.attune.smart.address;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.attune.smart.address.rules.AddressPolicy;
import org.springframework.stereotype.Component;

/**
 * Says whether an address may be registered, and to which network addresses a call of it may go.
 * What was public at registration may not be so later, so a call asks again and goes to no address
 * but those that it was told.
 */
@Component
public class OutgoingAddresses {

  private final AddressPolicy policy;
  private final HostResolver resolver;

  OutgoingAddresses(AddressPolicy policy, HostResolver resolver) {
    this.policy = policy;
    this.resolver = resolver;
  }

  /**
   * What is wrong with an address that a client registers; a host that is not found now is left to
   * the call.
   *
   * @return absent if nothing is
   */
  public Optional<String> refusal(String text) {
    Optional<String> wrong = policy.refusal(text);
    if (wrong.isPresent()) {
      return wrong;
    }
    try {
      permitted(AddressPolicy.host(URI.create(text)));
      return Optional.empty();
    } catch (HostRefusedException refused) {
      return Optional.of(AddressPolicy.notPublic());
    } catch (UnknownHostException notFound) {
      return Optional.empty();
    }
  }

  /** What is wrong with an address as it is written. */
  Optional<String> malformed(String text) {
    return policy.refusal(text);
  }

  /**
   * The addresses of a host that may be called.
   *
   * @throws HostRefusedException if one of them is not permitted
   * @throws UnknownHostException if there is none
   */
  List<InetAddress> permitted(String host) throws UnknownHostException {
    List<InetAddress> addresses = resolver.resolve(host);
    for (InetAddress address : addresses) {
      if (!policy.permits(host, address.getAddress())) {
        throw new HostRefusedException();
      }
    }
    return addresses;
  }

  /** The host has an address that is not public, and no operator lists it. */
  static final class HostRefusedException extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    HostRefusedException() {
      super("The host is not public");
    }
  }
}
