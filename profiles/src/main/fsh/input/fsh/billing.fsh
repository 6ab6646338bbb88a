// Who pays, what is charged, what is claimed. All amounts are US dollars and whole cents.

Alias: $v2-0203 = http://terminology.hl7.org/CodeSystem/v2-0203
Alias: $coverage-class = http://terminology.hl7.org/CodeSystem/coverage-class
Alias: $claim-type = http://terminology.hl7.org/CodeSystem/claim-type
Alias: $claim-information-category = http://terminology.hl7.org/CodeSystem/claiminformationcategory
Alias: $claim-information = https://attune.org/fhir/CodeSystem/claim-information
Alias: $coverage-type-vs = https://attune.org/fhir/ValueSet/coverage-type
Alias: $account-type-vs = https://attune.org/fhir/ValueSet/account-type
Alias: $charge-item-code-vs = https://attune.org/fhir/ValueSet/charge-item-code
Alias: $service-code-vs = https://attune.org/fhir/ValueSet/service-code
Alias: $diagnoses = https://attune.org/fhir/ValueSet/diagnosis
Alias: $care-team-role-vs = https://attune.org/fhir/ValueSet/claim-care-team-role
Alias: $diagnosis-type-vs = https://attune.org/fhir/ValueSet/claim-diagnosis-type
Alias: $invoice-type-vs = https://attune.org/fhir/ValueSet/invoice-type
Alias: $price-component-vs = https://attune.org/fhir/ValueSet/price-component

Invariant: attune-cents
Description: "An amount has no fraction of a cent: at most two decimal places."
Severity: #error
Expression: "value.all(toString().matches('^-?[0-9]+([.][0-9]{1,2})?$'))"

RuleSet: Dollars(element)
* {element} obeys attune-cents
* {element}.value 1..1 MS
* {element}.currency 1..1 MS
* {element}.currency = #USD

Profile: AttuneCoverage
Parent: Coverage
Id: attune-coverage
Title: "Attune coverage"
Description: "That an organization pays for a client's care, under which member number and in which order. A client who pays alone has no coverage."
* insert AppliesWhen(true)
* obeys attune-coverage-member and attune-coverage-subscriber and attune-coverage-payor
* identifier MS
* identifier ^slicing.discriminator.type = #pattern
* identifier ^slicing.discriminator.path = "type"
* identifier ^slicing.rules = #open
* identifier contains memberId 0..1 MS
* identifier[memberId].type 1..1 MS
* identifier[memberId].type = $v2-0203#MB
* identifier[memberId].value 1..1 MS
* status MS
* type MS
* type from $coverage-type-vs (extensible)
* policyHolder MS
* subscriber MS
* subscriberId MS
* beneficiary MS
* dependent MS
* relationship 1..1 MS
* relationship from http://hl7.org/fhir/ValueSet/subscriber-relationship (extensible)
* period MS
* payor 1..1 MS
* payor only Reference(Organization)
* class MS
* class ^slicing.discriminator.type = #pattern
* class ^slicing.discriminator.path = "type"
* class ^slicing.rules = #open
* class contains group 0..1 MS and plan 0..1 MS
* class[group].type = $coverage-class#group
* class[group].value MS
* class[group].name MS
* class[plan].type = $coverage-class#plan
* class[plan].value MS
* class[plan].name MS
* order MS

Invariant: attune-coverage-member
Description: "A coverage has a member number: an identifier of type MB, or subscriberId."
Severity: #error
Expression: "identifier.where(type.coding.where(system = 'http://terminology.hl7.org/CodeSystem/v2-0203' and code = 'MB').exists()).exists() or subscriberId.exists()"

Invariant: attune-coverage-subscriber
Description: "A coverage names its subscriber, unless the client is the subscriber (relationship self)."
Severity: #error
Expression: "relationship.coding.where(system = 'http://terminology.hl7.org/CodeSystem/subscriber-relationship' and code = 'self').exists() or subscriber.exists()"

