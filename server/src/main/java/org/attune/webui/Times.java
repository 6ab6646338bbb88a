package org.attune.webui;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How pages write moments; in UTC, since the server does not know the reader's zone. */
public final class Times {

  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH);

  /** A moment as text. */
  public String text(Instant moment) {
    return FORM.format(moment.atOffset(ZoneOffset.UTC));
  }
}
