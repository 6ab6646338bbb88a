package org.attune.examples.plan;

import java.util.ArrayList;
import java.util.List;

/** Which CPT codes a session is billed under. Time bands as the practice's payers apply them. */
public final class ServiceCodes {

  private static final int CRISIS_FURTHER = 75;

  private ServiceCodes() {}

  /**
   * The codes, main service first.
   *
   * @param scored how many questionnaires were scored at the session
   */
  public static List<String> of(Session session, int scored) {
    List<String> codes = new ArrayList<>();
    switch (session.kind()) {
      case INTAKE -> codes.add("90791");
      case MEDICAL_INTAKE -> codes.add("90792");
      case COUPLE, FAMILY -> codes.add("90847");
      case GROUP -> codes.add("90853");
      case INDIVIDUAL -> codes.add(individual(session.minutes()));
      case MEDICATION -> codes.add("99213");
      case MEDICATION_THERAPY -> codes.addAll(List.of("99214", "90833"));
      case CRISIS -> {
        codes.add("90839");
        if (session.minutes() >= CRISIS_FURTHER) {
          codes.add("90840");
        }
      }
    }
    if (scored > 0 && (session.kind().first() || session.kind().medical())) {
      codes.add("96127");
    }
    return codes;
  }

  /**
   * The code of individual therapy by face-to-face minutes: 16 to 37, 38 to 52, 53 and more.
   *
   * @throws IllegalArgumentException below 16 minutes, which cannot be billed
   */
  public static String individual(int minutes) {
    if (minutes < 16) {
      throw new IllegalArgumentException("A session of " + minutes + " minutes has no code");
    }
    return minutes < 38 ? "90832" : minutes < 53 ? "90834" : "90837";
  }
}
