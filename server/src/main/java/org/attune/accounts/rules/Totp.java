package org.attune.accounts.rules;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One-time codes that change with time: six digits, steps of 30 seconds, HMAC-SHA-1, which is what
 * authenticator apps expect.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6238">RFC 6238</a>
 */
public final class Totp {

  /** How long a code is shown. */
  public static final Duration STEP = Duration.ofSeconds(30);

  /** How many steps a clock may be early or late (RFC 6238 §5.2 recommends one). */
  public static final int DRIFT = 1;

  /** Bytes of a new secret (RFC 4226 §4: 160 bits recommended). */
  public static final int SECRET_BYTES = 20;

  private static final int DIGITS = 6;
  private static final String ALGORITHM = "HmacSHA1";

  private Totp() {}

  /** The step that a moment lies in. */
  public static long step(Instant now) {
    return Math.floorDiv(now.getEpochSecond(), STEP.toSeconds());
  }

  /**
   * The code of a step.
   *
   * @param digits length of the code, 6 to 8
   */
  public static String code(byte[] secret, long step, int digits) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      int offset = hash[hash.length - 1] & 0xf;
      int truncated = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
      long modulus = Math.round(Math.pow(10, digits));
      return String.format(Locale.ROOT, "%0" + digits + "d", truncated % modulus);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Every Java platform has " + ALGORITHM, impossible);
    }
  }

  /**
   * Which step a code belongs to.
   *
   * @param typed what the person typed; blanks do not count
   * @param lastStep the last step of which a code was accepted; codes up to it are refused, so that
   *     nobody can use one again (RFC 6238 §5.2)
   * @return the step, to be kept as the next {@code lastStep}; empty if the code is wrong
   */
  public static OptionalLong accept(byte[] secret, String typed, Instant now, long lastStep) {
    byte[] candidate = typed.replaceAll("\\s", "").getBytes(StandardCharsets.UTF_8);
    long current = step(now);
    OptionalLong found = OptionalLong.empty();
    for (long step = current - DRIFT; step <= current + DRIFT; step++) {
      byte[] right = code(secret, step, DIGITS).getBytes(StandardCharsets.US_ASCII);
      if (MessageDigest.isEqual(right, candidate) && step > lastStep) {
        found = OptionalLong.of(step);
      }
    }
    return found;
  }
}
