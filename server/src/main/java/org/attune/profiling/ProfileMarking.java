package org.attune.profiling;

import java.util.Set;
import org.attune.profiling.rules.Profile;
import org.attune.profiling.rules.ProfileCatalog;
import org.attune.profiling.rules.ProfileMark;
import org.attune.store.RuleViolationException;
import org.attune.store.Write;
import org.attune.store.WriteRule;
import org.hl7.fhir.r4.model.Meta;

/**
 * Marks every resource with the profile that it is of and the labels that the profile requires.
 * Goes before all other rules, so that they can rely on the mark.
 */
final class ProfileMarking implements WriteRule {

  static final int ORDER = -1_000;

  private final ProfileCatalog profiles;

  ProfileMarking(ProfileCatalog profiles) {
    this.profiles = profiles;
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
    if (write.kind() != Write.Kind.DELETE) {
      profiles.decide(write.resource()).ifPresent(profile -> mark(write, profile));
    }
  }

  private void mark(Write write, Profile profile) {
    Meta meta = write.resource().getMeta();
    if (!write.origin().metaOnly()) {
      ProfileMark.write(meta, profile, profiles.urls());
    } else if (!ProfileMark.isOn(meta, profile, profiles.urls())) {
      throw new RuleViolationException(
          "decided-by-server",
          write.resource().fhirType() + ".meta",
          "The server decides on Attune's profiles and on the labels that they require; leave them"
              + " as they are");
    }
  }
}
