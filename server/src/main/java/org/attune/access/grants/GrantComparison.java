package org.attune.access.grants;

import ca.uhn.fhir.context.FhirContext;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.attune.access.rules.Grant;
import org.attune.access.rules.GrantSources;
import org.attune.store.Actor;
import org.attune.store.Caller;
import org.attune.store.RecordSnapshot;
import org.attune.store.RecordSnapshots;
import org.attune.store.RecordStore;
import org.hl7.fhir.r4.model.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Compares the grants with the resources that they come from, and writes anew what differs. A start
 * does so when there are no grants yet, as after an upgrade.
 */
@Component
class GrantComparison implements ApplicationRunner {

  private static final Logger LOG = LoggerFactory.getLogger(GrantComparison.class);
  private static final Actor SELF = new Actor("access", Actor.Kind.SYSTEM);

  private final GrantTable table;
  private final Standings standings;
  private final RecordSnapshots snapshots;
  private final RecordStore records;
  private final FhirContext context;
  private final TransactionTemplate transaction;

  GrantComparison(
      GrantTable table,
      Standings standings,
      RecordSnapshots snapshots,
      RecordStore records,
      FhirContext context,
      PlatformTransactionManager transactions) {
    this.table = table;
    this.standings = standings;
    this.snapshots = snapshots;
    this.records = records;
    this.context = context;
    this.transaction = new TransactionTemplate(transactions);
  }

  @Override
  public void run(ApplicationArguments arguments) {
    if (table.isEmpty()) {
      repair();
    }
  }

  /** Writes anew what differs; returns the resources whose grants did, as type and id. */
  Set<String> repair() {
    Set<String> different = differences();
    different.forEach(this::repair);
    if (!different.isEmpty()) {
      LOG.info("The grants of {} resources were written anew", different.size());
    }
    return different;
  }

  /** The resources whose grants are not as they should be, as type and id. */
  Set<String> differences() {
    Map<String, Set<Grant>> should = snapshots.read(caller(), this::read);
    Map<String, Set<Grant>> are = table.all();
    Set<String> sources = new HashSet<>(should.keySet());
    are.keySet().stream().filter(GrantComparison::ofResource).forEach(sources::add);
    Set<String> different = new TreeSet<>();
    for (String source : sources) {
      if (!should.getOrDefault(source, Set.of()).equals(are.getOrDefault(source, Set.of()))) {
        different.add(source);
      }
    }
    return different;
  }

  private Map<String, Set<Grant>> read(RecordSnapshot snapshot) {
    Map<String, Set<Grant>> found = new HashMap<>();
    for (String type : GrantSources.types()) {
      snapshot.each(
          new RecordSnapshot.Selection(type, null, java.util.List.of()),
          new RecordSnapshot.Reader() {
            @Override
            public void resource(String json) {
              Resource resource = (Resource) context.newJsonParser().parseResource(json);
              Set<Grant> grants = GrantSources.of(resource);
              if (!grants.isEmpty()) {
                found.put(type + "/" + resource.getIdElement().getIdPart(), grants);
              }
            }

            @Override
            public void unreadable(String unreadable, String id) {
              LOG.warn("{} {} cannot be read and grants nothing", unreadable, id);
            }
          });
    }
    return found;
  }

  /** As the resource is now: it may have changed since it was compared. */
  private void repair(String source) {
    int slash = source.indexOf('/');
    Class<? extends Resource> type =
        context
            .getResourceDefinition(source.substring(0, slash))
            .getImplementingClass()
            .asSubclass(Resource.class);
    Set<Grant> now =
        records
            .read(caller(), type, source.substring(slash + 1))
            .map(GrantSources::of)
            .orElse(Set.of());
    transaction.executeWithoutResult(status -> standings.change(source, table.of(source), now));
  }

  private static boolean ofResource(String source) {
    return GrantSources.types().contains(source.substring(0, source.indexOf('/')));
  }

  private static Caller caller() {
    return Caller.resumed(SELF, "compare grants");
  }
}
