Profile: AttuneQuestionnaireResponse
Parent: QuestionnaireResponse
Id: attune-questionnaire-response
Title: "Attune questionnaire response"
Description: "Answers to an instrument, with the form and version they answer, about whom and from when."
* insert AppliesWhen(true)
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
* insert AppliesWhen([[category.coding.where(system = 'https://attune.org/fhir/CodeSystem/observation-kind' and code = 'instrument-score').exists()]])
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
