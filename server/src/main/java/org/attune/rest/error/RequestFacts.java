package org.attune.rest.error;

import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.attune.rest.locate.BodyLocator;
import org.attune.rest.locate.LocatedProblem;
import org.attune.rest.search.SearchDiagnosis;
import org.jspecify.annotations.Nullable;

/**
 * What the table asks about a request.
 *
 * @param details the request; null when it failed before HAPI made one
 */
record RequestFacts(@Nullable RequestDetails details) {

  private static final int PROBLEMS = 50;

  boolean conditional() {
    if (details == null) {
      return false;
    }
    return details.getHeader("If-Match") != null
        || (transaction() && new String(body(), StandardCharsets.ISO_8859_1).contains("ifMatch"));
  }

  boolean hasFhirBody() {
    String type = contentType();
    return body().length > 0 && !type.contains("form-urlencoded") && !type.contains("-patch+");
  }

  boolean transaction() {
    return details != null && details.getRestOperationType() == RestOperationTypeEnum.TRANSACTION;
  }

  /** What is wrong with a search of one type; nothing for other requests. */
  Optional<String> searchFault(SearchDiagnosis diagnosis) {
    if (details == null || details.getRestOperationType() != RestOperationTypeEnum.SEARCH_TYPE) {
      return Optional.empty();
    }
    String type = details.getResourceName();
    return type == null ? Optional.empty() : diagnosis.of(type, details.getParameters());
  }

  /** Id under which the log can be searched. A client may choose it, so odd ones are replaced. */
  String correlationId() {
    String id = details == null ? null : details.getRequestId();
    return id != null && id.matches("[A-Za-z0-9-]{1,64}") ? id : UUID.randomUUID().toString();
  }

  Iterable<LocatedProblem> problems(BodyLocator locator) {
    byte[] body = body();
    return locator.locate(body, xml(body), expectedType(), PROBLEMS);
  }

  private @Nullable String expectedType() {
    RestOperationTypeEnum operation = details == null ? null : details.getRestOperationType();
    if (details == null || operation == null) {
      return null;
    }
    return switch (operation) {
      case CREATE, UPDATE -> details.getResourceName();
      case TRANSACTION -> "Bundle";
      default -> null;
    };
  }

  private boolean xml(byte[] body) {
    String type = contentType();
    if (type.contains("xml") || type.contains("json")) {
      return type.contains("xml");
    }
    return new String(body, 0, Math.min(body.length, 64), StandardCharsets.ISO_8859_1)
        .strip()
        .startsWith("<");
  }

  private String contentType() {
    String type = details == null ? null : details.getHeader("Content-Type");
    return type == null ? "" : type.toLowerCase(Locale.ROOT);
  }

  /** Only what HAPI already read: an error must not wait for more of a slow body. */
  private byte[] body() {
    byte[] loaded = details == null ? null : details.getRequestContentsIfLoaded();
    return loaded == null ? new byte[0] : loaded;
  }
}
