package org.attune.rest.control;

import java.util.Arrays;
import java.util.List;

/**
 * A header or parameter by which a client may steer the servlet beyond what FHIR's interactions
 * say. Each one that HAPI FHIR 8.8.0 knows is decided on here; docs/access-routes.md shows the
 * list.
 */
public enum RequestControl {
  META_SNAPSHOT(
      "X-Meta-Snapshot-Mode",
      Effect.REFUSED,
      "would let an update take off tags and security labels that it does not repeat; labels are"
          + " taken off by $meta-delete alone"),
  REWRITE_HISTORY(
      "X-Rewrite-History", Effect.REFUSED, "would change old versions; history stays as it was"),
  UPSERT_CHECK(
      "X-Upsert-Extistence-Check",
      Effect.REFUSED,
      "would write without a look at what is there, past the rules that compare"),
  CASCADE_HEADER("X-Cascade", Effect.REFUSED, "would delete what refers to the deleted as well"),
  RETRY(
      "X-Retry-On-Version-Conflict",
      Effect.REFUSED,
      "would repeat a write on a version that its author has not seen; repeat it yourself"),
  PARTITIONS("X-Request-Partition-IDs", Effect.REFUSED, "would choose where something is stored"),
  CONTENT_LOCATION(
      "Content-Location",
      Effect.REFUSED,
      "would update another resource than the one in the address, and so be recorded wrongly"),
  CASCADE("_cascade", Effect.REFUSED, "would delete what refers to the deleted as well"),
  CASCADE_ROUNDS("_maxRounds", Effect.REFUSED, "would delete what refers to the deleted as well"),
  EXPUNGE("_expunge", Effect.REFUSED, "would remove the history of what is deleted"),
  DELETED(
      "_includeDeleted",
      Effect.REFUSED,
      "would tell of what was deleted, seen by the caller or not"),
  FHIR_PATH("_fhirpath", Effect.REFUSED, "would answer with parts of resources; use _elements"),
  CACHE(
      "Cache-Control",
      Effect.HONOURED,
      "for searches: no-store with max-results answers in one page of at most so many, 1,000 at the"
          + " most; narrowed like any other"),
  NONE_EXIST("If-None-Exist", Effect.HONOURED, "makes a create conditional; by the rule created"),
  MATCH("If-Match", Effect.HONOURED, "the version that a write is meant for; else 412"),
  NONE_MATCH(
      "If-None-Match", Effect.HONOURED, "304 for the version that the client has, if it is seen"),
  MODIFIED_SINCE(
      "If-Modified-Since", Effect.HONOURED, "304 for what was not changed since, if it is seen"),
  PREFER(
      "Prefer",
      Effect.HONOURED,
      "return of writes; respond-async, which the kick-off of an export wants"),
  SECURITY_CONTEXT(
      "X-Security-Context",
      Effect.HONOURED,
      "becomes Binary.securityContext of an uploaded Binary, by the rules for references"),
  REQUEST_ID("X-Request-ID", Effect.HONOURED, "names the request in the audit and in meta.source"),
  OFFSET(
      "_offset",
      Effect.HONOURED,
      "begins a search at this result, counted within what the caller sees"),
  SOURCE("X-Request-Source", Effect.IGNORED, "meta.source names the request alone"),
  TIME_ZONE("Timezone", Effect.IGNORED, "moments have a zone of their own");

  private final String title;
  private final Effect effect;
  private final String text;

  RequestControl(String title, Effect effect, String text) {
    this.title = title;
    this.effect = effect;
    this.text = text;
  }

  /** What comes of a control. */
  public enum Effect {
    /** The request is answered 400 and nothing is done. */
    REFUSED,
    /** It does what it is for, within the rules of access. */
    HONOURED,
    /** The request is answered as without it. */
    IGNORED
  }

  /** Headers or parameters that are refused. */
  static List<RequestControl> refused(boolean parameters) {
    return Arrays.stream(values())
        .filter(control -> control.effect == Effect.REFUSED)
        .filter(control -> control.isParameter() == parameters)
        .toList();
  }

  private boolean isParameter() {
    return title.startsWith("_");
  }

  /** Name of the header or parameter. */
  public String title() {
    return title;
  }

  /** What comes of it. */
  public Effect effect() {
    return effect;
  }

  /** What it does or would do. */
  public String text() {
    return text;
  }

  /** Says why a request with it is refused. */
  String refusal() {
    return "The %s %s is not taken: it %s"
        .formatted(isParameter() ? "parameter" : "header", title, text);
  }
}
