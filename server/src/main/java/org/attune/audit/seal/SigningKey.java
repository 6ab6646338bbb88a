package org.attune.audit.seal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import org.attune.kernel.DataDirectory;

/**
 * The Ed25519 key (RFC 8032) that signs the links of the chain. It is made at the first start and
 * kept in the data directory, readable by its owner alone, so that whoever can write to the
 * database cannot sign.
 */
public final class SigningKey {

  /** Directory of the audit below the data directory. */
  public static final String DIRECTORY = "audit";

  private static final String FILE = DIRECTORY + "/signing.key";
  private static final String ALGORITHM = "Ed25519";
  private static final int ID_DIGITS = 16;

  private final String id;
  private final byte[] publicKey;
  private final PrivateKey privateKey;

  private SigningKey(byte[] publicKey, PrivateKey privateKey) {
    this.id = idOf(publicKey);
    this.publicKey = publicKey.clone();
    this.privateKey = privateKey;
  }

  /**
   * Reads the key, or makes one.
   *
   * @throws UncheckedIOException if the file can be neither read nor written
   * @throws IllegalStateException if the file holds no key
   */
  public static SigningKey of(DataDirectory dataDirectory) {
    makeDirectory(dataDirectory.path(DIRECTORY));
    String[] parts = dataDirectory.readOrCreatePrivate(FILE, SigningKey::make).split("\\R", -1);
    try {
      KeyFactory keys = KeyFactory.getInstance(ALGORITHM);
      byte[] publicKey = Base64.getDecoder().decode(parts[1]);
      return new SigningKey(
          publicKey,
          keys.generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(parts[0]))));
    } catch (GeneralSecurityException | RuntimeException damaged) {
      throw new IllegalStateException(
          "The file " + dataDirectory.path(FILE) + " holds no signing key", damaged);
    }
  }

  private static void makeDirectory(Path directory) {
    boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] mode =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
            }
            : new FileAttribute<?>[0];
    try {
      Files.createDirectories(directory, mode);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String make() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
      Base64.Encoder base64 = Base64.getEncoder();
      return base64.encodeToString(pair.getPrivate().getEncoded())
          + "\n"
          + base64.encodeToString(pair.getPublic().getEncoded())
          + "\n";
    } catch (GeneralSecurityException absent) {
      throw new IllegalStateException("This Java has no " + ALGORITHM, absent);
    }
  }

  /** First digits of the public key's SHA-256. */
  public String id() {
    return id;
  }

  byte[] publicKey() {
    return publicKey.clone();
  }

  byte[] sign(byte[] message) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(privateKey);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("The signing key does not sign", impossible);
    }
  }

  /** Whether a key with that encoding has signed the message. */
  static boolean verifies(byte[] publicKey, byte[] message, byte[] signed) {
    try {
      PublicKey key =
          KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(publicKey));
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initVerify(key);
      signature.update(message);
      return signature.verify(signed);
    } catch (GeneralSecurityException notThisKey) {
      return false;
    }
  }

  static String idOf(byte[] publicKey) {
    return HexFormat.of().formatHex(sha256(publicKey)).substring(0, ID_DIGITS);
  }

  static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (GeneralSecurityException absent) {
      throw new IllegalStateException("SHA-256 is missing from this Java", absent);
    }
  }
}
