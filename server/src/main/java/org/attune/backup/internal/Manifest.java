package org.attune.backup.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import org.attune.backup.BackupException;

/**
 * What a backup says about itself. It is the last entry of the container, so a file without one was
 * never finished.
 *
 * @param formatVersion version of the container's layout, {@link #FORMAT_VERSION} when written here
 * @param created moment of the snapshot, ISO 8601 in UTC
 * @param postgresVersion version of the server the backup was taken from, for information
 * @param appVersion version of Attune that made the backup
 * @param tables every table with what is needed to prove it whole
 * @param resourceTypes proof of the record itself, ordered by type
 * @param sequences where each sequence stood
 * @param largeObjects the large objects that table columns point to
 */
public record Manifest(
    int formatVersion,
    String created,
    String postgresVersion,
    String appVersion,
    List<TableData> tables,
    List<ResourceTypeDigest> resourceTypes,
    List<SequenceState> sequences,
    LargeObjectData largeObjects) {

  /** The layout that this version writes, and the only one that it reads. */
  public static final int FORMAT_VERSION = 1;

  /** The manifest's name in the container. */
  public static final String ENTRY = "manifest.json";

  /**
   * One table's rows.
   *
   * @param table name and columns
   * @param rows number of rows
   * @param sha256 hash of the rows in COPY's text format, lower-case hex
   */
  public record TableData(Table table, long rows, String sha256) {}

  /**
   * The versions of all resources of one type.
   *
   * @param type FHIR resource type
   * @param current resources that are not deleted
   * @param versions stored versions, deletions included
   * @param sha256 hash over id, version, deletion and content of each version in order of id
   */
  public record ResourceTypeDigest(String type, long current, long versions, String sha256) {}

  /**
   * One sequence.
   *
   * @param lastValue its value
   * @param called whether that value has been handed out
   */
  public record SequenceState(String schema, String name, long lastValue, boolean called) {}

  /**
   * The large objects.
   *
   * @param count how many
   * @param sha256 hash of their entry in the container
   */
  public record LargeObjectData(long count, String sha256) {}

  /** The manifest as JSON. */
  public byte[] toJson() throws IOException {
    return mapper().writeValueAsBytes(this);
  }

  /**
   * Reads a manifest.
   *
   * @throws BackupException when it is broken or of a layout that this version does not know
   */
  public static Manifest fromJson(byte[] json) throws IOException {
    try {
      int version = mapper().readTree(json).path("formatVersion").asInt();
      if (version != FORMAT_VERSION) {
        throw new BackupException(
            "The backup has format version "
                + version
                + "; this version of Attune reads "
                + FORMAT_VERSION
                + ". Restore it with the version that made it.");
      }
      return mapper().readValue(json, Manifest.class);
    } catch (JsonProcessingException broken) {
      throw new BackupException("The backup's manifest is damaged; use another backup.", broken);
    }
  }

  private static ObjectMapper mapper() {
    return JsonMapper.builder()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .build();
  }
}
