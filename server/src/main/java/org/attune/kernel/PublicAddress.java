package org.attune.kernel;

import java.util.Optional;

/**
 * Under which address clients reach this server. Where none is configured, it is the one that a
 * request was sent to.
 *
 * @param configured scheme, host and port without a path, if configured
 */
public record PublicAddress(Optional<String> configured) {

  /** Path of the FHIR base. */
  public static final String FHIR = "/fhir";

  /**
   * The address without a trailing slash, for example {@code https://ehr.example.org}.
   *
   * @param scheme of the request at hand
   * @param host of the request at hand
   * @param port of the request at hand
   */
  public String root(String scheme, String host, int port) {
    boolean usual = port < 0 || port == ("https".equals(scheme) ? 443 : 80);
    return configured.orElseGet(() -> scheme + "://" + host + (usual ? "" : ":" + port));
  }
}
