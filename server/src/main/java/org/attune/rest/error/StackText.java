package org.attune.rest.error;

import java.util.List;

/** A stack trace for the log without messages, which may carry values of the record. */
final class StackText {

  private static final int FRAMES = 60;

  private StackText() {}

  static String of(List<Throwable> chain) {
    StringBuilder text = new StringBuilder();
    for (Throwable each : chain) {
      text.append(text.isEmpty() ? "" : "\nwith ").append(each.getClass().getName());
      StackTraceElement[] frames = each.getStackTrace();
      for (int i = 0; i < Math.min(FRAMES, frames.length); i++) {
        text.append("\n\tat ").append(frames[i]);
      }
    }
    return text.toString();
  }

  static String classes(List<Throwable> chain) {
    return String.join(" < ", chain.stream().map(each -> each.getClass().getName()).toList());
  }
}
