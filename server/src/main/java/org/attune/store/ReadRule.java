package org.attune.store;

import org.hl7.fhir.r4.model.Resource;

/** A feature's rule about what a caller sees. The store applies it to every route. */
public interface ReadRule {

  /**
   * What a search must be narrowed by before it runs, as search parameters in the form of a query;
   * empty for nothing.
   *
   * @param type FHIR resource type that is searched
   * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException to refuse the search
   */
  String narrowing(Caller caller, String type);

  /** Whether the caller may see a resource that is about to be shown. */
  boolean visible(Caller caller, Resource resource);

  /**
   * Whether the caller may know that a resource exists: whoever sees it, and whoever may change it
   * without seeing it.
   */
  default boolean known(Caller caller, Resource resource) {
    return visible(caller, resource);
  }

  /**
   * Whether the caller may know of every resource of a type, whatever there is. What cannot be
   * narrowed is allowed for such types only, so that a refusal tells nothing about the record.
   *
   * @param type FHIR resource type
   */
  boolean whole(Caller caller, String type);

  /**
   * Takes out of a resource that is about to be shown what the caller may not see of it.
   *
   * @see #visible
   */
  default void trim(Caller caller, Resource resource) {}
}
