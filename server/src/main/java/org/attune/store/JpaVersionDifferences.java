package org.attune.store;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.patch.FhirPatch;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Compares with HAPI's FHIR Patch. */
@Component
final class JpaVersionDifferences implements VersionDifferences {

  private final DaoRegistry daos;
  private final FhirContext context;

  JpaVersionDifferences(DaoRegistry daos, FhirContext context) {
    this.daos = daos;
    this.context = context;
  }

  @Override
  public Parameters toCurrent(Caller caller, IdType id, @Nullable Long from, boolean withMeta) {
    IFhirResourceDao<?> dao = daos.getResourceDao(id.getResourceType());
    IBaseResource current = dao.read(id.toUnqualifiedVersionless(), caller.request());
    IBaseResource earlier =
        from == null
            ? before(caller, dao, current.getIdElement().getVersionIdPartAsLong(), id)
            : dao.read(id.withVersion(Long.toString(from)), caller.request());
    FhirPatch patch = new FhirPatch(context);
    patch.setIncludePreviousValueInDiff(true);
    if (!withMeta) {
      patch.addIgnorePath("*.meta");
    }
    return (Parameters) patch.diff(earlier, current);
  }

  /** The nearest version before another: a number may be that of a deletion. */
  private static @Nullable IBaseResource before(
      Caller caller, IFhirResourceDao<?> dao, long version, IdType id) {
    for (long each = version - 1; each > 0; each--) {
      try {
        return dao.read(id.withVersion(Long.toString(each)), caller.request());
      } catch (ResourceNotFoundException absent) {
        // The number of a deletion, or of what is no longer kept: look further.
      }
    }
    return null;
  }
}
