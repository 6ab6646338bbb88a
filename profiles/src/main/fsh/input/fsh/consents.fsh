Profile: AttuneConsent
Parent: Consent
Id: attune-consent
Title: "Attune consent"
Description: "What a person agreed to or refused: treatment, telehealth, disclosure, messages, payment."
* insert AppliesWhen(true)
* identifier MS
* status MS
* scope MS
* insert SlicedByPattern(category)
* category MS
* category contains kind 0..1 MS
* category[kind] ^patternCodeableConcept.coding.system = $consent-type
* category[kind] from $consent-type-vs (required)
* patient 1..1 MS
* dateTime MS
* performer MS
* organization MS
* source[x] MS
* policy MS
* policyRule MS
* verification MS
* provision MS
  * type MS
  * period MS
  * actor MS
  * securityLabel MS
  * purpose MS
  * class MS
  * data MS
  * provision MS

Profile: AttuneDisclosureConsent
Parent: AttuneConsent
Id: attune-disclosure-consent
Title: "Attune disclosure consent"
Description: "Consent to disclose records, with the elements that 42 CFR 2.31 asks for: whose records, who discloses, what, to whom, what for, until when, signed when. Counseling notes of substance use treatment and psychotherapy notes each need a consent of their own, so one consent has one kind."
* insert AppliesWhen([[category.coding.where(system = 'https://attune.org/fhir/CodeSystem/consent-type' and (code = 'release-of-information' or code = 'part-2-disclosure' or code = 'sud-counseling-notes' or code = 'psychotherapy-notes')).exists()]])
* obeys attune-disclosure-what and attune-disclosure-whom and attune-disclosure-purpose and attune-disclosure-end and attune-disclosure-signed
* extension contains ConsentExpiryEvent named expiryEvent 0..1 MS
* category[kind] 1..1
* organization 1..*

Invariant: attune-disclosure-what
Description: "A consent to disclose that is in force describes the information: provision.securityLabel, class, code or data."
Severity: #error
Expression: "status != 'active' or provision.securityLabel.exists() or provision.class.exists() or provision.code.exists() or provision.data.exists()"

Invariant: attune-disclosure-whom
Description: "A consent to disclose that is in force names who may receive the information (provision.actor)."
Severity: #error
Expression: "status != 'active' or provision.actor.exists()"

Invariant: attune-disclosure-purpose
Description: "A consent to disclose that is in force states the purpose (provision.purpose)."
Severity: #error
Expression: "status != 'active' or provision.purpose.exists()"

Invariant: attune-disclosure-end
Description: "A consent to disclose that is in force says when it ends: provision.period.end or extension consent-expiry-event."
Severity: #error
Expression: "status != 'active' or provision.period.end.exists() or extension.where(url = 'https://attune.org/fhir/StructureDefinition/consent-expiry-event').exists()"

Invariant: attune-disclosure-signed
Description: "A consent to disclose that is in force says who signed it (performer), when (dateTime) and where the signed text is (source)."
Severity: #error
Expression: "status != 'active' or (performer.exists() and dateTime.exists() and source.exists())"
