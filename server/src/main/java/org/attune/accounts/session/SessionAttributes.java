package org.attune.accounts.session;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a session holds, as bytes in the database: Java serialization, restricted to the classes
 * that belong there. What another version of the server wrote and this one cannot read counts as
 * absent: the person signs in again.
 */
final class SessionAttributes {

  private static final Logger LOG = LoggerFactory.getLogger(SessionAttributes.class);

  private static final ObjectInputFilter FILTER =
      ObjectInputFilter.Config.createFilter(
          "maxdepth=20;maxrefs=2000;maxbytes=200000;java.lang.*;java.util.*;java.time.*;"
              + "jakarta.servlet.http.Cookie;org.springframework.security.**;"
              + "org.attune.**;!*");

  private SessionAttributes() {}

  static byte[] write(Object attribute) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(attribute);
    } catch (IOException failure) {
      throw new UncheckedIOException("A session attribute cannot be kept", failure);
    }
    return bytes.toByteArray();
  }

  static @Nullable Object read(byte[] bytes) {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      in.setObjectInputFilter(FILTER);
      return in.readObject();
    } catch (InvalidClassException | ClassNotFoundException otherVersion) {
      LOG.info("A session attribute of another version was left out");
      return null;
    } catch (IOException broken) {
      throw new UncheckedIOException("A session attribute cannot be read", broken);
    }
  }
}
