package org.attune.store;

/** Marks a bean with FHIR operations (HAPI's {@code @Operation}) for the endpoint to register. */
public interface OperationProvider {}