// A validator that resolves no references does not look at the type of their targets.
Invariant: attune-coverage-payor
Description: "An organization pays: payor is a reference to an Organization. A client who pays alone has no coverage."
Severity: #error
Expression: "payor.all(reference.exists() implies (reference.matches('^(.*/)?Organization[/?].+$') or reference.startsWith('urn:') or reference.startsWith('#')))"

Profile: AttuneAccount
Parent: Account
Id: attune-account
Title: "Attune account"
Description: "What is owed for a client's care by one responsible party. Who shares the costs with another has an account of their own."
* insert AppliesWhen(true)
* obeys attune-account-priority and attune-account-guarantor
* identifier 1..* MS
  * system 1..1 MS
  * value 1..1 MS
* status MS
* type 1..1 MS
* type from $account-type-vs (extensible)
* name MS
* subject 1..1 MS
* subject only Reference(Patient)
* servicePeriod MS
* coverage MS
  * coverage MS
  * priority 1..1 MS
* owner 1..1 MS
* owner only Reference(Organization)
* guarantor MS
  * party MS
  * onHold MS
  * period MS
* partOf MS

Invariant: attune-account-priority
Description: "No two coverages of an account have the same priority."
Severity: #error
Expression: "coverage.priority.isDistinct()"

Invariant: attune-account-guarantor
Description: "An account has at most one guarantor at a time; the period of a former one has an end."
Severity: #error
Expression: "guarantor.where(period.end.empty()).count() <= 1"

Profile: AttuneChargeItemDefinition
Parent: ChargeItemDefinition
Id: attune-charge-item-definition
Title: "Attune charge item definition"
Description: "The price of one code in one schedule, and from when to when services are priced by it. Conditions on payer, provider and venue stand in useContext, conditions on modifier, place and units in applicability."
* insert AppliesWhen(true)
* extension contains ScheduleKind named scheduleKind 1..1 MS
* url MS
* identifier MS
* version 1..1 MS
* title MS
* replaces MS
* status MS
* date MS
* publisher MS
* useContext MS
* useContext obeys attune-price-context
  * code MS
  * value[x] MS
  * value[x] only CodeableConcept or Reference(Organization or InsurancePlan)
* effectivePeriod 1..1 MS
  * start 1..1 MS
  * end MS
* code 1..1 MS
* code from $charge-item-code-vs (preferred)
* applicability MS
* propertyGroup 1..* MS
  * applicability MS
    * language MS
    * expression MS
  * priceComponent 1..* MS
  * priceComponent obeys attune-price-component
    * type MS
    * code MS
    * code from $price-component-vs (preferred)
    * factor MS
    * amount MS
* insert Dollars(propertyGroup.priceComponent.amount)

Invariant: attune-price-context
Description: "A payer is named by a reference to an Organization or InsurancePlan, a provider type or a venue by a code."
Severity: #error
Expression: "(code.where(system = 'https://attune.org/fhir/CodeSystem/charge-context' and code = 'payer').exists() implies value.ofType(Reference).exists()) and (value.ofType(Reference).exists() implies code.where(system = 'https://attune.org/fhir/CodeSystem/charge-context' and code = 'payer').exists())"

Invariant: attune-price-component
Description: "A price component has an amount or a factor."
Severity: #error
Expression: "amount.exists() or factor.exists()"

Profile: AttuneChargemasterPrice
Parent: AttuneChargeItemDefinition
Id: attune-chargemaster-price
Title: "Attune chargemaster price"
Description: "What the practice bills for a code: the same for all payers."
* insert AppliesWhen([[extension.where(url = 'https://attune.org/fhir/StructureDefinition/schedule-kind' and value = 'chargemaster').exists()]])
* obeys attune-chargemaster-payer and attune-chargemaster-base

Invariant: attune-chargemaster-payer
Description: "What the practice bills is the same for all payers: no useContext with the code payer."
Severity: #error
Expression: "useContext.code.where(system = 'https://attune.org/fhir/CodeSystem/charge-context' and code = 'payer').empty()"

