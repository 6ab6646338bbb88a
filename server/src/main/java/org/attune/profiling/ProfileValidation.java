package org.attune.profiling;

import java.util.List;
import java.util.Set;
import org.attune.profiling.rules.Profile;
import org.attune.profiling.rules.ProfileCatalog;
import org.attune.profiling.rules.check.Finding;
import org.attune.store.RuleViolationException;
import org.attune.store.RuleViolationException.Violation;
import org.attune.store.Write;
import org.attune.store.WriteRule;

/**
 * Refuses what does not conform to its profile. Goes after the rules that complete a resource, so
 * that it judges what will be stored.
 */
final class ProfileValidation implements WriteRule {

  static final int ORDER = 1_000;

  private final ProfileCatalog profiles;
  private final ProfileChecks checks;

  ProfileValidation(ProfileCatalog profiles, ProfileChecks checks) {
    this.profiles = profiles;
    this.checks = checks;
  }

  @Override
  public Set<String> resourceTypes() {
    return profiles.types();
  }

  @Override
  public int order() {
    return ORDER;
  }

  @Override
  public void beforeStore(Write write) {
    if (write.kind() != Write.Kind.DELETE && !write.origin().metaOnly()) {
      profiles.decide(write.resource()).ifPresent(profile -> check(write, profile));
    }
  }

  private void check(Write write, Profile profile) {
    List<Finding> findings =
        checks.findings(write.resource(), profile, write.origin().entryTypes());
    if (!findings.isEmpty()) {
      throw new RuleViolationException(
          findings.stream()
              .map(each -> new Violation(each.code(), each.expression(), each.message()))
              .toList());
    }
  }
}
