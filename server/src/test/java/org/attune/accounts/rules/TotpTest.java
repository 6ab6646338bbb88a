package org.attune.accounts.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {

  private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
  private static final Instant NOW = Instant.ofEpochSecond(1_111_111_109L);
  private static final long STEP = Totp.step(NOW);
  private static final long NEVER = Long.MIN_VALUE;

  /** RFC 6238, appendix B, the rows of SHA-1. */
  @ParameterizedTest
  @CsvSource({
    "59, 94287082",
    "1111111109, 07081804",
    "1111111111, 14050471",
    "1234567890, 89005924",
    "2000000000, 69279037",
    "20000000000, 65353130"
  })
  void theVectorsOfTheRfcHold(long second, String code) {
    assertThat(Totp.code(SECRET, Totp.step(Instant.ofEpochSecond(second)), 8)).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({"-2, false", "-1, true", "0, true", "1, true", "2, false"})
  void aCodeIsTakenOneStepEarlyOrLate(int drift, boolean taken) {
    String code = Totp.code(SECRET, STEP + drift, 6);

    assertThat(Totp.accept(SECRET, code, NOW, NEVER).isPresent()).isEqualTo(taken);
  }

  @Test
  void aCodeIsNotTakenTwiceNorAnOlderOneAfterIt() {
    String code = Totp.code(SECRET, STEP, 6);
    long accepted = Totp.accept(SECRET, code, NOW, NEVER).getAsLong();

    assertThat(accepted).isEqualTo(STEP);
    assertThat(Totp.accept(SECRET, code, NOW, accepted)).isEmpty();
    assertThat(Totp.accept(SECRET, Totp.code(SECRET, STEP - 1, 6), NOW, accepted)).isEmpty();
    assertThat(Totp.accept(SECRET, Totp.code(SECRET, STEP + 1, 6), NOW, accepted)).isPresent();
  }

  @Test
  void blanksDoNotCountAndOtherTextsAreWrong() {
    String code = Totp.code(SECRET, STEP, 6);

    assertThat(Totp.accept(SECRET, code.substring(0, 3) + " " + code.substring(3), NOW, NEVER))
        .isPresent();
    assertThat(Totp.accept(SECRET, "", NOW, NEVER)).isEmpty();
    assertThat(Totp.accept(SECRET, "abcdef", NOW, NEVER)).isEmpty();
    assertThat(Totp.accept(SECRET, code + "0", NOW, NEVER)).isEmpty();
  }

  /** RFC 4648, section 10, without padding. */
  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "f, MY",
    "fo, MZXQ",
    "foo, MZXW6",
    "foob, MZXW6YQ",
    "fooba, MZXW6YTB",
    "foobar, MZXW6YTBOI"
  })
  void secretsAreWrittenInBase32(String text, String encoded) {
    assertThat(Base32.encode(text.getBytes(StandardCharsets.US_ASCII))).isEqualTo(encoded);
  }

  @Test
  void typedTextIsReadWithoutBlanksAndDashes() {
    assertThat(Base32.canonical(" mzxw-6ytb oi ")).isEqualTo("MZXW6YTBOI");
  }
}
