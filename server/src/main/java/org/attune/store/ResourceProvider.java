package org.attune.store;

import ca.uhn.fhir.rest.server.IResourceProvider;

/** Serves a resource type that is not kept in HAPI's tables, in place of HAPI's own provider. */
public interface ResourceProvider extends OperationProvider, IResourceProvider {}
