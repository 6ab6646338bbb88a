package org.attune.rest.capability;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.rest.api.EncodingEnum;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.hl7.fhir.r4.model.CapabilityStatement;

/**
 * One statement in the forms that clients ask for. Encoding it is dear, putting a client's address
 * into the text is cheap; so an unknown address costs little and the memory stays bounded.
 */
final class StatementTexts {

  /** Stands for the server's address in the statement. */
  static final String ROOT = "http://attune.invalid";

  private static final int KEPT = 8;
  private static final int ETAG_BYTES = 12;

  /** What tells one form from another. */
  record Form(String root, EncodingEnum encoding, boolean pretty) {}

  /** A form as it goes over the wire. */
  static final class Text {
    private final byte[] plain;
    private final byte[] zipped;
    private final String etag;

    Text(String text) {
      this.plain = text.getBytes(StandardCharsets.UTF_8);
      this.zipped = zip(plain);
      this.etag = tag(plain);
    }

    void writeTo(OutputStream out, boolean compressed) throws IOException {
      out.write(compressed ? zipped : plain);
    }

    int length(boolean compressed) {
      return (compressed ? zipped : plain).length;
    }

    String etag() {
      return etag;
    }

    @Override
    public String toString() {
      return new String(plain, StandardCharsets.UTF_8);
    }
  }

  private final FhirContext context;
  private final CapabilityStatement statement;
  private final Map<Form, String> templates = new LinkedHashMap<>();
  private final Map<Form, Text> texts =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Form, Text> eldest) {
          return size() > KEPT;
        }
      };

  StatementTexts(FhirContext context, CapabilityStatement statement) {
    this.context = context;
    this.statement = statement;
  }

  /** The statement for a client that reaches the server at the form's root. */
  synchronized Text text(Form form) {
    Text known = texts.get(form);
    if (known != null) {
      return known;
    }
    String template =
        templates.computeIfAbsent(new Form(ROOT, form.encoding(), form.pretty()), this::encode);
    Text text = new Text(template.replace(ROOT, form.root()));
    texts.put(form, text);
    return text;
  }

  private String encode(Form form) {
    IParser parser = form.encoding().newParser(context);
    return parser.setPrettyPrint(form.pretty()).encodeResourceToString(statement);
  }

  private static byte[] zip(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(plain.length / 8);
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(plain);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static String tag(byte[] plain) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(plain);
      return "W/\"" + HexFormat.of().formatHex(hash, 0, ETAG_BYTES) + "\"";
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException("SHA-256 is missing from this Java", absent);
    }
  }
}
