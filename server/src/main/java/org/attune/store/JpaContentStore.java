package org.attune.store;

import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/** The content store on HAPI's transactions. */
@Component
class JpaContentStore implements ContentStore {

  private final IFhirSystemDao<Bundle, Meta> systemDao;

  JpaContentStore(IFhirSystemDao<Bundle, Meta> systemDao) {
    this.systemDao = systemDao;
  }

  @Override
  public void store(String reason, List<? extends Resource> resources) {
    Bundle bundle = new Bundle().setType(Bundle.BundleType.TRANSACTION);
    for (Resource resource : resources) {
      String url = resource.fhirType() + "/" + resource.getIdElement().getIdPart();
      bundle
          .addEntry()
          .setResource(resource)
          .getRequest()
          .setMethod(Bundle.HTTPVerb.PUT)
          .setUrl(url);
    }
    systemDao.transaction(Caller.system(reason).request(), bundle);
  }
}
