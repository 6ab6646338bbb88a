package org.attune.exchange.bulk;

import java.util.UUID;

/**
 * A file of an export.
 *
 * @param attempt the one of the job's attempts that made it
 * @param number of the file within the job, from 1 on
 * @param error whether it holds messages instead of data
 * @param type resource type of every line
 * @param resources number of lines
 * @param bytes size as plain NDJSON
 * @param packedBytes size as it is stored, compressed with gzip
 * @param chunks pieces in which it is stored
 */
public record ExportFile(
    UUID job,
    int attempt,
    int number,
    boolean error,
    String type,
    long resources,
    long bytes,
    long packedBytes,
    int chunks) {}
