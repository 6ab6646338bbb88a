package org.attune.exchange.bulk.fhir;

import java.util.Set;
import org.attune.rest.capability.CapabilityContributor;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.springframework.stereotype.Component;

/**
 * Says that the server keeps to the Bulk Data guide. The addresses of states and files come out of
 * answers and are nothing to call by oneself, so they are not declared as operations.
 */
@Component
class ExportStatement implements CapabilityContributor {

  private static final String GUIDE =
      "http://hl7.org/fhir/uv/bulkdata/CapabilityStatement/bulk-data";
  private static final Set<String> ADDRESSES =
      Set.of(ExportAddresses.STATUS.substring(1), ExportAddresses.FILE.substring(1));

  @Override
  public void contribute(CapabilityStatement statement, String root) {
    statement.addInstantiates(GUIDE);
    statement
        .getRestFirstRep()
        .getOperation()
        .removeIf(operation -> ADDRESSES.contains(operation.getName()));
  }
}
