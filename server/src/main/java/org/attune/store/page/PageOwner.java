package org.attune.store.page;

import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.TreeSet;
import org.attune.store.Actor;
import org.attune.store.Caller;
import org.attune.store.RequestGuard;
import org.springframework.stereotype.Component;

/**
 * Keeps the pages of a search to whoever searched: another caller's link is like one to a search
 * that never was, and so is a link that no server on this database made.
 */
@Component
final class PageOwner implements RequestGuard {

  private static final int MARK = 22;

  @Override
  public int order() {
    return Integer.MAX_VALUE;
  }

  @Override
  public void check(RequestDetails request) {
    boolean unopened = request.getRestOperationType() == RestOperationTypeEnum.GET_PAGE;
    if (unopened || Page.of(request).filter(page -> !opens(request, page)).isPresent()) {
      throw new ResourceGoneException("The search does not exist and may have expired");
    }
  }

  private static boolean opens(RequestDetails request, Page page) {
    Caller caller = Caller.ofRequest(request);
    return !caller.limited() || page.owner().equals(mark(caller));
  }

  /** What stands for the caller in a link; empty for callers whom no token limits. */
  static String mark(Caller caller) {
    if (!caller.limited()) {
      return "";
    }
    Actor.Token token = caller.actor().limits().orElseThrow();
    String owner =
        String.join(
            "\n",
            caller.actor().kind().name(),
            caller.actor().id(),
            token.clientId(),
            token.patient().orElse(""),
            String.join(" ", new TreeSet<>(token.scopes())));
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(owner.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest).substring(0, MARK);
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException(absent);
    }
  }
}
