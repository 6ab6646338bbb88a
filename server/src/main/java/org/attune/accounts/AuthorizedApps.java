package org.attune.accounts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The apps that people let act for them: what stands on the page {@code /account/apps}, which is
 * SMART's {@code management_endpoint}. Implemented by the module that keeps the grants; without one
 * there are none.
 */
public interface AuthorizedApps {

  /**
   * One app that a person authorized.
   *
   * @param id what {@link #revoke} takes; no secret, at most 200 characters
   * @param name the app's name as registered
   * @param scopes what the person allowed, as SMART scopes
   * @param authorizedAt when
   * @param lastUsedAt when it last got a token; absent if never or unknown
   */
  record App(
      String id,
      String name,
      List<String> scopes,
      Instant authorizedAt,
      @Nullable Instant lastUsedAt) {

    /** Keeps its own copy of the scopes. */
    public App {
      scopes = List.copyOf(scopes);
    }
  }

  /** The apps of an account that still hold a grant, newest first. */
  List<App> of(UUID accountId);

  /**
   * Takes a grant back, with all tokens that came of it.
   *
   * @return whether the account had such a grant
   */
  boolean revoke(UUID accountId, String appId);
}
