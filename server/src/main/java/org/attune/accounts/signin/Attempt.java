package org.attune.accounts.signin;

import org.attune.kernel.Source;
import org.jspecify.annotations.Nullable;

/**
 * From where somebody tries to sign in.
 *
 * @param address the remote address, numeric
 * @param device the token of the browser's device cookie; absent if it has none
 */
public record Attempt(String address, @Nullable String device) {

  String source() {
    return Source.of(address);
  }
}
