// What claims and charges need and FHIR R4 has no element for.

Alias: $claim-frequency-vs = https://attune.org/fhir/ValueSet/claim-frequency
Alias: $service-modifier-vs = https://attune.org/fhir/ValueSet/service-modifier

Extension: ClaimFrequency
Id: claim-frequency
Title: "Claim frequency"
Description: "Why a claim is sent: the first time, to replace one that the payer has, or to void it (X12 CLM05-3)."
Context: Claim
* value[x] 1..1
* value[x] only code
* valueCode from $claim-frequency-vs (required)

Extension: AssignmentAccepted
Id: assignment-accepted
Title: "Assignment accepted"
Description: "Whether the provider accepts assignment (X12 CLM07)."
Context: Claim
* value[x] 1..1
* value[x] only code
* valueCode from https://attune.org/fhir/ValueSet/assignment-accepted (required)

Extension: BenefitsAssigned
Id: benefits-assigned
Title: "Benefits assigned"
Description: "Whether the client assigns the benefits to the provider (X12 CLM08)."
Context: Claim
* value[x] 1..1
* value[x] only code
* valueCode from https://attune.org/fhir/ValueSet/benefits-assigned (required)

Extension: LineControlNumber
Id: line-control-number
Title: "Line control number"
Description: "What identifies a line of a claim in the payer's answers (X12 REF*6R). Opaque: it travels through clearinghouses."
Context: Claim.item
* value[x] 1..1
* value[x] only string
* value[x] obeys attune-line-control-number

Invariant: attune-line-control-number
Description: "A line control number has 1 to 30 capital letters or digits."
Severity: #error
Expression: "matches('^[A-Z0-9]{1,30}$')"

Extension: ClaimItemCharge
Id: claim-item-charge
Title: "Claim item charge"
Description: "The charge that a line of a claim bills."
Context: Claim.item
* value[x] 1..1
* value[x] only Reference(ChargeItem)

Extension: ChargeModifier
Id: charge-modifier
Title: "Charge modifier"
Description: "A modifier of the code of a charge. Several stand in the order in which they are billed."
Context: ChargeItem
* value[x] 1..1
* value[x] only CodeableConcept
* valueCodeableConcept from $service-modifier-vs (extensible)
* valueCodeableConcept.coding 1..1
  * system 1..1
  * code 1..1

Extension: ScheduleKind
Id: schedule-kind
Title: "Schedule kind"
Description: "Whether a price is what the practice bills everyone (chargemaster) or what a payer is expected to allow (contract). The two are never mixed."
Context: ChargeItemDefinition
* value[x] 1..1
* value[x] only code
* valueCode from https://attune.org/fhir/ValueSet/schedule-kind (required)

Extension: AdjudicationGroupCode
Id: adjudication-group-code
Title: "Adjudication group code"
Description: "Who bears an adjusted amount (X12 CAS01)."
* ^context[+].type = #element
* ^context[=].expression = "ClaimResponse.item.adjudication"
* ^context[+].type = #element
* ^context[=].expression = "ClaimResponse.addItem.adjudication"
* ^context[+].type = #element
* ^context[=].expression = "ClaimResponse.adjudication"
* ^context[+].type = #element
* ^context[=].expression = "ExplanationOfBenefit.item.adjudication"
* ^context[+].type = #element
* ^context[=].expression = "ExplanationOfBenefit.addItem.adjudication"
* ^context[+].type = #element
* ^context[=].expression = "ExplanationOfBenefit.adjudication"
* value[x] 1..1
* value[x] only code
* valueCode from https://attune.org/fhir/ValueSet/group-code (required)

Extension: ProviderAdjustmentReason
Id: provider-adjustment-reason
Title: "Provider adjustment reason"
Description: "Why a payment is adjusted apart from any claim (X12 PLB, the reason code of an adjustment)."
Context: PaymentReconciliation.detail
* value[x] 1..1
* value[x] only string
* value[x] obeys attune-provider-adjustment-reason

Invariant: attune-provider-adjustment-reason
Description: "The reason of a provider adjustment has two capital letters or digits."
Severity: #error
Expression: "matches('^[A-Z0-9]{2}$')"

Extension: X12Source
Id: x12-source
Title: "X12 source"
Description: "Where in which X12 file a resource or a part of it was read: digest of the file, control numbers of the envelopes, position of the segment."
* ^context[+].type = #element
* ^context[=].expression = "ClaimResponse"
* ^context[+].type = #element
* ^context[=].expression = "ExplanationOfBenefit"
* ^context[+].type = #element
* ^context[=].expression = "PaymentReconciliation"
* ^context[+].type = #element
* ^context[=].expression = "PaymentReconciliation.detail"
* ^context[+].type = #element
* ^context[=].expression = "CoverageEligibilityResponse"
* extension contains
    fileHash 1..1 and
    interchange 1..1 and
    group 0..1 and
    transaction 0..1 and
    segment 0..1
* extension[fileHash] ^short = "SHA-256 of the file as received, 64 lower-case hexadecimal digits"
* extension[fileHash].value[x] 1..1
* extension[fileHash].value[x] only string
* extension[fileHash].value[x] obeys attune-file-hash
* extension[interchange] ^short = "Interchange control number (ISA13)"
* extension[interchange].value[x] 1..1
* extension[interchange].value[x] only string
* extension[group] ^short = "Group control number (GS06)"
* extension[group].value[x] 1..1
* extension[group].value[x] only string
* extension[transaction] ^short = "Transaction set control number (ST02)"
* extension[transaction].value[x] 1..1
* extension[transaction].value[x] only string
* extension[segment] ^short = "Position of the segment in the transaction set, ST being 1"
* extension[segment].value[x] 1..1
* extension[segment].value[x] only positiveInt

Invariant: attune-file-hash
Description: "A digest of a file has 64 lower-case hexadecimal digits."
Severity: #error
Expression: "matches('^[0-9a-f]{64}$')"
