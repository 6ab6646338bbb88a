package org.attune.store;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.ips.generator.IpsGeneratorSvcImpl;
import java.time.Clock;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.springframework.stereotype.Component;

/** Summaries by HAPI's generator, whose searches are the caller's and narrowed as such. */
@Component
final class IpsSummaries implements PatientSummaries {

  private final DaoRegistry daos;
  private final FhirContext context;
  private final Clock clock;

  IpsSummaries(DaoRegistry daos, FhirContext context, Clock clock) {
    this.daos = daos;
    this.context = context;
    this.clock = clock;
  }

  @Override
  public Bundle of(Caller caller, IdType patient) {
    IpsContent content = new IpsContent(clock);
    content.setDaoRegistry(daos);
    content.setFhirContext(context);
    return (Bundle)
        new IpsGeneratorSvcImpl(context, content).generateIps(caller.request(), patient, null);
  }
}
