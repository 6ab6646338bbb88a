package org.attune.access.grants;

import java.util.Set;
import org.attune.access.rules.Grant;
import org.attune.access.rules.GrantSources;
import org.attune.store.Write;
import org.attune.store.WriteRule;
import org.springframework.stereotype.Component;

/** Keeps the grants in step with the resources that stand for them, in the same transaction. */
@Component
final class GrantRule implements WriteRule {

  private final GrantTable table;
  private final Standings standings;

  GrantRule(GrantTable table, Standings standings) {
    this.table = table;
    this.standings = standings;
  }

  @Override
  public Set<String> resourceTypes() {
    return GrantSources.types();
  }

  @Override
  public void beforeCommit(Write write) {
    String source = write.resource().fhirType() + "/" + write.resource().getIdElement().getIdPart();
    Set<Grant> after =
        write.kind() == Write.Kind.DELETE ? Set.of() : GrantSources.of(write.resource());
    Set<Grant> before = write.kind() == Write.Kind.CREATE ? Set.of() : table.of(source);
    if (!before.equals(after)) {
      standings.change(source, before, after);
    }
  }
}
