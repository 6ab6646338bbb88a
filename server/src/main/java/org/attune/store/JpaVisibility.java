package org.attune.store;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;

/** Looks with the server's eyes and asks the rules. */
final class JpaVisibility implements Visibility {

  private final DaoRegistry daos;
  private final List<ReadRule> rules;

  JpaVisibility(DaoRegistry daos, List<ReadRule> rules) {
    this.daos = daos;
    this.rules = List.copyOf(rules);
  }

  @Override
  public boolean knows(Caller caller, IdType id) {
    if (!daos.isResourceTypeSupported(id.getResourceType())) {
      return false;
    }
    try {
      IBaseResource found =
          daos.getResourceDao(id.getResourceType())
              .read(id.toUnqualifiedVersionless(), Caller.system("visibility").request());
      return found instanceof Resource resource
          && rules.stream().allMatch(rule -> rule.known(caller, resource));
    } catch (ResourceNotFoundException | ResourceGoneException absent) {
      return false;
    }
  }

  @Override
  public boolean whole(Caller caller, String type) {
    return rules.stream().allMatch(rule -> rule.whole(caller, type));
  }
}
