package org.attune.access.rules;

/** What decides on a route for the holder of an access token. */
public enum RouteRule {
  /** Answered to everybody. */
  OPEN("open to everybody; nothing of the record is in it"),
  /** A single resource. */
  SHOWN("letter `r` for the type; what the caller does not see is answered like what never was"),
  /** An earlier version. */
  VERSION("letter `r`; the current version and the asked one must both be seen, else 404"),
  /** A search. */
  NARROWED(
      "letter `s`; narrowed in SQL before counting and paging. A chain, `_has` or `_sort` through"
          + " another type wants that type seen whole; of `_include` and `_revinclude` what is not"
          + " seen is left out; `:iterate`, `_filter`, `_list`, `_query`, `_text`, `_content` and"
          + " `_contained` want the whole record"),
  /** A new resource. */
  CREATED(
      "letter `c`; the resource must lie within reach, a reference to what is not seen is answered"
          + " like one to what never was; a condition wants the type seen whole"),
  /** A changed resource. */
  UPDATED(
      "letter `u`; both versions must lie within reach; an update of what is not seen is answered"
          + " like one under an id of the client's choice (403), a patch like one of what never was"
          + " (404); a condition wants the type seen whole"),
  /** A deleted resource. */
  DELETED(
      "letter `d`; what is not seen is answered like what never was (404), and does not stand in"
          + " the way by a reference; a condition wants the type seen whole"),
  /** A batch or transaction. */
  ENTRIES("each entry by the rule of its own interaction, alone as in a bundle"),
  /** A page of a search. */
  OWN_PAGES("pages of the caller's own searches only; others are answered like none"),
  /** What cannot be narrowed within a type. */
  WHOLE_TYPE("only where the caller sees all of the type, whatever the record holds"),
  /** What cannot be narrowed at all. */
  WHOLE_RECORD("only where the caller sees the whole record"),
  /** An operation whose provider searches as the caller. */
  NARROWED_OPERATION("letter `s` for the type; the searches that it makes are narrowed in SQL"),
  /** An export. */
  BULK(
      "back-end systems of the practice with a system scope of the letters `r` and `s`; narrowed"
          + " where the job reads, and each job is its starter's"),
  /** Opening a chart in an emergency. */
  EMERGENCY("people in a clinical role, whatever the scopes; opens what grants do not reach yet"),
  /** The operator's. */
  OPERATOR("closed to every token; open to the operator of the server");

  private final String text;

  RouteRule(String text) {
    this.text = text;
  }

  /** What the rule says, for documents. */
  public String text() {
    return text;
  }
}