Invariant: attune-chargemaster-base
Description: "Each group of the chargemaster has one base price with an amount."
Severity: #error
Expression: "propertyGroup.all(priceComponent.where(type = 'base').count() = 1 and priceComponent.where(type = 'base').amount.exists())"

Profile: AttuneContractPrice
Parent: AttuneChargeItemDefinition
Id: attune-contract-price
Title: "Attune contract price"
Description: "What a payer is expected to allow for a code under its contract. Never billed: it serves estimates and finds underpayment."
* insert AppliesWhen([[extension.where(url = 'https://attune.org/fhir/StructureDefinition/schedule-kind' and value = 'contract').exists() and extension.where(url = 'https://attune.org/fhir/StructureDefinition/schedule-kind' and value = 'chargemaster').empty()]])
* obeys attune-contract-payer
* useContext 1..*

Invariant: attune-contract-payer
Description: "A contract price names one payer (useContext with the code payer)."
Severity: #error
Expression: "useContext.code.where(system = 'https://attune.org/fhir/CodeSystem/charge-context' and code = 'payer').count() = 1"

Profile: AttuneChargeItem
Parent: ChargeItem
Id: attune-charge-item
Title: "Attune charge item"
Description: "One code charged for one client and one session. Its key lets the same charge be made once only."
* insert AppliesWhen(true)
* obeys attune-charge-definition and attune-charge-override and attune-charge-own-code
* extension contains ChargeModifier named modifier 0..4 MS
* identifier 1..* MS
* identifier ^slicing.discriminator.type = #value
* identifier ^slicing.discriminator.path = "system"
* identifier ^slicing.rules = #open
* identifier contains chargeKey 1..1 MS
* identifier[chargeKey] obeys attune-charge-key
* identifier[chargeKey].system 1..1 MS
* identifier[chargeKey].system = "https://attune.org/fhir/identifier/charge-key"
* identifier[chargeKey].value 1..1 MS
* definitionCanonical MS
* definitionCanonical obeys attune-charge-version
* status MS
* code MS
* code from $charge-item-code-vs (preferred)
* subject MS
* subject only Reference(Patient)
* context MS
* context only Reference(Encounter)
* occurrence[x] 1..1 MS
* occurrence[x] only Period
* occurrencePeriod.start 1..1 MS
* occurrencePeriod.end MS
* performer MS
  * function MS
  * actor MS
* performingOrganization 1..1 MS
* quantity 1..1 MS
  * value 1..1 MS
* factorOverride MS
* priceOverride MS
* insert Dollars(priceOverride)
* overrideReason MS
* reason MS
* reason from $diagnoses (preferred)
* service MS
* service only Reference(Procedure)
* account 1..* MS
* supportingInformation MS

Invariant: attune-charge-key
Description: "A charge key is encounter, participant, code and line number, joined by | (a charge without an encounter has the appointment or account in its place)."
Severity: #error
Expression: "value.matches('^[A-Za-z0-9.-]+[|][A-Za-z0-9.-]+[|][A-Za-z0-9.-]+[|][1-9][0-9]*$')"

Invariant: attune-charge-version
Description: "The definition of a charge is named with its version (url|version)."
Severity: #error
Expression: "matches('^[^|]+[|][^|]+$')"

Invariant: attune-charge-definition
Description: "A charge that is billable or billed says where its price comes from: definitionCanonical or priceOverride."
Severity: #error
Expression: "status = 'billable' or status = 'billed' implies definitionCanonical.exists() or priceOverride.exists()"

Invariant: attune-charge-override
Description: "A price or factor that overrides the definition has a reason (overrideReason)."
Severity: #error
Expression: "priceOverride.exists() or factorOverride.exists() implies overrideReason.exists()"

Invariant: attune-charge-own-code
Description: "A charge with a code of the practice's own, such as a fee for a missed session, is not billable to a payer."
Severity: #error
Expression: "code.coding.where(system = 'https://attune.org/fhir/CodeSystem/charge-code').exists() implies (status != 'billable' and status != 'billed')"

