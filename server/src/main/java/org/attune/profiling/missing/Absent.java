package org.attune.profiling.missing;

import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.jspecify.annotations.Nullable;

/** The forms in which FHIR says that something is not known. */
final class Absent {

  /** Identifiers that this server gives to those who come without one. */
  static final String ASSIGNED = "https://attune.org/fhir/identifier/assigned";

  private static final String REASON = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
  private static final String REASONS = "http://terminology.hl7.org/CodeSystem/data-absent-reason";
  private static final String UNKNOWN = "unknown";

  private Absent() {}

  /** In place of a value. */
  static Extension extension() {
    return new Extension(REASON, new CodeType(UNKNOWN));
  }

  /** In place of a code. */
  static CodeableConcept concept() {
    return new CodeableConcept(new Coding(REASONS, UNKNOWN, "Unknown"));
  }

  /**
   * The identifier that the server gave before, else a new one.
   *
   * @param before identifiers of the version that is replaced
   */
  static Identifier identifier(@Nullable List<Identifier> before) {
    if (before != null) {
      for (Identifier given : before) {
        if (ASSIGNED.equals(given.getSystem())) {
          return given.copy();
        }
      }
    }
    return new Identifier().setSystem(ASSIGNED).setValue(UUID.randomUUID().toString());
  }
}
