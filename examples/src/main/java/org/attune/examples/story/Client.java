package org.attune.examples.story;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A client's year as the {@code clients-*.json} files tell it. All weeks count back from the week
 * of the day of loading: 0 is that week, 1 the one before.
 *
 * @param age completed years on the day of loading
 * @param birthday month and day
 * @param phq9 course of the PHQ-9 total as {@code week:score} pairs, earliest first
 * @param item9 answers to the last item of the PHQ-9 that are not zero, as {@code week:answer}
 * @param missed weeks of missed sessions by how they were missed
 * @param coverage coverages in order; none pays without insurance
 * @param safetyPlan week of the safety plan
 * @param sud whether the federal rules on substance use records apply
 */
public record Client(
    String key,
    List<String> given,
    String family,
    @Nullable String maiden,
    int age,
    String birthday,
    String gender,
    String race,
    String ethnicity,
    @Nullable String language,
    String line,
    @Nullable String oldLine,
    String zip,
    String phone,
    boolean email,
    boolean incomplete,
    String focus,
    String therapist,
    String location,
    String telehealth,
    String source,
    String episode,
    @Nullable String discharge,
    @Nullable String partner,
    String story,
    List<Diagnosis> diagnoses,
    List<Track> tracks,
    @Nullable String phq9,
    @Nullable String gad7,
    @Nullable String item9,
    Map<String, List<Integer>> missed,
    List<Cover> coverage,
    @Nullable List<Guardian> guardians,
    List<Aim> goals,
    @Nullable List<Drug> medications,
    @Nullable List<Drug> reported,
    @Nullable List<Allergy> allergies,
    @Nullable Referral referral,
    @Nullable Integer safetyPlan,
    boolean sud,
    boolean psychotherapyNotes,
    boolean selfPayRestriction,
    int slidingPercent) {

  /** A diagnosis from one week to another; open if {@code to} is absent. */
  public record Diagnosis(
      String code,
      int from,
      @Nullable Integer to,
      @Nullable Integer confirmed,
      boolean provisional,
      boolean refuted) {

    /** Whether it stood in that week. */
    public boolean in(int week) {
      return week <= from && (to == null || week > to);
    }
  }

  /**
   * A run of appointments.
   *
   * @param with key of the clinician
   * @param planned minutes
   * @param every weeks between two appointments
   * @param to last week, 0 if it goes on
   */
  public record Track(
      String with,
      String kind,
      DayOfWeek day,
      LocalTime at,
      int planned,
      int every,
      int from,
      int to) {}

  /** Insurance; {@code relationship} is self if absent. */
  public record Cover(
      String payer,
      String member,
      String group,
      int copay,
      @Nullable String relationship,
      @Nullable Subscriber subscriber) {

    /** What the client is to the one who holds the policy. */
    public String relation() {
      return relationship == null ? "self" : relationship;
    }
  }

  /** Who holds a policy, if not the client. */
  public record Subscriber(String given, String family) {}

  /** Who decides for a minor; {@code relationship} is a code of HL7's RoleCode. */
  public record Guardian(
      String key, String given, String family, String relationship, String phone) {}

  /** A goal; with {@code score} and {@code target} it is measured. */
  public record Aim(String text, String status, @Nullable String score, @Nullable Integer target) {}

  /** A medication; {@code stop} says why it ended. */
  public record Drug(
      String text,
      String dose,
      int from,
      @Nullable Integer to,
      @Nullable String stop,
      boolean partial) {}

  /** An allergy, or that none is known. */
  public record Allergy(
      @Nullable String text,
      @Nullable String reaction,
      @Nullable String criticality,
      boolean none) {}

  /** A referral inside the practice, or to outside if {@code to} is absent. */
  public record Referral(String type, int week, String from, @Nullable String to) {}

  /** Whether others decide for this client. */
  public boolean minor() {
    return age < 18;
  }

  /** First name and family name. */
  public String display() {
    return given.get(0) + " " + family;
  }

  /** First week of contact. */
  public int firstWeek() {
    return tracks.stream().mapToInt(Track::from).max().orElseThrow();
  }

  /** Guardians, or none. */
  public List<Guardian> guardianList() {
    return guardians == null ? List.of() : guardians;
  }

  /** Prescribed medications, or none. */
  public List<Drug> drugs() {
    return medications == null ? List.of() : medications;
  }

  /** Diagnoses that stood in a week, in order of importance. */
  public List<Diagnosis> diagnosesIn(int week) {
    return diagnoses.stream().filter(diagnosis -> diagnosis.in(week)).toList();
  }
}
