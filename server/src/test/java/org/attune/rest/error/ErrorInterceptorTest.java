package org.attune.rest.error;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.InternalErrorException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.MethodNotAllowedException;
import ca.uhn.fhir.rest.server.exceptions.NotModifiedException;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import ca.uhn.fhir.rest.server.util.FhirContextSearchParamRegistry;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.sql.SQLException;
import java.util.List;
import org.apache.catalina.connector.ClientAbortException;
import org.attune.rest.locate.BodyLocator;
import org.attune.rest.search.SearchDiagnosis;
import org.attune.store.RuleViolationException;
import org.attune.store.RuleViolationException.Violation;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.mock.web.MockHttpServletRequest;

class ErrorInterceptorTest {

  private static final FhirContext CONTEXT = FhirContext.forR4Cached();

  private final ErrorInterceptor interceptor =
      new ErrorInterceptor(
          new BodyLocator(CONTEXT),
          new SearchDiagnosis(CONTEXT, new FhirContextSearchParamRegistry(CONTEXT)));
  private final MockHttpServletRequest http = new MockHttpServletRequest();
  private final ServletRequestDetails request = new ServletRequestDetails();

  ErrorInterceptorTest() {
    request.setServletRequest(http);
    request.setRequestId("request-1");
  }

  @Test
  void locatesTheProblemsOfARefusedBody() {
    http.addHeader("Content-Type", "application/fhir+json");
    request.setRestOperationType(RestOperationTypeEnum.CREATE);
    request.setResourceName("Patient");
    request.setRequestContents(
        "{\"resourceType\":\"Patient\",\n\"gendr\":1,\"birthDate\":\"SECRET\"}".getBytes(UTF_8));

    OperationOutcome outcome =
        outcome(new InvalidRequestException("HAPI-0450: Failed to parse request body as JSON"));

    assertThat(outcome.getIssue()).hasSize(2);
    var unknown = outcome.getIssue().get(0);
    assertThat(unknown.getDetails().getCodingFirstRep().getCode()).isEqualTo("unknown-element");
    assertThat(unknown.getExpression().get(0).getValue()).isEqualTo("Patient.gendr");
    assertThat(unknown.getExtension().get(0).getUrl()).endsWith("operationoutcome-issue-line");
    assertThat(unknown.getExtension().get(0).getValue().primitiveValue()).isEqualTo("2");
    assertThat(unknown.getExtension().get(1).getUrl()).endsWith("operationoutcome-issue-col");
    assertThat(outcome.getIssue().get(1).getCode()).isEqualTo(IssueType.VALUE);
    assertThat(text(outcome)).doesNotContain("SECRET");
  }

  @Test
  void locatesInAnXmlTransaction() {
    http.addHeader("Content-Type", "application/fhir+xml");
    request.setRestOperationType(RestOperationTypeEnum.TRANSACTION);
    request.setRequestContents(
        ("<Bundle xmlns='http://hl7.org/fhir'><entry><resource><Patient><foo/></Patient>"
                + "</resource></entry></Bundle>")
            .getBytes(UTF_8));

    OperationOutcome outcome = outcome(new DataFormatException("HAPI-1825: Unknown element"));

    assertThat(outcome.getIssueFirstRep().getExpression().get(0).getValue())
        .isEqualTo("Bundle.entry[0].resource.foo");
  }

  @Test
  void tellsEveryViolationWithItsPlaceInTheBundle() {
    RuleViolationException refused =
        new RuleViolationException(
            List.of(
                new Violation(
                    "missing-author", "Bundle.entry[4].resource.author", "Name an author"),
                new Violation("bad-bundle", "Bundle.entry[0]", "Do this")));

    BaseServerResponseException answer = answer(refused);
    OperationOutcome outcome = (OperationOutcome) answer.getOperationOutcome();

    assertThat(answer.getStatusCode()).isEqualTo(422);
    assertThat(outcome.getIssue())
        .extracting(issue -> issue.getExpression().get(0).getValue())
        .containsExactly("Bundle.entry[4].resource.author", "Bundle.entry[0]");
    assertThat(outcome.getIssueFirstRep().getDetails().getCodingFirstRep().getCode())
        .isEqualTo("missing-author");
    assertThat(outcome.getIssueFirstRep().getDiagnostics()).isEqualTo("Name an author");
  }

  @Test
  void leavesTheExpressionAloneOutsideATransaction() {
    OperationOutcome outcome = outcome(new RuleViolationException("c", "Composition.author", "m"));

    assertThat(outcome.getIssueFirstRep().getExpression().get(0).getValue())
        .isEqualTo("Composition.author");
  }

