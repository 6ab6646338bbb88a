package org.attune.backup.internal;

import java.io.Closeable;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.attune.backup.BackupException;
import org.attune.backup.internal.Manifest.TableData;

/** A backup file opened for reading. */
public final class Archive implements Closeable {
  private static final String DAMAGED = " is damaged or incomplete; use another backup.";

  private final ZipFile zip;
  private final Manifest manifest;

  private Archive(ZipFile zip, Manifest manifest) {
    this.zip = zip;
    this.manifest = manifest;
  }

  /**
   * Opens a backup.
   *
   * @throws BackupException when there is none, or it was cut off or changed
   */
  public static Archive open(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new BackupException("There is no backup file " + file + ".");
    }
    ZipFile zip = null;
    boolean opened = false;
    try {
      zip = new ZipFile(file.toFile());
      Archive archive = new Archive(zip, manifest(zip));
      opened = true;
      return archive;
    } catch (ZipException | FileNotFoundException damaged) {
      throw new BackupException("The file " + file + DAMAGED, damaged);
    } finally {
      if (!opened && zip != null) {
        zip.close();
      }
    }
  }

  private static Manifest manifest(ZipFile zip) throws IOException {
    try (InputStream in = entry(zip, Manifest.ENTRY)) {
      return Manifest.fromJson(in.readAllBytes());
    }
  }

  /** What the backup says about itself. */
  public Manifest manifest() {
    return manifest;
  }

  /**
   * Reads everything once and compares it with the manifest.
   *
   * @throws BackupException naming the first entry that differs
   */
  public void verify() throws IOException {
    for (TableData data : manifest.tables()) {
      verify(data.table().entry(), data.sha256());
    }
    verify(LargeObjects.ENTRY, manifest.largeObjects().sha256());
  }

  private void verify(String name, String sha256) throws IOException {
    MessageDigest hash = Hashes.sha256();
    try (InputStream in = new DigestInputStream(open(name), hash)) {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (ZipException | EOFException damaged) {
      throw new BackupException("The backup's part " + name + DAMAGED, damaged);
    }
    if (!Hashes.hex(hash).equals(sha256)) {
      throw new BackupException("The backup's part " + name + DAMAGED);
    }
  }

  /** The bytes of one entry. */
  public InputStream open(String name) throws IOException {
    return entry(zip, name);
  }

  private static InputStream entry(ZipFile zip, String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new BackupException(
          "The file is no backup of Attune, or was cut off: it has no " + name + ".");
    }
    return zip.getInputStream(entry);
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
