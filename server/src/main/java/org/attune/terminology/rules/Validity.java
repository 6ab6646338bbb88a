package org.attune.terminology.rules;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * When a code can be billed. Of ICD-10-CM only the most specific codes can: the order files of CMS
 * mark them, and a code ceases to be one when codes below it are introduced.
 *
 * @param billable whether it can be billed in the newest release known
 * @param from first day on which it can; absent if that is not known
 * @param to last day; absent if there is none
 * @param category whether other codes are below it
 */
public record Validity(
    boolean billable, @Nullable LocalDate from, @Nullable LocalDate to, boolean category) {

  /** What a code is on a day. */
  public enum Status {
    /** It can be billed. */
    BILLABLE,
    /** It exists, to group the codes below it, which are billed in its place. */
    CATEGORY,
    /** It is not in use yet. */
    NOT_YET,
    /** It is no longer in use. */
    ENDED
  }

  /** What the code is on the given day; both limits belong to the time in which it is billable. */
  public Status on(LocalDate day) {
    if (from != null && day.isBefore(from)) {
      return Status.NOT_YET;
    }
    if (to != null && !day.isAfter(to)) {
      return Status.BILLABLE;
    }
    if (billable && to == null) {
      return Status.BILLABLE;
    }
    return to == null || category ? Status.CATEGORY : Status.ENDED;
  }

  /** What to tell of a code that cannot be billed on the day; empty if it can. */
  public String explain(String code, LocalDate day) {
    return switch (on(day)) {
      case BILLABLE -> "";
      case NOT_YET -> code + " is not valid on " + day + ": it is in use from " + from + " on";
      case ENDED -> code + " is not valid on " + day + ": it was in use until " + to;
      case CATEGORY ->
          code
              + " is a category and cannot be billed"
              + (to == null ? "" : " since " + to.plusDays(1))
              + ": use a code below it";
    };
  }
}
