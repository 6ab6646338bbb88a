Profile: AttuneMedicationRequest
Parent: MedicationRequest
Id: attune-medication-request
Title: "Attune medication request"
Description: "A prescription, or a medication that another prescribes and the practice keeps in view."
* insert AppliesWhen(true)
* obeys attune-order-requester
* status MS
* intent MS
* category MS
* reported[x] MS
* medication[x] MS
* subject MS
* encounter MS
* authoredOn MS
* requester MS
* reasonCode MS
* reasonReference MS
* dosageInstruction MS
  * text MS
  * timing MS
  * doseAndRate MS
    * dose[x] MS
* dispenseRequest MS
  * numberOfRepeatsAllowed MS
  * quantity MS

Invariant: attune-order-requester
Description: "An order names who ordered it (requester)."
Severity: #error
Expression: "(intent = 'order' or intent = 'original-order' or intent = 'reflex-order' or intent = 'filler-order' or intent = 'instance-order') implies requester.exists()"

Profile: AttuneMedicationStatement
Parent: MedicationStatement
Id: attune-medication-statement
Title: "Attune medication statement"
Description: "A medication that a client takes or took, as told by someone or found in another record."
* insert AppliesWhen(true)
* status MS
* statusReason MS
* category MS
* medication[x] MS
* subject MS
* subject only Reference(Patient)
* effective[x] MS
* dateAsserted MS
* informationSource MS
* derivedFrom MS
* reasonCode MS
* reasonReference MS
* dosage MS
  * text MS

Profile: AttuneAllergyIntolerance
Parent: AllergyIntolerance
Id: attune-allergy-intolerance
Title: "Attune allergy or intolerance"
Description: "A substance that a client must not have or does not bear, or the statement that none is known."
* insert AppliesWhen(true)
* clinicalStatus MS
* verificationStatus MS
* category MS
* criticality MS
* code 1..1 MS
* patient MS
* onset[x] MS
* recordedDate MS
* recorder MS
* reaction MS
  * manifestation MS
  * severity MS
