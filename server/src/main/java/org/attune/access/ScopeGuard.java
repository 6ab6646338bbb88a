package org.attune.access;

import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.attune.smart.scope.Permission;
import org.attune.store.Caller;
import org.attune.store.RequestGuard;
import org.springframework.stereotype.Component;

/**
 * Refuses requests that a token's scopes do not cover, before anything is done. What it does not
 * know is refused: an interaction without an entry here is closed to tokens.
 */
@Component
final class ScopeGuard implements RequestGuard {

  private static final Set<Permission> READING = EnumSet.of(Permission.READ, Permission.SEARCH);

  private static final Map<RestOperationTypeEnum, Permission> INTERACTIONS =
      Map.of(
          RestOperationTypeEnum.READ, Permission.READ,
          RestOperationTypeEnum.VREAD, Permission.READ,
          RestOperationTypeEnum.SEARCH_TYPE, Permission.SEARCH,
          RestOperationTypeEnum.CREATE, Permission.CREATE,
          RestOperationTypeEnum.UPDATE, Permission.UPDATE,
          RestOperationTypeEnum.PATCH, Permission.UPDATE,
          RestOperationTypeEnum.DELETE, Permission.DELETE);

  /** Operations that read, and may read anything. */
  private static final Set<String> READING_OPERATIONS =
      Set.of(
          "$everything",
          "$validate",
          "$expand",
          "$validate-code",
          "$lookup",
          "$subsumes",
          "$translate",
          "$meta");

  /** Narrowed by {@link BulkScopes} where they read. */
  private static final Set<String> EXPORTS =
      Set.of("$export", "$export-poll-status", "$export-file");

  /** After the guard that ties the request to its caller. */
  @Override
  public int order() {
    return Integer.MIN_VALUE + 1;
  }

  @Override
  public void check(RequestDetails request) {
    if (request.getRestOperationType() == RestOperationTypeEnum.METADATA) {
      return;
    }
    if (Caller.ofRequest(request).actor().token() instanceof TokenAccess token) {
      check(token, request);
    }
  }

  private static void check(TokenAccess token, RequestDetails request) {
    RestOperationTypeEnum operation = request.getRestOperationType();
    Permission permission = INTERACTIONS.get(operation);
    if (permission != null) {
      interaction(token, permission, request);
      return;
    }
    boolean allowed =
        switch (operation) {
          case TRANSACTION -> BundleScreen.passes(token, request);
          // What a page shows is looked at one by one, as it is shown.
          case GET_PAGE -> true;
          case HISTORY_INSTANCE, HISTORY_TYPE ->
              token.reach(Permission.READ, request.getResourceName()).all();
          case HISTORY_SYSTEM, SEARCH_SYSTEM -> token.everything(READING);
          case META -> token.everything(READING);
          case EXTENDED_OPERATION_INSTANCE,
              EXTENDED_OPERATION_TYPE,
              EXTENDED_OPERATION_SERVER,
              VALIDATE ->
              operation(token, request);
          default -> false;
        };
    require(allowed, describe(request));
  }

  private static void interaction(
      TokenAccess token, Permission permission, RequestDetails request) {
    String type = request.getResourceName();
    if (permission == Permission.READ
        && request.getId() != null
        && token.isSelf(type, request.getId().getIdPart())) {
      return;
    }
    require(!token.reach(permission, type).none(), describe(request));
    if (request.getRestOperationType() == RestOperationTypeEnum.PATCH) {
      require(!token.reach(Permission.READ, type).none(), "a patch, which shows its result");
    }
    if (permission == Permission.SEARCH) {
      SearchScreen.check(token, type, request.getParameters());
    } else if (isConditional(request)) {
      require(
          token.reach(Permission.SEARCH, type).all(), "a condition, which searches all of " + type);
    }
  }

  private static boolean isConditional(RequestDetails request) {
    return request.getHeader("If-None-Exist") != null
        || (request.getId() == null
            && request.getRestOperationType() != RestOperationTypeEnum.CREATE);
  }

  private static boolean operation(TokenAccess token, RequestDetails request) {
    String name = String.valueOf(request.getOperation());
    if (EXPORTS.contains(name)) {
      return BulkScopes.mayExport(token);
    }
    return READING_OPERATIONS.contains(name)
        ? token.everything(READING)
        : token.everything(EnumSet.allOf(Permission.class));
  }

  private static String describe(RequestDetails request) {
    String type = request.getResourceName();
    return "this " + request.getRestOperationType().getCode() + (type == null ? "" : " of " + type);
  }

  private static void require(boolean allowed, String what) {
    if (!allowed) {
      throw new ForbiddenOperationException("The token's scopes do not cover " + what);
    }
  }
}
