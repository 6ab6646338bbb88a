package org.attune.store.page;

import ca.uhn.fhir.model.primitive.InstantDt;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.server.method.ResponsePage;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IPrimitiveType;
import org.jspecify.annotations.Nullable;

/**
 * One page of a search, with what it includes.
 *
 * @param resources what is on it
 * @param total of all pages; null if it was not asked for and is not known
 * @param next sealed link to the next page; null on the last
 * @param published when the search was made
 */
record PageOfResults(
    List<IBaseResource> resources,
    @Nullable Integer total,
    @Nullable String next,
    InstantDt published,
    String uuid)
    implements IBundleProvider {

  static PageOfResults of(
      List<IBaseResource> resources, @Nullable Integer total, @Nullable String next) {
    String uuid = UUID.randomUUID().toString();
    return new PageOfResults(
        resources,
        total,
        next == null ? null : uuid + "-" + next,
        InstantDt.withCurrentTime(),
        uuid);
  }

  /** HAPI links pages by their ids where a result has one. */
  @Override
  public String getCurrentPageId() {
    return "page";
  }

  @Override
  public @Nullable String getNextPageId() {
    return next;
  }

  @Override
  public IPrimitiveType<java.util.Date> getPublished() {
    return published;
  }

  @Override
  public List<IBaseResource> getResources(int from, int to) {
    return new ArrayList<>(resources);
  }

  @Override
  public List<IBaseResource> getResources(
      int from, int to, ResponsePage.ResponsePageBuilder builder) {
    return new ArrayList<>(resources);
  }

  @Override
  public String getUuid() {
    return uuid;
  }

  @Override
  public @Nullable Integer preferredPageSize() {
    return null;
  }

  @Override
  public @Nullable Integer size() {
    return total;
  }
}
