Profile: AttuneComposition
Parent: Composition
Id: attune-composition
Title: "Attune composition"
Description: "A document about a patient or a group of patients, made of sections."
* insert AppliesWhen(true)
* identifier MS
* status MS
* type MS
* category MS
* subject 1..1 MS
* encounter MS
* date MS
* author MS
* title MS
* confidentiality MS
* attester MS
* custodian MS
* relatesTo MS
* event MS
* section MS
  * title MS
  * code MS
  * text MS
  * entry MS

Profile: AttuneClinicalNote
Parent: AttuneComposition
Id: attune-clinical-note
Title: "Attune clinical note"
Description: "A note of a clinician for the record, in one of the formats that the practice uses."
* insert AppliesWhen([[category.coding.where(system = 'https://attune.org/fhir/CodeSystem/note-format').exists() and category.coding.where(system = 'https://attune.org/fhir/CodeSystem/note-format' and code = 'psychotherapy-note').empty()]])
* type from $note-type-vs (extensible)
* insert SlicedByPattern(category)
* category contains format 1..1 MS
* category[format] ^patternCodeableConcept.coding.system = $note-format
* category[format] from $note-format-vs (required)
* subject only Reference(Patient or Group)
* section 1..*

RuleSet: NoteSection(name, code)
* section[{name}].code 1..1
* section[{name}].code = {code}
* section[{name}].text 1..1

RuleSet: SectionsByCode
* section ^slicing.discriminator.type = #pattern
* section ^slicing.discriminator.path = "code"
* section ^slicing.rules = #open

Profile: AttuneSoapNote
Parent: AttuneClinicalNote
Id: attune-soap-note
Title: "Attune SOAP note"
Description: "A progress note in four sections: what the client reports, what the clinician observes, assessment, plan."
* insert AppliesWhen([[category.coding.where(system = 'https://attune.org/fhir/CodeSystem/note-format').code = 'soap']])
* category[format] = $note-format#soap
* insert SectionsByCode
* section contains subjective 1..1 MS and objective 1..1 MS and assessment 1..1 MS and plan 1..1 MS
* insert NoteSection(subjective, $loinc#61150-9)
* insert NoteSection(objective, $loinc#61149-1)
* insert NoteSection(assessment, $loinc#51848-0)
* insert NoteSection(plan, $loinc#18776-5)

Profile: AttuneDapNote
Parent: AttuneClinicalNote
Id: attune-dap-note
Title: "Attune DAP note"
Description: "A progress note in three sections: data, assessment, plan."
* insert AppliesWhen([[category.coding.where(system = 'https://attune.org/fhir/CodeSystem/note-format').code = 'dap']])
* category[format] = $note-format#dap
* insert SectionsByCode
* section contains data 1..1 MS and assessment 1..1 MS and plan 1..1 MS
* insert NoteSection(data, $note-section#data)
* insert NoteSection(assessment, $note-section#assessment)
* insert NoteSection(plan, $note-section#plan)

Profile: AttuneBirpNote
Parent: AttuneClinicalNote
Id: attune-birp-note
Title: "Attune BIRP note"
Description: "A progress note in four sections: behavior, intervention, response, plan."
* insert AppliesWhen([[category.coding.where(system = 'https://attune.org/fhir/CodeSystem/note-format').code = 'birp']])
* category[format] = $note-format#birp
* insert SectionsByCode
* section contains behavior 1..1 MS and intervention 1..1 MS and response 1..1 MS and plan 1..1 MS
* insert NoteSection(behavior, $note-section#behavior)
* insert NoteSection(intervention, $note-section#intervention)
* insert NoteSection(response, $note-section#response)
* insert NoteSection(plan, $note-section#plan)

Profile: AttuneNarrativeNote
Parent: AttuneClinicalNote
Id: attune-narrative-note
Title: "Attune narrative note"
Description: "A progress note told in one running text."
* insert AppliesWhen([[category.coding.where(system = 'https://attune.org/fhir/CodeSystem/note-format').code = 'narrative']])
* category[format] = $note-format#narrative
* insert SectionsByCode
* section contains narrative 1..1 MS
* insert NoteSection(narrative, $note-section#narrative)

Profile: AttunePsychotherapyNote
Parent: AttuneComposition
Id: attune-psychotherapy-note
Title: "Attune psychotherapy note"
Description: "A therapist's own analysis of a conversation, kept apart from the record (45 CFR 164.501). It holds no entries: medications, results, diagnoses and plans belong to the progress note."
* insert AppliesWhen([[category.coding.where(system = 'https://attune.org/fhir/CodeSystem/note-format' and code = 'psychotherapy-note').exists()]])
* insert RequiresLabel($act-code#PSYTHPN)
* insert RequiresLabel($confidentiality#V)
* meta MS
  * security MS
* insert SlicedByPattern(category)
* category contains format 1..1 MS
* category[format] = $note-format#psychotherapy-note
* subject only Reference(Patient or Group)
* author only Reference(Practitioner or PractitionerRole)
* confidentiality 1..1
* confidentiality = #V
* section 1..*
  * entry 0..0

Profile: AttuneDocumentReference
Parent: DocumentReference
Id: attune-document-reference
Title: "Attune document reference"
Description: "A document that lies with the record: a note of another system, a signed form, a report, a card."
* insert AppliesWhen(true)
* obeys attune-document-type
* identifier MS
* status MS
* type 1..1 MS
* insert SlicedByPattern(category)
* category 1..* MS
* category contains kind 0..1 MS
* category[kind] ^patternCodeableConcept.coding.system = $document-kind
* category[kind] from $document-kind-vs (required)
* subject 1..1 MS
* date MS
* author MS
* custodian MS
* relatesTo MS
* securityLabel MS
* content MS
  * attachment MS
  * attachment obeys attune-attachment
    * contentType MS
    * data MS
    * url MS
  * format MS
* context MS
  * encounter 0..1 MS
  * period MS

Invariant: attune-document-type
Description: "The type has a LOINC document code, or UNK of the null flavors beside the practice's own code."
Severity: #error
Expression: "type.coding.where(system = 'http://loinc.org' or (system = 'http://terminology.hl7.org/CodeSystem/v3-NullFlavor' and code = 'UNK')).exists()"

Invariant: attune-attachment
Description: "An attachment carries its data or says where it is (url)."
Severity: #error
Expression: "url.exists() or data.exists()"
