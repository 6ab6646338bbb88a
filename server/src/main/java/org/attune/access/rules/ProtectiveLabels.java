package org.attune.access.rules;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Resource;

/**
 * Security labels that keep a resource from people who would see it otherwise. Once there they
 * stay, whatever a later version says or leaves out.
 *
 * @see <a href="https://hl7.org/fhir/R4/resource.html#tag-updates">FHIR R4, updates to tags,
 *     profiles and security labels</a>
 */
public final class ProtectiveLabels {

  /** System of the labels. */
  public static final String SYSTEM = "http://terminology.hl7.org/CodeSystem/v3-ActCode";

  /** Marks psychotherapy notes (45 CFR 164.501), open to their author alone. */
  public static final String PSYCHOTHERAPY_NOTE = "PSYTHPN";

  private static final Set<String> NOTES =
      Set.of("Composition", "DocumentReference", "ClinicalImpression", "Communication", "Media");

  private static final Set<String> CODES = Set.of(PSYCHOTHERAPY_NOTE, "42CFRPart2", "HIPAASelfPay");

  private ProtectiveLabels() {}

  /** Adds to the labels of a new version those of the old one. */
  public static void keep(Meta before, Meta after) {
    for (Coding label : before.getSecurity()) {
      if (after.getSecurity(label.getSystem(), label.getCode()) == null) {
        after.addSecurity(label.copy());
      }
    }
  }

  /** The code of a label that protects, is on the old version and not on the new one. */
  public static Optional<String> lost(Meta before, Meta after) {
    return codes(before).filter(code -> after.getSecurity(SYSTEM, code) == null).findFirst();
  }

  /** The types of which a resource may be a psychotherapy note. */
  public static Set<String> notes() {
    return NOTES;
  }

  /**
   * Whether a resource is marked as a psychotherapy note although no resource of its type can be
   * one. It would be hidden from everybody, and searches would come upon it unprepared.
   */
  public static boolean misplaced(Resource resource) {
    return resource.getMeta().getSecurity(SYSTEM, PSYCHOTHERAPY_NOTE) != null
        && !NOTES.contains(resource.fhirType());
  }

  private static Stream<String> codes(Meta meta) {
    return meta.getSecurity().stream()
        .filter(label -> SYSTEM.equals(label.getSystem()))
        .map(Coding::getCode)
        .filter(CODES::contains);
  }
}
