package org.attune.store.page;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.attune.database.SideTables;
import org.attune.store.page.Page.Anchor;
import org.attune.store.page.Page.Place;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Seals pages into texts that tell nobody what was searched for and that nobody can make or change
 * (AES-256-GCM). The key is the database's, so that every server on it opens them.
 */
@Component
public final class PageSeal {

  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  /** More than any link that a server makes. */
  private static final int LONGEST = 16_000;

  private final JdbcTemplate jdbc;
  private final SecureRandom random = new SecureRandom();
  private volatile @Nullable SecretKeySpec key;

  PageSeal(JdbcTemplate jdbc, SideTables tables) {
    Objects.requireNonNull(tables);
    this.jdbc = jdbc;
  }

  /** The page as a text for a URL. */
  String seal(Page page) {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(bytes(page));
      byte[] whole = ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
      return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The page that a text stands for; absent if no server on this database sealed it. */
  public Optional<Page> open(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      byte[] whole = Base64.getUrlDecoder().decode(text);
      if (whole.length <= NONCE) {
        return Optional.empty();
      }
      byte[] nonce = ByteBuffer.wrap(whole, 0, NONCE).slice().array();
      byte[] exact = new byte[NONCE];
      System.arraycopy(nonce, 0, exact, 0, NONCE);
      byte[] opened =
          cipher(Cipher.DECRYPT_MODE, exact).doFinal(whole, NONCE, whole.length - NONCE);
      return Optional.of(page(opened));
    } catch (IllegalArgumentException | GeneralSecurityException notSealedHere) {
      return Optional.empty();
    }
  }

  private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, key(), new GCMParameterSpec(TAG_BITS, nonce));
    return cipher;
  }

  private SecretKeySpec key() {
    SecretKeySpec known = key;
    if (known == null) {
      byte[] stored = jdbc.queryForObject("select key from attune.page_key", byte[].class);
      known = new SecretKeySpec(Objects.requireNonNull(stored), "AES");
      key = known;
    }
    return known;
  }

  private static byte[] bytes(Page page) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
      out.writeUTF(page.path());
      out.writeUTF(page.query());
      out.writeUTF(page.owner());
      out.writeInt(page.place().shown());
      out.writeInt(page.place().last().size());
      for (Anchor each : page.place().last()) {
        out.writeLong(each.key());
        out.writeInt((int) each.version());
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static Page page(byte[] bytes) {
    try (DataInputStream in =
        new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(bytes)))) {
      String path = in.readUTF();
      String query = in.readUTF();
      String owner = in.readUTF();
      int shown = in.readInt();
      List<Anchor> last = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        last.add(new Anchor(in.readLong(), in.readInt()));
      }
      return new Page(path, query, owner, new Place(shown, last));
    } catch (IOException otherForm) {
      throw new IllegalArgumentException(otherForm);
    }
  }
}