Profile: AttuneClaim
Parent: Claim
Id: attune-claim
Title: "Attune claim"
Description: "A claim of any kind and origin."
* insert AppliesWhen(true)
* obeys attune-claim-own-elements
* identifier MS
* status MS
* type MS
* use MS
* patient MS
* billablePeriod MS
* created MS
* insurer MS
* provider MS
* related MS
* payee MS
* facility MS
* careTeam MS
* supportingInfo MS
* diagnosis MS
* insurance MS
* accident MS
* item MS
* total MS

Invariant: attune-claim-own-elements
Description: "Claim frequency and line control number belong to professional claims (type professional, use claim)."
Severity: #error
Expression: "(extension | item.extension).where(url = 'https://attune.org/fhir/StructureDefinition/claim-frequency' or url = 'https://attune.org/fhir/StructureDefinition/line-control-number').exists() implies (use = 'claim' and type.coding.where(system = 'http://terminology.hl7.org/CodeSystem/claim-type' and code = 'professional').exists())"

// Which claims are held to it: professional ones with a line in a code that payers accept, or with
// any element of Attune's own. Leaving out the frequency does not lead around the rules, while
// claims of other origin, whose lines carry clinical codes, stay storable.
Profile: AttuneClaimProfessional
Parent: AttuneClaim
Id: attune-claim-professional
Title: "Attune professional claim"
Description: "A claim for professional services as it can be sent to a payer (X12 837P)."
* insert AppliesWhen([[use = 'claim' and type.coding.where(system = 'http://terminology.hl7.org/CodeSystem/claim-type' and code = 'professional').exists() and (item.productOrService.coding.where(system = 'http://www.ama-assn.org/go/cpt' or system = 'https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets').exists() or (extension | item.extension).where(url.startsWith('https://attune.org/fhir/StructureDefinition/')).exists())]])
* obeys attune-claim-provider and attune-claim-related and attune-claim-payee and attune-claim-rendering and attune-claim-facility
* obeys attune-claim-diagnosis-unique and attune-claim-diagnosis-billable and attune-claim-principal and attune-claim-focal and attune-claim-prior-payer
* obeys attune-claim-sequences and attune-claim-lines and attune-claim-diagnosis-pointer and attune-claim-care-team-pointer and attune-claim-information-pointer
* obeys attune-claim-line-control and attune-claim-total and attune-claim-patient-paid
* extension contains
    ClaimFrequency named claimFrequency 1..1 MS and
    AssignmentAccepted named assignmentAccepted 1..1 MS and
    BenefitsAssigned named benefitsAssigned 1..1 MS
* identifier 1..1
* identifier obeys attune-patient-control-number
  * system 1..1
  * system = "https://attune.org/fhir/identifier/patient-control-number"
  * value 1..1 MS
* type = $claim-type#professional
* use = #claim
* patient only Reference(Patient)
* billablePeriod 1..1
  * start 1..1 MS
* insurer 1..1
* insurer only Reference(Organization)
* provider only Reference(Organization or Practitioner)
* related
  * claim MS
  * relationship 1..1 MS
  * reference MS
    * value 1..1 MS
* payee
  * type MS
  * party MS
* careTeam
  * sequence MS
  * provider MS
  * provider only Reference(Practitioner or PractitionerRole or Organization)
  * role 1..1 MS
  * role from $care-team-role-vs (extensible)
  * qualification MS
  * qualification from $provider-taxonomy-vs (preferred)
* facility only Reference(Location)
* supportingInfo ^slicing.discriminator.type = #pattern
* supportingInfo ^slicing.discriminator.path = "category"
* supportingInfo ^slicing.rules = #open
* supportingInfo contains
    patientPaid 0..1 MS and
    onset 0..1 MS and
    attachment 0..* MS and
    remark 0..1 MS
