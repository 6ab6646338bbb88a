package org.attune.store.page;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.dao.ISearchBuilder;
import ca.uhn.fhir.jpa.model.dao.JpaPid;
import ca.uhn.fhir.model.api.Include;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.attune.store.page.ResultKeys.Search;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds what comes along with the results of a page by {@code _include} and {@code _revinclude}.
 */
@Component
final class IncludedKeys {

  private final FhirContext context;
  private final EntityManager entities;
  private final @Nullable Integer most;

  IncludedKeys(FhirContext context, EntityManager entities, JpaStorageSettings settings) {
    this.context = context;
    this.entities = entities;
    this.most = settings.getMaximumIncludesToLoadPerPage();
  }

  /**
   * The keys of what is included, in the order of the steps that find them: those of {@code
   * :iterate} look at what the others have found.
   *
   * @param keys of the page; what is included is added
   */
  List<JpaPid> of(ISearchBuilder<JpaPid> builder, Search search, List<JpaPid> keys) {
    List<JpaPid> more = new ArrayList<>();
    for (boolean iterating : new boolean[] {false, true}) {
      for (boolean reverse : new boolean[] {true, false}) {
        Set<Include> wanted = wanted(search, iterating, reverse);
        if (!wanted.isEmpty() && (most == null || most > more.size())) {
          Collection<JpaPid> found = load(builder, search, keys, wanted, reverse, more.size());
          keys.addAll(found);
          more.addAll(found);
        }
      }
    }
    return more;
  }

  private static Set<Include> wanted(Search search, boolean iterating, boolean reverse) {
    Set<Include> all =
        reverse ? search.parameters().getRevIncludes() : search.parameters().getIncludes();
    return all.stream()
        .filter(include -> include.isRecurse() == iterating)
        .collect(Collectors.toSet());
  }

  @SuppressWarnings("deprecation")
  private Collection<JpaPid> load(
      ISearchBuilder<JpaPid> builder,
      Search search,
      List<JpaPid> keys,
      Set<Include> wanted,
      boolean reverse,
      int already) {
    return builder.loadIncludes(
        context,
        entities,
        List.copyOf(keys),
        wanted,
        reverse,
        search.parameters().getLastUpdated(),
        search.id(),
        search.request(),
        most == null ? null : most - already);
  }
}
