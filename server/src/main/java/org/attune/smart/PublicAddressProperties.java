package org.attune.smart;

import java.net.URI;
import java.util.Optional;
import org.attune.kernel.PublicAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the server is to be found.
 *
 * @param baseUrl public address without a path, for example {@code https://ehr.example.org}; needed
 *     behind a proxy. Without it the address of each request is taken
 */
@ConfigurationProperties("attune")
public record PublicAddressProperties(@Nullable URI baseUrl) {

  /** Refuses what is no address of a server. */
  public PublicAddressProperties {
    if (baseUrl != null
        && (baseUrl.getHost() == null
            || !String.valueOf(baseUrl.getScheme()).matches("https?")
            || baseUrl.getRawQuery() != null
            || !baseUrl.getPath().matches("/?"))) {
      throw new IllegalArgumentException(
          "attune.base-url must be http(s)://host or http(s)://host:port, without a path");
    }
  }

  PublicAddress address() {
    return new PublicAddress(
        Optional.ofNullable(baseUrl).map(url -> url.toString().replaceAll("/$", "")));
  }
}
