package org.attune.exchange.bulk;

import java.io.OutputStream;
import java.util.Optional;
import java.util.UUID;
import org.attune.exchange.bulk.rules.ExportRequest;
import org.attune.store.Caller;

/** Exports as jobs. Each belongs to the actor who started it and exists for no other. */
public interface BulkExports {

  /**
   * Starts an export.
   *
   * @param url address of the request, which the result repeats
   * @return id of the job
   * @throws org.attune.exchange.bulk.rules.ExportRefused if it cannot be made as asked for
   * @throws NoSuchGroup if there is no such Group
   * @throws TooManyExports if the actor has too many under way
   * @throws BeyondScopes if it asks for what the actor may not see
   */
  UUID start(Caller caller, ExportRequest request, String url);

  /** How the job stands; absent if there is none. */
  Optional<ExportState> state(Caller caller, UUID job);

  /**
   * Ends the job and removes its files.
   *
   * @return whether there was one
   */
  boolean remove(Caller caller, UUID job);

  /**
   * A file of a completed job; absent if there is none.
   *
   * @throws BeyondScopes if the job was started with more rights than the actor has now
   */
  Optional<ExportFile> file(Caller caller, UUID job, int number);

  /**
   * Writes a file's content.
   *
   * @param packed whether compressed with gzip, else as plain NDJSON
   * @throws java.io.IOException if the receiver is gone, or the job was removed meanwhile
   */
  void write(ExportFile file, boolean packed, OutputStream out) throws java.io.IOException;

  /** There is no Group of that id. */
  final class NoSuchGroup extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** The export holds what the actor may not see. */
  final class BeyondScopes extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** The actor has too many exports under way. */
  final class TooManyExports extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
