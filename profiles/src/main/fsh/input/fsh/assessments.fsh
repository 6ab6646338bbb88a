Profile: AttuneQuestionnaire
Parent: Questionnaire
Id: attune-questionnaire
Title: "Attune questionnaire"
Description: "A form or instrument. One that is scored states how, and on what terms it may be used."
* insert AppliesWhen(true)
* obeys attune-form-citable and attune-instrument-licensed
* extension contains
    InstrumentScore named score 0..* MS and
    InstrumentOutcome named outcome 0..* MS and
    InstrumentLicence named licence 0..1 MS and
    InstrumentSource named source 0..1 MS
* url MS
* version MS
* title MS
* status MS
* subjectType MS
* code MS
* copyright MS
* item MS
  * linkId MS
  * code MS
  * text MS
  * type MS
  * required MS
  * answerOption MS

Invariant: attune-form-citable
Description: "A form in use has a url, since responses name the form by it."
Severity: #error
Expression: "status = 'active' implies url.exists()"

Invariant: attune-instrument-licensed
Description: "A form with a scoring rule states its licence (extension instrument-licence)."
Severity: #error
Expression: "extension.where(url = 'https://attune.org/fhir/StructureDefinition/instrument-score').exists() implies extension.where(url = 'https://attune.org/fhir/StructureDefinition/instrument-licence').exists()"

Profile: AttuneQuestionnaireResponse
Parent: QuestionnaireResponse
Id: attune-questionnaire-response
Title: "Attune questionnaire response"
Description: "Answers to an instrument, with the form and version they answer, about whom and from when."
* insert AppliesWhen(true)
* identifier MS
* basedOn MS
* questionnaire 1..1 MS
* status MS
* subject 1..1 MS
* subject only Reference(Patient)
* encounter MS
* authored 1..1 MS
* author MS
* source MS
* item MS
  * linkId MS
  * text MS
  * answer MS
    * value[x] MS

Profile: AttuneObservation
Parent: Observation
Id: attune-observation
Title: "Attune observation"
Description: "A finding about a patient: a measurement, an answer, an impression."
* insert AppliesWhen(true)
* obeys attune-observation-value
* identifier MS
* status MS
* category 1..* MS
* code MS
* subject 1..1 MS
* encounter MS
* effective[x] MS
* effective[x] obeys attune-effective-day
* performer MS
* value[x] MS
* value[x] obeys attune-ucum
* dataAbsentReason MS
* interpretation MS
* component MS
* hasMember MS
* derivedFrom MS

Invariant: attune-observation-value
Description: "An observation has a value, components or members, or says by dataAbsentReason why there is no value."
Severity: #error
Expression: "value.exists() or dataAbsentReason.exists() or component.exists() or hasMember.exists()"

Invariant: attune-effective-day
Description: "A date of an observation is exact to the day at least."
Severity: #error
Expression: "$this is dateTime implies $this.toString().length() >= 10"

Invariant: attune-ucum
Description: "A unit that is coded is a unit of UCUM."
Severity: #error
Expression: "ofType(Quantity).system.empty() or ofType(Quantity).system = 'http://unitsofmeasure.org'"

Profile: AttuneScreeningObservation
Parent: AttuneObservation
Id: attune-screening-observation
Title: "Attune screening observation"
Description: "An answer, score or panel of a screening instrument or assessment, from whatever system it comes."
* insert AppliesWhen([[category.coding.where(system = 'http://terminology.hl7.org/CodeSystem/observation-category' and code = 'survey').exists()]])
* insert SlicedByPattern(category)
* category contains survey 1..1 MS
* category[survey] = $observation-category#survey
* hasMember only Reference(Observation or QuestionnaireResponse or MolecularSequence)
* derivedFrom only Reference(Observation or QuestionnaireResponse or DocumentReference or ImagingStudy or Media or MolecularSequence)

Profile: AttuneScoreObservation
Parent: AttuneScreeningObservation
Id: attune-score-observation
Title: "Attune score observation"
Description: "The total score of an instrument, derived from the response that it sums up."
* insert AppliesWhen([[category.coding.where(system = 'https://attune.org/fhir/CodeSystem/observation-kind').code = 'instrument-score']])
* obeys attune-score-value
* category contains kind 1..1 MS
* category[kind] = $observation-kind#instrument-score
* subject only Reference(Patient)
* effective[x] 1..1
* effective[x] only dateTime
* value[x] only Quantity
* valueQuantity
  * value 1..1 MS
  * comparator 0..0
  * system 1..1 MS
  * system = $ucum
  * code 1..1 MS
  * code = #{score}
* interpretation from $severity-band-vs (extensible)
* derivedFrom 1..*
* derivedFrom only Reference(QuestionnaireResponse)

Invariant: attune-score-value
Description: "A score has a value or says why there is none."
Severity: #error
Expression: "value.exists() xor dataAbsentReason.exists()"

Profile: AttuneItemObservation
Parent: AttuneScreeningObservation
Id: attune-item-observation
Title: "Attune item observation"
Description: "The answer to one item of an instrument, so that answers can be searched without opening the response."
* insert AppliesWhen([[category.coding.where(system = 'https://attune.org/fhir/CodeSystem/observation-kind').code = 'instrument-item']])
* category contains kind 1..1 MS
* category[kind] = $observation-kind#instrument-item
* subject only Reference(Patient)
* effective[x] 1..1
* effective[x] only dateTime
* component 0..0
* hasMember 0..0
* derivedFrom 1..*
* derivedFrom only Reference(QuestionnaireResponse)
