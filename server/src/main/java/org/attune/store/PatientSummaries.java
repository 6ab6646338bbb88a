package org.attune.store;

import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;

/** Makes International Patient Summaries from the record. */
public interface PatientSummaries {

  /**
   * A summary as of now: a document that is not stored.
   *
   * @param patient id of a Patient
   * @throws ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException if there is none
   */
  Bundle of(Caller caller, IdType patient);
}
