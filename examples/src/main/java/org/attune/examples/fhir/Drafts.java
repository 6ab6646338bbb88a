package org.attune.examples.fhir;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.UUID;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** Identity of the resources of the sample practice, and the marks that each of them carries. */
public final class Drafts {

  /** Base of Attune's canonical addresses. */
  public static final String BASE = "https://attune.org/fhir/";

  /** Code system of the tag that marks where a record stems from. */
  public static final String ORIGIN = BASE + "CodeSystem/origin";

  /** Code of that tag for the sample practice. */
  public static final String SAMPLE = "sample-practice";

  /** Code system of HL7's purposes of use. */
  public static final String ACT_REASON = "http://terminology.hl7.org/CodeSystem/v3-ActReason";

  private static final UUID NAMESPACE = UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8");

  private Drafts() {}

  /** Gives a resource its id and marks it as synthetic. */
  public static <T extends Resource> T draft(T resource, String key) {
    resource.setId(id(resource.fhirType(), key));
    resource.getMeta().addSecurity(new Coding(ACT_REASON, "HTEST", "test health data"));
    resource.getMeta().addTag(new Coding(ORIGIN, SAMPLE, null));
    return resource;
  }

  /** The reference to what {@link #draft} made of this type under this key. */
  public static Reference ref(String type, String key) {
    return new Reference(type + "/" + id(type, key));
  }

  /** The same with a name for people. */
  public static Reference ref(String type, String key, String display) {
    return ref(type, key).setDisplay(display);
  }

  /** The reference to a drafted resource. */
  public static Reference ref(Resource resource) {
    return new Reference(resource.fhirType() + "/" + resource.getIdElement().getIdPart());
  }

  /** The id of a resource: a name-based UUID (RFC 4122, version 5), the same on every day. */
  public static String id(String type, String key) {
    byte[] hash = sha1(BASE + "sample-practice/" + type + "/" + key);
    hash[6] = (byte) ((hash[6] & 0x0f) | 0x50);
    hash[8] = (byte) ((hash[8] & 0x3f) | 0x80);
    ByteBuffer buffer = ByteBuffer.wrap(hash);
    return new UUID(buffer.getLong(), buffer.getLong()).toString();
  }

  /** An identifier of the practice's own. */
  public static Identifier identifier(String kind, String value) {
    return new Identifier().setSystem(BASE + "identifier/" + kind).setValue(value);
  }

  /** A short opaque value of capital letters and digits, at most 32 characters. */
  public static String opaque(String key, int length) {
    StringBuilder value = new StringBuilder();
    for (byte part : sha1("opaque/" + key)) {
      value.append("ABCDEFGHJKMNPQRSTUVWXYZ234567899".charAt(part & 31));
    }
    return value.substring(0, Math.min(length, value.length()));
  }

  private static byte[] sha1(String name) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      ByteBuffer space = ByteBuffer.allocate(16);
      space.putLong(NAMESPACE.getMostSignificantBits());
      space.putLong(NAMESPACE.getLeastSignificantBits());
      digest.update(space.array());
      byte[] hash = digest.digest(name.getBytes(StandardCharsets.UTF_8));
      return Arrays.copyOf(hash, hash.length);
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException("SHA-1 is missing from this Java", absent);
    }
  }
}
