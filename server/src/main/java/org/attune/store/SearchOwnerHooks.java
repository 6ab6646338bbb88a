package org.attune.store;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.util.ICachedSearchDetails;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the pages of a search to whoever searched: the id of the search ends in a mark of its
 * caller, so that another caller's link is like one to a search that never was. The id as a whole
 * is what the search is stored under, so no mark can be put in the place of another.
 */
@Interceptor
final class SearchOwnerHooks implements RequestGuard {

  /** HAPI's column takes 48 characters, of which a UUID needs 36. */
  private static final int MARK = 11;

  @Hook(Pointcut.STORAGE_PRESEARCH_REGISTERED)
  public void mark(ICachedSearchDetails search, @Nullable RequestDetails request) {
    Caller caller = Caller.of(request);
    String id = search.getUuid();
    if (caller.limited() && id != null) {
      search.setUuid(id + "-" + mark(caller, id));
    }
  }

  @Override
  public int order() {
    return Integer.MAX_VALUE;
  }

  @Override
  public void check(RequestDetails request) {
    if (request.getRestOperationType() != RestOperationTypeEnum.GET_PAGE) {
      return;
    }
    Caller caller = Caller.of(request);
    String[] ids = request.getParameters().get(Constants.PARAM_PAGINGACTION);
    if (caller.limited() && (ids == null || ids.length != 1 || !owns(caller, ids[0]))) {
      throw new ResourceGoneException("The search does not exist and may have expired");
    }
  }

  private static boolean owns(Caller caller, String id) {
    int end = id.length() - MARK - 1;
    return end > 0 && id.substring(end).equals("-" + mark(caller, id.substring(0, end)));
  }

  private static String mark(Caller caller, String id) {
    Actor.Token token = caller.actor().limits().orElseThrow();
    String owner =
        String.join(
            "\n",
            caller.actor().kind().name(),
            caller.actor().id(),
            token.clientId(),
            token.patient().orElse(""),
            String.join(" ", new TreeSet<>(token.scopes())),
            id);
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(owner.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest).substring(0, MARK);
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException(absent);
    }
  }
}
