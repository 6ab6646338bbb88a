// Derived from base R4, not from US Core: US Core is a package a site may install. The
// cardinalities below are at least as strict as US Core 7.0.0 where both speak.

Profile: AttunePatient
Parent: Patient
Id: attune-patient
Title: "Attune patient"
Description: "A person who receives care. Identified within the practice, named, and with an administrative gender."
* identifier 1..* MS
  * system 1..1 MS
  * value 1..1 MS
* name 1..* MS
* name obeys attune-name
* gender 1..1 MS
* birthDate MS

Invariant: attune-name
Description: "A name has a family name, a given name, or says why both are missing."
Severity: #error
Expression: "family.exists() or given.exists() or extension.where(url = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason').exists()"

Profile: AttuneEncounter
Parent: Encounter
Id: attune-encounter
Title: "Attune encounter"
Description: "A contact between a patient and the practice."
* status MS
* class MS
* type 1..* MS
* subject 1..1 MS
* subject only Reference(Patient)
* period MS

Profile: AttuneQuestionnaireResponse
Parent: QuestionnaireResponse
Id: attune-questionnaire-response
Title: "Attune questionnaire response"
Description: "Answers to an instrument, with the form and version they answer, about whom and from when."
* questionnaire 1..1 MS
* status MS
* subject 1..1 MS
* subject only Reference(Patient)
* authored 1..1 MS
* item MS

Profile: AttuneScoreObservation
Parent: Observation
Id: attune-score-observation
Title: "Attune score observation"
Description: "The total score of an instrument, derived from the response that it sums up."
* obeys attune-score-value
* status MS
* category 1..* MS
* category ^slicing.discriminator.type = #pattern
* category ^slicing.discriminator.path = "$this"
* category ^slicing.rules = #open
* category contains survey 1..1 MS
* category[survey] = $observation-category#survey
* code MS
* subject 1..1 MS
* subject only Reference(Patient)
* effective[x] 1..1 MS
* effective[x] only dateTime
* value[x] MS
* value[x] only Quantity
* valueQuantity
  * value 1..1 MS
  * comparator 0..0
  * system 1..1 MS
  * system = $ucum
  * code 1..1 MS
  * code = #{score}
* dataAbsentReason MS
* interpretation MS
* interpretation from $severity-band-vs (extensible)
* derivedFrom 1..* MS
* derivedFrom only Reference(QuestionnaireResponse)

Invariant: attune-score-value
Description: "A score has a value or says why there is none."
Severity: #error
Expression: "value.exists() xor dataAbsentReason.exists()"
