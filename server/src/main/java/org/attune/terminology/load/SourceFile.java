package org.attune.terminology.load;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** A file of a publisher, plain or within a ZIP file. */
final class SourceFile {

  private static final Charset WINDOWS = Charset.forName("windows-1252");

  private final Path path;
  private final Edition edition;

  SourceFile(Path path, Edition edition) {
    this.path = path;
    this.edition = edition;
  }

  /** The hash of the file as it lies there. */
  String sha256() throws IOException {
    try (InputStream file = Files.newInputStream(path);
        DigestInputStream digest =
            new DigestInputStream(file, MessageDigest.getInstance("SHA-256"))) {
      digest.transferTo(java.io.OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException("SHA-256 is missing from this Java", absent);
    }
  }

  /**
   * Opens it for reading, byte by byte as ISO 8859-1; see {@link #text}.
   *
   * @throws IOException if a ZIP file does not hold what is sought
   */
  BufferedReader open() throws IOException {
    InputStream content = new BufferedInputStream(Files.newInputStream(path));
    if (path.toString().toLowerCase(java.util.Locale.ROOT).endsWith(".zip")) {
      content = entry(new ZipInputStream(content));
    }
    return new BufferedReader(new InputStreamReader(content, StandardCharsets.ISO_8859_1));
  }

  private InputStream entry(ZipInputStream zip) throws IOException {
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      if (!entry.isDirectory() && edition.entry().matcher(entry.getName()).matches()) {
        return new FilterInputStream(zip) {};
      }
    }
    zip.close();
    throw new IOException("the ZIP file holds no file of " + edition.word());
  }

  /**
   * What was read as ISO 8859-1, in its true encoding: UTF-8, else that of Windows, in which older
   * files are written.
   */
  static String text(String bytes) {
    byte[] raw = bytes.getBytes(StandardCharsets.ISO_8859_1);
    String text = utf8(raw);
    if (text == null) {
      text = new String(raw, WINDOWS);
    }
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static @Nullable String utf8(byte[] raw) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(raw)).toString();
    } catch (CharacterCodingException other) {
      return null;
    }
  }
}
