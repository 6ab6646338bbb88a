package org.attune.access;

import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.attune.access.rules.Emergency;
import org.attune.access.rules.Reach;
import org.attune.access.rules.RouteRule;
import org.attune.access.rules.Routes;
import org.attune.smart.scope.Permission;
import org.attune.store.Caller;
import org.attune.store.RequestGuard;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Refuses requests that a token's scopes do not cover, before anything is done, by the rule that
 * {@link Routes} has for them. What it does not know is refused.
 */
@Component
final class ScopeGuard implements RequestGuard {

  private static final Set<Permission> READING = EnumSet.of(Permission.READ, Permission.SEARCH);

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
    RouteRule rule = rule(request).orElse(RouteRule.OPERATOR);
    String type = request.getResourceName();
    boolean allowed =
        switch (rule) {
          // Each resource of a page is looked at as it is shown.
          case OPEN, OWN_PAGES -> true;
          case SHOWN, VERSION -> isSelf(token, request) || reaches(token, Permission.READ, type);
          case NARROWED -> searches(token, type, request);
          case CREATED -> writes(token, Permission.CREATE, type, request);
          case UPDATED -> writes(token, Permission.UPDATE, type, request);
          case DELETED -> writes(token, Permission.DELETE, type, request);
          case ENTRIES -> BundleScreen.passes(token, request);
          case WHOLE_TYPE -> type != null && token.readsWhole(type);
          case WHOLE_RECORD -> token.everything(READING) && changes(token, request);
          case NARROWED_OPERATION -> searches(token, type, request);
          case BULK -> BulkScopes.mayExport(token);
          case EMERGENCY -> Emergency.may(token.roles());
          case OPERATOR -> false;
        };
    if (!allowed) {
      throw new ForbiddenOperationException("The token's scopes do not cover " + describe(request));
    }
  }

  private static Optional<RouteRule> rule(RequestDetails request) {
    RestOperationTypeEnum operation = request.getRestOperationType();
    String name = request.getOperation();
    if (name == null || !name.startsWith("$")) {
      return Routes.interaction(operation.getCode());
    }
    String type = request.getResourceName();
    Routes.Level level =
        type == null
            ? Routes.Level.SYSTEM
            : request.getId() == null ? Routes.Level.TYPE : Routes.Level.INSTANCE;
    return Routes.operation(level, type == null ? "" : type, name);
  }

  private static boolean isSelf(TokenAccess token, RequestDetails request) {
    return request.getId() != null
        && token.isSelf(request.getResourceName(), request.getId().getIdPart());
  }

  private static boolean reaches(TokenAccess token, Permission permission, @Nullable String type) {
    return type != null && !token.reach(permission, type).none();
  }

  private static boolean searches(
      TokenAccess token, @Nullable String type, RequestDetails request) {
    if (type == null || !reaches(token, Permission.SEARCH, type)) {
      return false;
    }
    SearchScreen.check(token, type, request.getParameters());
    return true;
  }

  private static boolean writes(
      TokenAccess token, Permission permission, @Nullable String type, RequestDetails request) {
    if (type == null || !reaches(token, permission, type)) {
      return false;
    }
    // A patch shows its result.
    boolean shown = request.getRestOperationType() == RestOperationTypeEnum.PATCH;
    if (shown && !patches(token, type)) {
      return false;
    }
    String condition = request.getHeader("If-None-Exist");
    if (condition != null) {
      SearchScreen.checkCondition(token, type, condition);
    } else if (request.getId() == null
        && request.getRestOperationType() != RestOperationTypeEnum.CREATE) {
      SearchScreen.checkCondition(token, type, request.getParameters());
    }
    return true;
  }

  /** A test within a patch tells of what is stored, and so wants all of it to be seen. */
  static boolean patches(TokenAccess token, String type) {
    Reach read = token.reach(Permission.READ, type);
    return !read.none() && read.reasons();
  }

  /** An operation that changes something wants every letter. */
  private static boolean changes(TokenAccess token, RequestDetails request) {
    return !String.valueOf(request.getOperation()).startsWith("$meta-")
        || token.everything(EnumSet.allOf(Permission.class));
  }

  private static String describe(RequestDetails request) {
    String type = request.getResourceName();
    return "this " + request.getRestOperationType().getCode() + (type == null ? "" : " of " + type);
  }
}