* supportingInfo[patientPaid] ^short = "What the patient has paid (AMT*F5)"
* supportingInfo[patientPaid].category = $claim-information#patient-paid
* supportingInfo[patientPaid].value[x] 1..1 MS
* supportingInfo[patientPaid].value[x] only Quantity
* supportingInfo[patientPaid].valueQuantity obeys attune-cents
* supportingInfo[patientPaid].valueQuantity.value 1..1
* supportingInfo[patientPaid].valueQuantity.system 1..1
* supportingInfo[patientPaid].valueQuantity.system = "urn:iso:std:iso:4217"
* supportingInfo[patientPaid].valueQuantity.code 1..1
* supportingInfo[patientPaid].valueQuantity.code = #USD
* supportingInfo[onset] ^short = "When the illness began (DTP*431)"
* supportingInfo[onset].category = $claim-information-category#onset
* supportingInfo[onset].timing[x] 1..1 MS
* supportingInfo[onset].timing[x] only date
* supportingInfo[attachment] ^short = "Control number of an attachment (PWK)"
* supportingInfo[attachment].category = $claim-information-category#attachment
* supportingInfo[attachment].value[x] 1..1 MS
* supportingInfo[attachment].value[x] only string
* supportingInfo[remark] ^short = "Remark, at most 80 characters and nothing clinical (NTE)"
* supportingInfo[remark].category = $claim-information-category#info
* supportingInfo[remark].value[x] 1..1 MS
* supportingInfo[remark].value[x] only string
* supportingInfo[remark].valueString obeys attune-claim-remark
* diagnosis 1..12
  * sequence MS
  * diagnosis[x] MS
  * diagnosis[x] only CodeableConcept
  * diagnosisCodeableConcept from $diagnoses (extensible)
  * diagnosisCodeableConcept.coding 1..1
    * system 1..1
    * system = "http://hl7.org/fhir/sid/icd-10-cm"
    * code 1..1
  * type 1..1 MS
  * type from $diagnosis-type-vs (required)
* insurance
  * sequence MS
  * focal MS
  * coverage MS
  * preAuthRef 0..1 MS
  * claimResponse MS
* item 1..*
* item obeys attune-claim-net and attune-claim-service-code and attune-claim-modifier
  * extension contains
      LineControlNumber named lineControlNumber 1..1 MS and
      ClaimItemCharge named charge 0..1 MS
  * sequence MS
  * careTeamSequence MS
  * diagnosisSequence 1..4 MS
  * informationSequence MS
  * productOrService MS
  * productOrService from $service-code-vs (extensible)
  * modifier 0..4 MS
  * modifier from $service-modifier-vs (extensible)
  * serviced[x] 1..1 MS
  * location[x] 1..1 MS
  * location[x] only CodeableConcept
  * locationCodeableConcept from $place-of-service-vs (required)
  * quantity 1..1 MS
    * value 1..1 MS
  * unitPrice 1..1 MS
  * factor MS
  * net 1..1 MS
  * encounter MS
* insert Dollars(item.unitPrice)
* insert Dollars(item.net)
* total 1..1
* insert Dollars(total)

Invariant: attune-patient-control-number
Description: "A patient control number has 1 to 20 capital letters or digits (identifier.value)."
Severity: #error
Expression: "value.matches('^[A-Z0-9]{1,20}$')"

Invariant: attune-claim-provider
Description: "An organization or, in a solo practice, a practitioner bills (provider), and an organization is the insurer."
Severity: #error
Expression: "provider.all(reference.exists() implies (reference.matches('^(.*/)?(Organization|Practitioner)[/?].+$') or reference.startsWith('urn:') or reference.startsWith('#'))) and insurer.all(reference.exists() implies (reference.matches('^(.*/)?Organization[/?].+$') or reference.startsWith('urn:') or reference.startsWith('#')))"

Invariant: attune-claim-related
Description: "A replacement or void (claim frequency 7 or 8) names the claim it concerns: one related with the relationship prior, its claim, and the payer's control number in reference."
Severity: #error
Expression: "extension.where(url = 'https://attune.org/fhir/StructureDefinition/claim-frequency').value.where($this = '7' or $this = '8').exists() implies related.where(relationship.coding.where(system = 'http://terminology.hl7.org/CodeSystem/ex-relatedclaimrelationship' and code = 'prior').exists() and claim.exists() and reference.value.exists()).count() = 1"

