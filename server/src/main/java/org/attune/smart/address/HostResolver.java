package org.attune.smart.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Looks hosts up. */
@FunctionalInterface
public interface HostResolver {

  /**
   * All addresses of a host.
   *
   * @throws UnknownHostException if there is none, or none was found in time
   */
  List<InetAddress> resolve(String host) throws UnknownHostException;
}