  @Test
  void aClientThatHangsUpIsNoErrorOfTheServer() {
    Logger logger = (Logger) LoggerFactory.getLogger(ErrorInterceptor.class);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);
    try {
      answer(new InternalErrorException("x", new ClientAbortException()));

      assertThat(log.list).isEmpty();
    } finally {
      logger.detachAppender(log);
    }
  }

  @Test
  void saysOnlyACorrelationIdForAnUnknownFaultAndLogsNoMessage() {
    Logger logger = (Logger) LoggerFactory.getLogger(ErrorInterceptor.class);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);
    try {
      BaseServerResponseException answer =
          answer(new InternalErrorException("SECRET", new IllegalStateException("SECRET")));

      assertThat(answer.getStatusCode()).isEqualTo(500);
      assertThat(answer.getCause()).isNull();
      assertThat(text(answer.getOperationOutcome())).contains("request-1").doesNotContain("SECRET");
      assertThat(log.list).hasSize(1);
      assertThat(log.list.get(0).getFormattedMessage())
          .contains("request-1", "java.lang.IllegalStateException", "ErrorInterceptorTest")
          .doesNotContain("SECRET");
      assertThat(log.list.get(0).getThrowableProxy()).isNull();
    } finally {
      logger.detachAppender(log);
    }
  }

  @Test
  void asksToRetryWhenTheDatabaseIsAway() {
    BaseServerResponseException answer =
        answer(new InternalErrorException(new SQLException("terminating", "57P01")));

    assertThat(answer.getStatusCode()).isEqualTo(503);
    assertThat(answer.getResponseHeaders()).containsEntry("Retry-After", List.of("5"));
  }

  @Test
  void saysNoStoreWhenTheDiskIsFull() {
    BaseServerResponseException answer =
        answer(new InternalErrorException(new SQLException("No space", "53100")));

    assertThat(answer.getStatusCode()).isEqualTo(507);
    assertThat(text(answer.getOperationOutcome())).contains("\"no-store\"");
  }

  @Test
  void answersAStaleIfMatchInABundleEntryWith412() {
    request.setRestOperationType(RestOperationTypeEnum.TRANSACTION);
    request.setRequestContents("{\"ifMatch\":\"W/\\\"1\\\"\"}".getBytes(UTF_8));

    assertThat(answer(new ResourceVersionConflictException("x")).getStatusCode()).isEqualTo(412);
  }

  @Test
  void answersAStaleIfMatchHeaderWith412AndElse409() {
    Throwable conflict =
        new ResourceVersionConflictException(
            "could not execute batch [Batch entry 0 insert into hfj_res_ver values ('SECRET')]");

    BaseServerResponseException without = answer(conflict);
    http.addHeader("If-Match", "W/\"1\"");

    assertThat(without.getStatusCode()).isEqualTo(409);
    assertThat(text(without.getOperationOutcome())).doesNotContain("SECRET", "insert");
    assertThat(answer(conflict).getStatusCode()).isEqualTo(412);
  }

  @Test
  void keepsTheIssuesThatCameWithTheExceptionButNotTheirValues() {
    OperationOutcome given = new OperationOutcome();
    given
        .addIssue()
        .setCode(IssueType.CODEINVALID)
        .setDiagnostics("The code 'SECRET' is unknown")
        .addExpression("Patient.maritalStatus");

    OperationOutcome outcome = outcome(new UnprocessableEntityException("x", given));

    assertThat(outcome.getIssueFirstRep().getCode()).isEqualTo(IssueType.CODEINVALID);
    assertThat(outcome.getIssueFirstRep().getExpression()).hasSize(1);
    assertThat(text(outcome)).contains("\"unprocessable\"").doesNotContain("SECRET");
  }

  @Test
  void namesTheEntryThatHapiSpeaksOf() {
    request.setRestOperationType(RestOperationTypeEnum.TRANSACTION);

    OperationOutcome outcome =
        outcome(new InvalidRequestException("Missing required resource in Bundle.entry[3]"));

    assertThat(outcome.getIssueFirstRep().getExpression().get(0).getValue())
        .isEqualTo("Bundle.entry[3]");
  }

  @Test
  void keepsHeadersAndNamesTheAllowedMethods() {
    BaseServerResponseException refused =
        new MethodNotAllowedException("x", RequestTypeEnum.GET, RequestTypeEnum.PUT)
            .addResponseHeader("X-Kept", "1");

    assertThat(answer(refused).getResponseHeaders())
        .containsEntry("Allow", List.of("GET,PUT"))
        .containsEntry("X-Kept", List.of("1"));
  }

  @Test
  void leaves304Alone() {
    assertThat(interceptor.answer(request, new NotModifiedException("x"))).isNull();
  }

  @Test
  void worksBeforeHapiKnowsTheRequest() {
    assertThat(
            requireNonNull(interceptor.answer(null, new IllegalStateException())).getStatusCode())
        .isEqualTo(500);
  }

  @Test
  void cleansTheOutcomesOfFailedBatchEntries() {
    Bundle bundle = new Bundle().setType(Bundle.BundleType.BATCHRESPONSE);
    bundle.addEntry().getResponse().setStatus("201 Created");
    OperationOutcome leak = new OperationOutcome();
    leak.addIssue().setDiagnostics("insert into hfj_resource values ('SECRET')");
    bundle.addEntry().getResponse().setStatus("409 Conflict").setOutcome(leak);

    new BatchErrorInterceptor().clean(bundle, request);

    OperationOutcome cleaned =
        (OperationOutcome) bundle.getEntry().get(1).getResponse().getOutcome();
    assertThat(text(cleaned)).contains("Bundle.entry[1]", "version-conflict");
    assertThat(text(cleaned)).doesNotContain("SECRET");
  }

  private BaseServerResponseException answer(Throwable thrown) {
    return requireNonNull(interceptor.answer(request, thrown));
  }

  private OperationOutcome outcome(Throwable thrown) {
    return (OperationOutcome) answer(thrown).getOperationOutcome();
  }

  private static String text(IBaseResource resource) {
    return CONTEXT.newJsonParser().encodeResourceToString(resource);
  }
}