Invariant: attune-claim-payee
Description: "The provider or the subscriber is paid (payee.type)."
Severity: #error
Expression: "payee.exists() implies payee.type.coding.where(system = 'http://terminology.hl7.org/CodeSystem/payeetype' and (code = 'provider' or code = 'subscriber')).exists()"

Invariant: attune-claim-rendering
Description: "A rendering provider is named only where it is not the billing provider (careTeam, provider)."
Severity: #error
Expression: "careTeam.where(role.coding.where(code = 'rendering' or code = 'primary').exists()).all(provider.reference != %resource.provider.reference)"

Invariant: attune-claim-facility
Description: "A service in the client's home (place of service 12) has no service facility."
Severity: #error
Expression: "facility.exists() implies item.location.coding.where(system = 'https://www.cms.gov/Medicare/Coding/place-of-service-codes/Place_of_Service_Code_Set' and code = '12').empty()"

Invariant: attune-claim-diagnosis-unique
Description: "No diagnosis stands twice on a claim."
Severity: #error
Expression: "diagnosis.diagnosis.coding.code.isDistinct()"

Invariant: attune-claim-diagnosis-billable
Description: "A diagnosis of the behavioral chapter (F01 to F99) has an ICD-10-CM code that may be billed, written with its point: the most detailed one, not its header."
Severity: #error
Expression: "diagnosis.diagnosis.coding.where(code.startsWith('F')).all(memberOf('https://attune.org/fhir/ValueSet/diagnosis'))"

Invariant: attune-claim-principal
Description: "One diagnosis is the principal one (diagnosis.type)."
Severity: #error
Expression: "diagnosis.where(type.coding.where(system = 'http://terminology.hl7.org/CodeSystem/ex-diagnosistype' and code = 'principal').exists()).count() = 1"

Invariant: attune-claim-focal
Description: "One coverage is the one that the claim is sent to (insurance.focal)."
Severity: #error
Expression: "insurance.where(focal = true).count() = 1"

Invariant: attune-claim-prior-payer
Description: "Each coverage before the focal one (insurance.sequence) has its payer's answer (claimResponse), and no other has one."
Severity: #error
Expression: "insurance.all(claimResponse.exists() = (sequence.toString().toInteger() < %resource.insurance.where(focal = true).first().sequence.toString().toInteger()))"

Invariant: attune-claim-sequences
Description: "Sequence numbers of care team, information, diagnoses, coverages and lines do not repeat."
Severity: #error
Expression: "careTeam.sequence.isDistinct() and supportingInfo.sequence.isDistinct() and diagnosis.sequence.isDistinct() and insurance.sequence.isDistinct() and item.sequence.isDistinct()"

Invariant: attune-claim-lines
Description: "Lines are numbered from 1 without gaps (item.sequence)."
Severity: #error
Expression: "item.sequence.all(toString().toInteger() <= %resource.item.count())"

Invariant: attune-claim-diagnosis-pointer
Description: "Each diagnosisSequence of a line is the sequence of a diagnosis, and none stands twice on a line."
Severity: #error
Expression: "item.all(diagnosisSequence.subsetOf(%resource.diagnosis.sequence) and diagnosisSequence.isDistinct())"

Invariant: attune-claim-care-team-pointer
Description: "Each careTeamSequence of a line is the sequence of a member of the care team."
Severity: #error
Expression: "item.all(careTeamSequence.subsetOf(%resource.careTeam.sequence))"

Invariant: attune-claim-information-pointer
Description: "Each informationSequence of a line is the sequence of a supportingInfo."
Severity: #error
Expression: "item.all(informationSequence.subsetOf(%resource.supportingInfo.sequence))"

Invariant: attune-claim-line-control
Description: "No line control number stands twice on a claim."
Severity: #error
Expression: "item.extension.where(url = 'https://attune.org/fhir/StructureDefinition/line-control-number').value.isDistinct()"

