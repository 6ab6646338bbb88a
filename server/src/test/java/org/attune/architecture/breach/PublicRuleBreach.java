package org.attune.architecture.breach;

import java.util.Set;
import org.attune.store.WriteRule;

/** A write rule that others could call. */
public class PublicRuleBreach implements WriteRule {

  @Override
  public Set<String> resourceTypes() {
    return Set.of();
  }
}
