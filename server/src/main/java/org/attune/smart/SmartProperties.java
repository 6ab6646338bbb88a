package org.attune.smart;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.io.Resource;

/**
 * Settings of the authorization server.
 *
 * @param clients JSON array of clients to register at each start, for example {@code
 *     file:clients.json}
 * @param allowedHosts hosts that {@code jwks_uri} and {@code launch_url} may name although they are
 *     not public: names, IP addresses, networks such as {@code 10.1.0.0/16}
 */
@ConfigurationProperties("attune.smart")
public record SmartProperties(@Nullable Resource clients, List<String> allowedHosts) {

  /** Without a list, none is allowed. */
  public SmartProperties {
    allowedHosts = allowedHosts == null ? List.of() : List.copyOf(allowedHosts);
  }
}
