package org.attune.exchange.bulk;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How an export stands. */
public sealed interface ExportState {

  /**
   * Waiting or at work.
   *
   * @param age since the kick-off
   * @param progress in words
   */
  record Running(Duration age, String progress) implements ExportState {}

  /**
   * Done.
   *
   * @param url address of the kick-off request
   * @param transactionTime no resource in the files is newer, and none up to it is missing
   * @param expires when the files will be removed
   */
  record Complete(String url, Instant transactionTime, Instant expires, List<ExportFile> files)
      implements ExportState {

    /** Keeps its own copy of the files. */
    public Complete {
      files = List.copyOf(files);
    }
  }

  /**
   * Given up.
   *
   * @param reason what went wrong and what to do
   */
  record Failed(String reason) implements ExportState {}
}
