package org.attune.store;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps ids that the client chooses to actors who have that right. An id that anybody may choose
 * can be guessed, can carry personal data, and tells by its refusal that it is taken.
 */
@Interceptor
final class ClientAssignedIdHooks {

  @Hook(Pointcut.STORAGE_PRESTORAGE_CLIENT_ASSIGNED_ID)
  public void onChosenId(@Nullable RequestDetails request) {
    if (!Caller.of(request).actor().rights().contains(Actor.Right.CHOOSE_IDS)) {
      throw refusal();
    }
  }

  /** Also the answer to an update of what the caller does not see. */
  static ForbiddenOperationException refusal() {
    return new ForbiddenOperationException(
        "Ids are given by the server: create the resource with POST, or update one that exists");
  }
}
