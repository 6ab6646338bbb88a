package org.attune.access.rules;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.ClaimResponse;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.CoverageEligibilityRequest;
import org.hl7.fhir.r4.model.CoverageEligibilityResponse;
import org.hl7.fhir.r4.model.ExplanationOfBenefit;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.PaymentReconciliation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * The label that says which payer a resource is for: the id of its Organization. Drafts are for
 * nobody yet.
 */
public final class PayerLabels {

  /** System of the labels; the code is an Organization's id. */
  public static final String SYSTEM = "https://attune.org/fhir/payer";

  private static final String ORGANIZATION = "Organization/";
  private static final String DRAFT = "draft";

  private static final Map<String, Function<Resource, Stream<Reference>>> PAYERS =
      Map.of(
          "Coverage",
          resource -> ((Coverage) resource).getPayor().stream(),
          "Claim",
          resource -> Stream.of(((Claim) resource).getInsurer()),
          "ClaimResponse",
          resource -> Stream.of(((ClaimResponse) resource).getInsurer()),
          "ExplanationOfBenefit",
          resource -> Stream.of(((ExplanationOfBenefit) resource).getInsurer()),
          "CoverageEligibilityRequest",
          resource -> Stream.of(((CoverageEligibilityRequest) resource).getInsurer()),
          "CoverageEligibilityResponse",
          resource -> Stream.of(((CoverageEligibilityResponse) resource).getInsurer()),
          "PaymentReconciliation",
          resource -> Stream.of(((PaymentReconciliation) resource).getPaymentIssuer()));

  private PayerLabels() {}

  /** Types that are labelled. */
  public static Set<String> types() {
    return PAYERS.keySet();
  }

  /** The Organizations for which a resource is, as ids. */
  public static Set<String> due(Resource resource) {
    Set<String> due = new TreeSet<>();
    Function<Resource, Stream<Reference>> payers = PAYERS.get(resource.fhirType());
    if (payers != null
        && resource.getNamedProperty("status").getValues().stream()
            .noneMatch(status -> DRAFT.equals(status.primitiveValue()))) {
      payers
          .apply(resource)
          .map(Reference::getReference)
          .filter(reference -> reference != null && reference.startsWith(ORGANIZATION))
          .forEach(reference -> due.add(reference.substring(ORGANIZATION.length())));
    }
    return due;
  }

  /** The Organizations whose labels stand in a resource. */
  public static Set<String> present(Meta meta) {
    Set<String> present = new TreeSet<>();
    meta.getSecurity().stream()
        .filter(label -> SYSTEM.equals(label.getSystem()))
        .forEach(label -> present.add(String.valueOf(label.getCode())));
    return present;
  }

  /** Takes all such labels off and puts these on. */
  public static void write(Meta meta, Set<String> organizations) {
    meta.getSecurity().removeIf(label -> SYSTEM.equals(label.getSystem()));
    organizations.forEach(id -> meta.addSecurity(new Coding(SYSTEM, id, null)));
  }
}
