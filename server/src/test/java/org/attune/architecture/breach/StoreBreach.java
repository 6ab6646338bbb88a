package org.attune.architecture.breach;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;

/** Reaches past the store. */
public record StoreBreach(DaoRegistry daos) {}
