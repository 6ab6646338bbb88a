package org.attune.examples.plan;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/** Small differences that look like chance and are the same each time. */
public final class Variation {

  private Variation() {}

  /** A number from 0 to {@code bound} - 1 that depends on the key alone. */
  public static int of(String key, int bound) {
    CRC32 crc = new CRC32();
    crc.update(key.getBytes(StandardCharsets.UTF_8));
    return (int) (crc.getValue() % bound);
  }

  /** One of the choices; consecutive indexes of one key take each choice before any comes again. */
  public static <T> T pick(List<T> choices, String key, int index) {
    return choices.get(Math.floorMod(of(key, choices.size()) + index, choices.size()));
  }
}
