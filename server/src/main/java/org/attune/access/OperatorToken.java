package org.attune.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.attune.kernel.DataDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The local operator's bearer token: 256 random bits, made at the first start and kept in {@code
 * operator.token} of the data directory, readable by the owner only. Switched off, no such file is
 * made and none is heeded.
 */
@Component
class OperatorToken {

  private static final Logger LOG = LoggerFactory.getLogger(OperatorToken.class);
  private static final String FILE = "operator.token";
  private static final int BYTES = 32;

  /** Empty when the token is switched off: nothing matches it then. */
  private final byte[] token;

  OperatorToken(DataDirectory dataDirectory, OperatorTokenProperties properties) {
    if (!properties.enabled()) {
      this.token = new byte[0];
      LOG.info("The operator's bearer token is switched off");
      return;
    }
    String value = dataDirectory.readOrCreatePrivate(FILE, OperatorToken::random);
    this.token = value.strip().getBytes(StandardCharsets.UTF_8);
    LOG.info("The operator's bearer token is in {}", dataDirectory.path(FILE));
  }

  /** Compares in constant time. */
  boolean matches(String candidate) {
    return token.length > 0
        && MessageDigest.isEqual(token, candidate.getBytes(StandardCharsets.UTF_8));
  }

  private static String random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
