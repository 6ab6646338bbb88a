Profile: AttuneCondition
Parent: Condition
Id: attune-condition
Title: "Attune condition"
Description: "A problem, diagnosis or health concern of a patient."
* insert AppliesWhen(true)
* obeys attune-icd-10-cm-form
* extension contains
    $asserted-date named assertedDate 0..1 MS and
    DiagnosisSpecifier named specifier 0..* MS
* clinicalStatus MS
* verificationStatus MS
* category 1..* MS
* severity MS
* code 1..1 MS
* code from $diagnosis-vs (preferred)
* subject MS
* encounter MS
* onset[x] MS
* abatement[x] MS
* recordedDate MS
* recorder MS
* asserter MS

Invariant: attune-icd-10-cm-form
Description: "An ICD-10-CM code is written with its point, as in F33.1."
Severity: #error
Expression: "code.coding.where(system = 'http://hl7.org/fhir/sid/icd-10-cm').all(code.matches('^[A-Z][0-9][0-9A-Z](\\\\.[0-9A-Z]{1,4})?$'))"

Profile: AttuneProblem
Parent: AttuneCondition
Id: attune-problem
Title: "Attune problem"
Description: "An entry of the problem list: what treatment plans address, from onset to resolution."
* insert AppliesWhen([[category.coding.where(system = 'http://terminology.hl7.org/CodeSystem/condition-category' and code = 'problem-list-item').exists()]])
* obeys attune-problem-status
* insert SlicedByPattern(category)
* category contains problem 1..1 MS
* category[problem] = $condition-category#problem-list-item
* subject only Reference(Patient)

Invariant: attune-problem-status
Description: "A problem has a clinical status unless it was entered in error."
Severity: #error
Expression: "clinicalStatus.exists() or verificationStatus.coding.where(code = 'entered-in-error').exists()"

Profile: AttuneEncounterDiagnosis
Parent: AttuneCondition
Id: attune-encounter-diagnosis
Title: "Attune encounter diagnosis"
Description: "A diagnosis as it stood at an encounter. What is billed rests on it, so an ICD-10-CM code of the behavioral chapter must be one that may be billed."
* insert AppliesWhen([[category.coding.where(system = 'http://terminology.hl7.org/CodeSystem/condition-category' and code = 'encounter-diagnosis').exists() and category.coding.where(system = 'http://terminology.hl7.org/CodeSystem/condition-category' and code = 'problem-list-item').empty()]])
* obeys attune-billable-diagnosis
* insert SlicedByPattern(category)
* category contains diagnosis 1..1 MS
* category[diagnosis] = $condition-category#encounter-diagnosis
* subject only Reference(Patient)

Invariant: attune-billable-diagnosis
Description: "A diagnosis of the behavioral chapter (F01 to F99) has an ICD-10-CM code that may be billed: the most detailed one, not its header."
Severity: #error
Expression: "code.coding.where(system = 'http://hl7.org/fhir/sid/icd-10-cm' and code.startsWith('F')).all(memberOf('https://attune.org/fhir/ValueSet/diagnosis'))"
