package org.attune.profiling.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Meta;

/**
 * What the decision on a profile writes into {@code Resource.meta}: the profile in place of any
 * other that the server decides among, and the labels that it requires. Claims to profiles of
 * others, and further labels, are the sender's and stay.
 */
public final class ProfileMark {

  private static final String CONFIDENTIALITY =
      "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";

  /** Codes of Confidentiality from the least to the most restricted (HL7 v3). */
  private static final List<String> LEVELS = List.of("U", "L", "M", "N", "R", "V");

  private ProfileMark() {}

  /**
   * Writes the mark.
   *
   * @param meta of the resource
   * @param profile what was decided
   * @param decided canonical URLs of all profiles that the server decides among
   */
  public static void write(Meta meta, Profile profile, Set<String> decided) {
    if (!profile.url().equals(claims(meta, decided))) {
      List<CanonicalType> kept = new ArrayList<>();
      kept.add(new CanonicalType(profile.url()));
      meta.getProfile().stream().filter(claim -> !isDecided(claim, decided)).forEach(kept::add);
      meta.setProfile(kept);
    }
    profile.labels().forEach(label -> require(meta, label));
  }

  /** Whether the mark is there already, so that writing it would change nothing. */
  public static boolean isOn(Meta meta, Profile profile, Set<String> decided) {
    return profile.url().equals(claims(meta, decided))
        && profile.labels().stream().allMatch(label -> isMet(meta, label));
  }

  /** The claims to profiles that the server decides among, as one text. */
  private static String claims(Meta meta, Set<String> decided) {
    StringBuilder claims = new StringBuilder();
    for (CanonicalType claim : meta.getProfile()) {
      if (isDecided(claim, decided)) {
        claims.append(claim.getValue());
      }
    }
    return claims.toString();
  }

  private static boolean isDecided(CanonicalType claim, Set<String> decided) {
    String url = String.valueOf(claim.getValueAsString());
    int version = url.indexOf('|');
    return decided.contains(version < 0 ? url : url.substring(0, version));
  }

  private static void require(Meta meta, Coding label) {
    if (!isMet(meta, label)) {
      if (CONFIDENTIALITY.equals(label.getSystem())) {
        meta.getSecurity().removeIf(each -> CONFIDENTIALITY.equals(each.getSystem()));
      }
      meta.addSecurity(label.copy());
    }
  }

  private static boolean isMet(Meta meta, Coding label) {
    return meta.getSecurity().stream()
        .filter(each -> label.getSystem().equals(each.getSystem()))
        .anyMatch(each -> isAtLeast(each, label));
  }

  private static boolean isAtLeast(Coding present, Coding required) {
    if (CONFIDENTIALITY.equals(required.getSystem())) {
      return LEVELS.indexOf(present.getCode()) >= LEVELS.indexOf(required.getCode());
    }
    return required.getCode().equals(present.getCode());
  }
}
