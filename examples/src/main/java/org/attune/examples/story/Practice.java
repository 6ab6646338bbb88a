package org.attune.examples.story;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The practice as {@code practice.json} describes it.
 *
 * @param zone IANA zone of all its locations
 * @param npi National Provider Identifier of the organization
 * @param tin taxpayer identification number
 * @param taxonomy NUCC code under which it bills
 * @param fees what each service costs, in US dollars
 */
public record Practice(
    String zone,
    String name,
    String npi,
    String tin,
    String taxonomy,
    String phone,
    List<Place> locations,
    List<Member> staff,
    Member referrer,
    List<Payer> payers,
    List<Fee> fees) {

  /** A location; {@code zip} without hyphen. */
  public record Place(
      String key,
      String name,
      String npi,
      String line,
      String city,
      String state,
      String zip,
      String phone,
      double latitude,
      double longitude) {}

  /**
   * Someone who works here, or refers to here.
   *
   * @param format note format of a clinician
   * @param supervisor key of the member who co-signs
   * @param days working days of a clinician
   * @param away weeks before the day of loading in which a clinician sees nobody
   */
  public record Member(
      String key,
      String given,
      String family,
      @Nullable String suffix,
      String gender,
      @Nullable String npi,
      String role,
      @Nullable String credential,
      @Nullable String taxonomy,
      @Nullable String specialty,
      @Nullable String supervisor,
      @Nullable String format,
      List<String> locations,
      List<DayOfWeek> days,
      List<Integer> away) {

    /** Whether this member sees clients. */
    public boolean clinician() {
      return !days.isEmpty();
    }

    /** Name as people say it. */
    public String display() {
      return given + " " + family + (suffix == null ? "" : ", " + suffix);
    }
  }

  /**
   * Who pays for others.
   *
   * @param payerId number by which clearinghouses know the payer
   * @param allowedPercent share of the full fee that the contract allows
   */
  public record Payer(
      String key,
      String name,
      String payerId,
      String type,
      String plan,
      String line,
      String city,
      String state,
      String zip,
      String phone,
      int allowedPercent) {}

  /** Full charge of a code; {@code label} in own words. */
  public record Fee(String code, String label, BigDecimal amount) {

    /** Whether a payer may be billed for it. */
    public boolean billable() {
      return Character.isDigit(code.charAt(0));
    }
  }

  /** The member with a key; a referrer counts. */
  public Member member(String key) {
    return staff.stream()
        .filter(member -> member.key().equals(key))
        .findFirst()
        .or(() -> Optional.of(referrer).filter(member -> member.key().equals(key)))
        .orElseThrow(() -> unknown(key));
  }

  /** The payer with a key. */
  public Payer payer(String key) {
    return payers.stream()
        .filter(payer -> payer.key().equals(key))
        .findFirst()
        .orElseThrow(() -> unknown(key));
  }

  /** The location with a key. */
  public Place place(String key) {
    return locations.stream()
        .filter(place -> place.key().equals(key))
        .findFirst()
        .orElseThrow(() -> unknown(key));
  }

  /** The fee of a code. */
  public Fee fee(String code) {
    return fees.stream()
        .filter(fee -> fee.code().equals(code))
        .findFirst()
        .orElseThrow(() -> unknown(code));
  }

  /** Those who see clients. */
  public List<Member> clinicians() {
    return staff.stream().filter(Member::clinician).toList();
  }

  private static IllegalArgumentException unknown(String key) {
    return new IllegalArgumentException("The sample practice has no " + key);
  }
}
