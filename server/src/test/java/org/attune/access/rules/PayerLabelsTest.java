package org.attune.access.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.ClaimResponse;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.CoverageEligibilityRequest;
import org.hl7.fhir.r4.model.CoverageEligibilityResponse;
import org.hl7.fhir.r4.model.ExplanationOfBenefit;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.PaymentReconciliation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;

class PayerLabelsTest {

  private static final Reference PAYER = new Reference("Organization/o");

  @Test
  void eachTypeIsForItsPayer() {
    for (Resource resource :
        List.of(
            new Claim().setInsurer(PAYER).setStatus(Claim.ClaimStatus.ACTIVE),
            new ClaimResponse().setInsurer(PAYER),
            new ExplanationOfBenefit().setInsurer(PAYER),
            new CoverageEligibilityRequest().setInsurer(PAYER),
            new CoverageEligibilityResponse().setInsurer(PAYER),
            new PaymentReconciliation().setPaymentIssuer(PAYER))) {
      assertThat(PayerLabels.due(resource)).as(resource.fhirType()).containsExactly("o");
      assertThat(PayerLabels.types()).contains(resource.fhirType());
    }
    Coverage coverage = new Coverage().addPayor(PAYER).addPayor(new Reference("Patient/p"));
    assertThat(PayerLabels.due(coverage.addPayor(new Reference()))).containsExactly("o");
  }

  @Test
  void draftsAndOtherTypesAreForNoPayer() {
    assertThat(PayerLabels.due(new Claim().setInsurer(PAYER).setStatus(Claim.ClaimStatus.DRAFT)))
        .isEmpty();
    assertThat(PayerLabels.due(new Organization().setPartOf(PAYER))).isEmpty();
  }

  @Test
  void onlyTheServersLabelsStay() {
    Meta meta = new Meta();
    meta.addSecurity(new Coding("http://other", "R", null));
    meta.addSecurity(new Coding(PayerLabels.SYSTEM, "forged", null));
    assertThat(PayerLabels.present(meta)).containsExactly("forged");

    PayerLabels.write(meta, Set.of("o"));

    assertThat(PayerLabels.present(meta)).containsExactly("o");
    assertThat(meta.getSecurity()).hasSize(2);
  }
}
