package org.attune.accounts;

import java.util.UUID;

/**
 * How people who asked for it get a one-time link to set a new password. The default lets the
 * administrators know, who hand a link over once they know who asks; a way to send messages takes
 * its place as the primary bean. Whoever asks is told the same in any case, and nothing is waited
 * for, so that neither the answer nor its time says whether there is an account.
 */
public interface LinkDelivery {

  /**
   * Takes care that the person gets a link. Anybody can ask in anybody's name: nothing that the
   * person has may become void by it.
   *
   * @param accountId an account that people can sign in with
   */
  void asked(UUID accountId);
}
