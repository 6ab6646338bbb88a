package org.attune.profiling;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** What examples refer to, so that they can be stored: the first example of each type. */
public final class StandIns {

  /** A type without a profile, which an example of a mistake refers to. */
  private static final String CLAIM_RESPONSE =
      """
      {"resourceType": "ClaimResponse", "status": "active", "use": "claim",
       "type": {"text": "professional"}, "patient": {"reference": "Patient/stand-in"},
       "created": "2026-11-02", "insurer": {"reference": "Organization/stand-in"},
       "outcome": "complete"}\
      """;

  private StandIns() {}

  /** A transaction of resources and of stand-ins for whatever they refer to. */
  public static Bundle transaction(Collection<? extends Resource> resources) {
    Set<String> known = new HashSet<>();
    Deque<Resource> open = new ArrayDeque<>(resources);
    List<Resource> all = new ArrayList<>();
    resources.forEach(resource -> known.add(resource.fhirType() + "/" + resource.getIdPart()));
    while (!open.isEmpty()) {
      Resource resource = open.poll();
      all.add(resource);
      for (Reference reference : references(resource)) {
        if (known.add(reference.getReference())) {
          open.add(of(reference.getReference()));
        }
      }
    }
    return transactionOf(all);
  }

  private static Bundle transactionOf(List<Resource> all) {
    Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
    for (Resource resource : all) {
      references(resource)
          .forEach(reference -> reference.setReference(urn(reference.getReference())));
      bundle
          .addEntry()
          .setResource(resource)
          .setFullUrl(urn(resource.fhirType() + "/" + resource.getIdPart()))
          .getRequest()
          .setMethod(HTTPVerb.POST)
          .setUrl(resource.fhirType());
      resource.setId((String) null);
    }
    return bundle;
  }

  private static List<Reference> references(Resource resource) {
    return TestProfiles.CONTEXT
        .newTerser()
        .getAllPopulatedChildElementsOfType(resource, Reference.class)
        .stream()
        .filter(Reference::hasReference)
        .toList();
  }

  /** The address that a resource has within the transaction. */
  static String urn(String reference) {
    return "urn:uuid:" + UUID.nameUUIDFromBytes(reference.getBytes(StandardCharsets.UTF_8));
  }

  /** A resource that a reference may lead to. */
  static Resource of(String reference) {
    IdType id = new IdType(reference);
    Resource resource =
        "ClaimResponse".equals(id.getResourceType())
            ? (Resource) TestProfiles.CONTEXT.newJsonParser().parseResource(CLAIM_RESPONSE)
            : TestProfiles.ids().stream()
                .map(TestProfiles::example)
                .filter(each -> each.fhirType().equals(id.getResourceType()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No stand-in for " + reference));
    resource.setMeta(null).setId(id.getIdPart());
    return resource;
  }
}
