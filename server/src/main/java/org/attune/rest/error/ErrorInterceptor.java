package org.attune.rest.error;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.NotModifiedException;
import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import java.util.List;
import java.util.Optional;
import org.attune.rest.locate.BodyLocator;
import org.attune.rest.locate.LocatedProblem;
import org.attune.rest.search.SearchDiagnosis;
import org.attune.store.RuleViolationException;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers every failed request from {@link ErrorTable}. The exception it returns has neither cause
 * nor foreign message, because HAPI logs what it gets. For the RestfulServer only.
 */
@Interceptor
public final class ErrorInterceptor {

  private static final Logger LOG = LoggerFactory.getLogger(ErrorInterceptor.class);
  private static final String RETRY_SECONDS = "5";

  /** RFC 6750 §3.1: more rights are needed than the token gives. */
  private static final String INSUFFICIENT_SCOPE = "Bearer error=\"insufficient_scope\"";

  private final BodyLocator locator;
  private final SearchDiagnosis diagnosis;

  /**
   * Makes the interceptor.
   *
   * @param locator finds the place of a fault in a body
   * @param diagnosis finds the parameter that a search was refused for
   */
  public ErrorInterceptor(BodyLocator locator, SearchDiagnosis diagnosis) {
    this.locator = locator;
    this.diagnosis = diagnosis;
  }

  /**
   * Gives the answer to a failed request.
   *
   * @return null for 304, which is no failure
   */
  @Hook(Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION)
  public @Nullable BaseServerResponseException answer(
      @Nullable RequestDetails details, Throwable exception) {
    if (exception instanceof NotModifiedException) {
      return null;
    }
    Throwable thrown = DeletedUnseen.answered(details, exception);
    RequestFacts facts = new RequestFacts(details);
    Fault fault = Fault.of(thrown, facts.conditional(), facts.hasFhirBody());
    ErrorRow row = ErrorTable.find(fault);
    String correlationId = facts.correlationId();
    log(row, fault, correlationId);
    return response(row, fault, outcome(row, fault, facts, correlationId));
  }

  private OperationOutcome outcome(
      ErrorRow row, Fault fault, RequestFacts facts, String correlationId) {
    RuleViolationException refused = fault.find(RuleViolationException.class).orElse(null);
    if (refused != null && ErrorTable.RULE_VIOLATION.equals(row.code())) {
      return Outcomes.violations(row, refused);
    }
    if ("unreadable-body".equals(row.code())) {
      OperationOutcome located = Outcomes.located(row, located(facts));
      if (located.hasIssue()) {
        return located;
      }
    }
    Optional<String> found = row.status() == 400 ? diagnosed(facts) : Optional.empty();
    if (found.isPresent()) {
      return Outcomes.diagnosed(row, found.get());
    }
    OperationOutcome given = Outcomes.given(row, fault);
    if (given != null) {
      return given;
    }
    Integer entry = entry(fault.thrown().getMessage(), facts);
    return Outcomes.single(row, fault, entry, correlationId);
  }

  private static @Nullable Integer entry(@Nullable String message, RequestFacts facts) {
    if (!facts.transaction()) {
      return null;
    }
    Integer named = Diagnostics.entry(message);
    return named != null ? named : ReferringEntry.find(facts.details(), message);
  }

  /** A fault of the diagnosis must not hide the client's. */
  private Optional<String> diagnosed(RequestFacts facts) {
    try {
      return facts.searchFault(diagnosis);
    } catch (RuntimeException fault) {
      LOG.warn("The search could not be searched for faults: {}", fault.getClass().getName());
      return Optional.empty();
    }
  }

  /** A fault of the locator must not hide the client's. */
  private Iterable<LocatedProblem> located(RequestFacts facts) {
    try {
      return facts.problems(locator);
    } catch (RuntimeException | StackOverflowError fault) {
      LOG.warn("The body could not be searched for problems: {}", fault.getClass().getName());
      return List.of();
    }
  }

  private static BaseServerResponseException response(
      ErrorRow row, Fault fault, OperationOutcome outcome) {
    BaseServerResponseException response =
        new UnclassifiedServerFailureException(row.status(), row.text());
    response.setOperationOutcome(outcome);
    if (row.status() == 503) {
      response.addResponseHeader("Retry-After", RETRY_SECONDS);
    }
    if (row.status() == 403) {
      response.addResponseHeader("WWW-Authenticate", INSUFFICIENT_SCOPE);
    }
    if (fault.thrown() instanceof BaseServerResponseException known && known.hasResponseHeaders()) {
      known
          .getResponseHeaders()
          .forEach(
              (name, values) -> values.forEach(value -> response.addResponseHeader(name, value)));
    }
    return response;
  }

  /** Names and frames only: messages of exceptions carry SQL and values. */
  private static void log(ErrorRow row, Fault fault, String correlationId) {
    if (fault.named("ClientAbort")) {
      LOG.debug("Request {}: the client hung up", correlationId);
    } else if (row.status() == 500) {
      LOG.error("Request {} failed: {}", correlationId, StackText.of(fault.chain()));
    } else if (row.status() > 501) {
      LOG.warn("Request {}: {}: {}", correlationId, row.code(), StackText.classes(fault.chain()));
    }
  }
}
