package org.attune.smart.launch;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Patient;

/**
 * Something of the record that a page offers to choose.
 *
 * @param id id of the resource
 * @param text what people know it by
 */
public record Choice(String id, String text) {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9.\\-]{1,64}");

  /** Whether a text has the form of a resource's id (FHIR R4, data type id). */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /** A patient by name and date of birth. */
  public static Choice of(Patient patient) {
    String name = patient.getNameFirstRep().getNameAsSingleString();
    String born = patient.getBirthDateElement().getValueAsString();
    return new Choice(
        patient.getIdElement().getIdPart(),
        (name.isBlank() ? "Without a name" : name) + (born == null ? "" : ", born " + born));
  }

  /** Patients in the given order. */
  public static List<Choice> of(List<Patient> patients) {
    return patients.stream().map(Choice::of).toList();
  }

  /** An encounter by its kind and its start, in the zone that the start was recorded in. */
  static Choice of(Encounter encounter) {
    String kind = kind(encounter.getTypeFirstRep());
    String start = encounter.getPeriod().getStartElement().getValueAsString();
    return new Choice(
        encounter.getIdElement().getIdPart(),
        kind
            + (start == null
                ? ""
                : ", " + start.replace('T', ' ').replaceFirst(":\\d\\d[-+Z].*", "")));
  }

  /**
   * The kind in words; of a code without any, the code, for people read the codes of a practice.
   */
  private static String kind(CodeableConcept type) {
    Coding coding = type.getCodingFirstRep();
    if (type.hasText() || coding.hasDisplay()) {
      return type.hasText() ? type.getText() : coding.getDisplay();
    }
    String words = coding.hasCode() ? coding.getCode().replace('-', ' ') : "encounter";
    return words.substring(0, 1).toUpperCase(Locale.ENGLISH) + words.substring(1);
  }
}
