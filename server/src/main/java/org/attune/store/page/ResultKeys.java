package org.attune.store.page;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.dao.IResultIterator;
import ca.uhn.fhir.jpa.dao.ISearchBuilder;
import ca.uhn.fhir.jpa.dao.SearchBuilderFactory;
import ca.uhn.fhir.jpa.model.dao.JpaPid;
import ca.uhn.fhir.jpa.model.search.SearchRuntimeDetails;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs a search as far as it is wanted, and gives the keys of what it finds, in order. */
final class ResultKeys {

  private static final int FURTHER = 4;

  private final FhirContext context;
  private final SearchBuilderFactory<JpaPid> builders;

  ResultKeys(FhirContext context, SearchBuilderFactory<JpaPid> builders) {
    this.context = context;
    this.builders = builders;
  }

  /**
   * What is searched.
   *
   * @param type FHIR resource type
   */
  record Search(
      String type,
      SearchParameterMap parameters,
      String id,
      RequestDetails request,
      RequestPartitionId partition) {}

  ISearchBuilder<JpaPid> builder(String type) {
    return builders.newSearchBuilder(
        type, context.getResourceDefinition(type).getImplementingClass());
  }

  /**
   * The first keys, all of them if there are fewer than wanted.
   *
   * @param wanted how many
   */
  Map<Long, JpaPid> first(Search search, int wanted) {
    for (long rows = wanted; ; rows *= FURTHER) {
      Map<Long, JpaPid> keys = new LinkedHashMap<>();
      if (read(search, (int) Math.min(rows, Integer.MAX_VALUE), wanted, keys)) {
        return keys;
      }
    }
  }

  /** Whether that was enough: a resource that matches in several ways takes several rows. */
  private boolean read(Search search, int rows, int wanted, Map<Long, JpaPid> keys) {
    ISearchBuilder<JpaPid> builder = builder(search.type());
    builder.setMaxResultsToFetch(rows);
    try (IResultIterator<JpaPid> found = query(builder, search)) {
      while (found.hasNext()) {
        JpaPid key = found.next();
        keys.put(key.getId(), key);
        if (keys.size() >= wanted) {
          return true;
        }
      }
      return found.getSkippedCount() + found.getNonSkippedCount() < rows;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** All keys of {@code $everything}: its patients and whatever their charts hold. */
  Map<Long, JpaPid> everything(Search search) {
    Map<Long, JpaPid> keys = new java.util.TreeMap<>();
    try (IResultIterator<JpaPid> found = query(builder(search.type()), search)) {
      while (found.hasNext()) {
        JpaPid key = found.next();
        keys.put(key.getId(), key);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return keys;
  }

  private static IResultIterator<JpaPid> query(ISearchBuilder<JpaPid> builder, Search search) {
    SearchRuntimeDetails details = new SearchRuntimeDetails(search.request(), search.id());
    details.setLoadSynchronous(true);
    SearchParameterMap parameters = search.parameters().clone();
    parameters.setCount(null);
    return builder.createQuery(parameters, details, search.request(), search.partition());
  }
}