Invariant: attune-claim-net
Description: "The net amount of a line is quantity times unitPrice times factor (1 where there is none), rounded to cents."
Severity: #error
Expression: "net.value = (quantity.value * unitPrice.value * iif(factor.exists(), factor, 1.0)).round(2)"

Invariant: attune-claim-total
Description: "The total of a claim is the sum of the net amounts of its lines."
Severity: #error
Expression: "total.value = item.net.value.aggregate($this + $total, 0.00)"

Invariant: attune-claim-service-code
Description: "A line is billed with one CPT or HCPCS code (productOrService)."
Severity: #error
Expression: "productOrService.coding.where(system = 'http://www.ama-assn.org/go/cpt' or system = 'https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets').count() = 1"

Invariant: attune-claim-modifier
Description: "Each modifier is one code, and none stands twice on a line."
Severity: #error
Expression: "modifier.all(coding.count() = 1) and modifier.coding.code.isDistinct()"

Invariant: attune-claim-patient-paid
Description: "The patient has not paid more than the total (supportingInfo, total)."
Severity: #error
Expression: "supportingInfo.where(category.coding.where(system = 'https://attune.org/fhir/CodeSystem/claim-information' and code = 'patient-paid').exists()).all(value.ofType(Quantity).value <= %resource.total.value)"

Invariant: attune-claim-remark
Description: "A remark on a claim has at most 80 characters."
Severity: #error
Expression: "length() <= 80"

Profile: AttuneInvoice
Parent: Invoice
Id: attune-invoice
Title: "Attune invoice"
Description: "What a client or another responsible party is asked to pay. Full charge, discounts and what insurance paid stand side by side as price components; amounts that lessen the price are negative."
* insert AppliesWhen(true)
* obeys attune-invoice-issued and attune-invoice-net and attune-invoice-gross and attune-invoice-cancelled
* identifier MS
* status MS
* cancelledReason MS
* type 1..1 MS
* type from $invoice-type-vs (extensible)
* subject 1..1 MS
* subject only Reference(Patient or Group)
* recipient 1..1 MS
* date MS
* participant MS
* issuer 1..1 MS
* account MS
* lineItem MS
  * sequence MS
  * chargeItem[x] MS
  * chargeItem[x] only Reference(ChargeItem)
  * priceComponent 1..* MS
  * priceComponent obeys attune-invoice-sign
    * type MS
    * code MS
    * code from $price-component-vs (preferred)
    * factor MS
    * amount 1..1 MS
* insert Dollars(lineItem.priceComponent.amount)
* totalNet MS
* insert Dollars(totalNet)
* totalGross MS
* insert Dollars(totalGross)
* paymentTerms MS
* note MS

Invariant: attune-invoice-sign
Description: "A discount or deduction is not positive; a base price, surcharge or tax is not negative."
Severity: #error
Expression: "(type = 'discount' or type = 'deduction' implies amount.value <= 0) and (type = 'base' or type = 'surcharge' or type = 'tax' implies amount.value >= 0)"

Invariant: attune-invoice-issued
Description: "An invoice that is issued or balanced has a number (identifier), a date, lines and totals."
Severity: #error
Expression: "status = 'issued' or status = 'balanced' implies identifier.exists() and date.exists() and lineItem.exists() and totalNet.exists() and totalGross.exists()"

Invariant: attune-invoice-cancelled
Description: "A cancelled invoice says why (cancelledReason)."
Severity: #error
Expression: "status = 'cancelled' implies cancelledReason.exists()"

Invariant: attune-invoice-net
Description: "totalNet is the sum of the price components of all lines, without tax and informational ones."
Severity: #error
Expression: "totalNet.exists() implies totalNet.value = lineItem.priceComponent.where(type != 'tax' and type != 'informational').amount.value.aggregate($this + $total, 0.00)"

Invariant: attune-invoice-gross
Description: "totalGross is the sum of the price components of all lines, without informational ones."
Severity: #error
Expression: "totalGross.exists() implies totalGross.value = lineItem.priceComponent.where(type != 'informational').amount.value.aggregate($this + $total, 0.00)"
