// What the search parameters of FHIR R4 leave out and claims work needs.

RuleSet: SearchBy(name, base, code, type, expression)
* url = "https://attune.org/fhir/SearchParameter/{name}"
* version = "0.1.0"
* status = #active
* base = #{base}
* code = #{code}
* type = #{type}
* expression = "{expression}"

Instance: claim-coverage
InstanceOf: SearchParameter
Usage: #definition
* insert SearchBy(claim-coverage, Claim, coverage, reference, Claim.insurance.coverage)
* name = "ClaimCoverage"
* description = "Claims by a coverage that they name, the focal one or another."
* target = #Coverage

Instance: claim-related
InstanceOf: SearchParameter
Usage: #definition
* insert SearchBy(claim-related, Claim, related, reference, Claim.related.claim)
* name = "ClaimRelated"
* description = "Claims by the claim that they replace, void or otherwise relate to."
* target = #Claim

Instance: charge-item-status
InstanceOf: SearchParameter
Usage: #definition
* insert SearchBy(charge-item-status, ChargeItem, status, token, ChargeItem.status)
* name = "ChargeItemStatus"
* description = "Charges by status."

Instance: charge-item-definition
InstanceOf: SearchParameter
Usage: #definition
* insert SearchBy(charge-item-definition, ChargeItem, definition, reference, ChargeItem.definitionCanonical)
* name = "ChargeItemDefinitionUsed"
* description = "Charges by the definition that their price comes from."
* target = #ChargeItemDefinition

Instance: charge-item-definition-context-reference
InstanceOf: SearchParameter
Usage: #definition
* insert SearchBy(charge-item-definition-context-reference, ChargeItemDefinition, context-reference, reference, ChargeItemDefinition.useContext.value.ofType(Reference\))
* name = "ChargeItemDefinitionContextReference"
* description = "Prices by the payer that they hold for."
* target[+] = #Organization
* target[+] = #InsurancePlan

Instance: coverage-subscriber-id
InstanceOf: SearchParameter
Usage: #definition
* insert SearchBy(coverage-subscriber-id, Coverage, subscriber-id, string, Coverage.subscriberId)
* name = "CoverageSubscriberId"
* description = "Coverages by the subscriber's number."

Instance: account-guarantor
InstanceOf: SearchParameter
Usage: #definition
* insert SearchBy(account-guarantor, Account, guarantor, reference, Account.guarantor.party)
* name = "AccountGuarantor"
* description = "Accounts by who answers for the balance."
* target[+] = #Patient
* target[+] = #RelatedPerson
* target[+] = #Organization

Instance: payment-reconciliation-detail-request
InstanceOf: SearchParameter
Usage: #definition
* insert SearchBy(payment-reconciliation-detail-request, PaymentReconciliation, detail-request, reference, PaymentReconciliation.detail.request)
* name = "PaymentReconciliationDetailRequest"
* description = "Payments by the claim or invoice that they settle."
* target[+] = #Claim
* target[+] = #Invoice

Instance: payment-reconciliation-detail-response
InstanceOf: SearchParameter
Usage: #definition
* insert SearchBy(payment-reconciliation-detail-response, PaymentReconciliation, detail-response, reference, PaymentReconciliation.detail.response)
* name = "PaymentReconciliationDetailResponse"
* description = "Payments by the answer to a claim that they follow."
* target[+] = #ClaimResponse

Instance: payment-reconciliation-payment-identifier
InstanceOf: SearchParameter
Usage: #definition
* insert SearchBy(payment-reconciliation-payment-identifier, PaymentReconciliation, payment-identifier, token, PaymentReconciliation.paymentIdentifier)
* name = "PaymentReconciliationPaymentIdentifier"
* description = "Payments by their trace number (X12 TRN02)."
