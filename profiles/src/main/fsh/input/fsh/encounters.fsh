Profile: AttuneEncounter
Parent: Encounter
Id: attune-encounter
Title: "Attune encounter"
Description: "A contact between a patient, or a group of patients, and a practice."
* insert AppliesWhen(true)
* identifier MS
  * system 1..1 MS
  * value 1..1 MS
* status MS
* class MS
* type 1..* MS
* subject 1..1 MS
* subject only Reference(Patient or Group)
* episodeOfCare MS
* participant MS
  * type MS
  * period MS
  * individual MS
* appointment MS
* period MS
* reasonCode MS
* reasonReference MS
* diagnosis MS
  * condition MS
  * use MS
  * rank MS
* account MS
* hospitalization MS
  * dischargeDisposition MS
* location MS
  * location MS
* serviceProvider MS
* partOf MS

Profile: AttuneTherapySession
Parent: AttuneEncounter
Id: attune-therapy-session
Title: "Attune therapy session"
Description: "A session of the practice with a client, a couple, a family or a group. Its session type decides how it is documented and billed; its start and end decide the time band."
* insert AppliesWhen([[type.coding.where(system = 'https://attune.org/fhir/CodeSystem/session-type').exists()]])
* obeys attune-session-start and attune-session-end
* extension contains SessionModality named modality 0..1 MS
* insert SlicedByPattern(type)
* type contains session 1..1 MS
* type[session] ^patternCodeableConcept.coding.system = $session-type
* type[session] from $session-type-vs (required)
* participant 1..*
  * individual 1..1
* length MS

Invariant: attune-session-start
Description: "A session that is neither planned nor cancelled has a start (period.start)."
Severity: #error
Expression: "status = 'planned' or status = 'cancelled' or status = 'entered-in-error' or period.start.exists()"

Invariant: attune-session-end
Description: "A finished session has an end (period.end), since its length decides what may be billed."
Severity: #error
Expression: "status = 'finished' implies period.end.exists()"

Profile: AttuneCrisisEncounter
Parent: AttuneTherapySession
Id: attune-crisis-encounter
Title: "Attune crisis encounter"
Description: "Psychotherapy for a person in crisis, with the reason that made it one."
* insert AppliesWhen([[type.coding.where(system = 'https://attune.org/fhir/CodeSystem/session-type').code = 'crisis']])
* obeys attune-crisis-reason
* subject only Reference(Patient)
* priority MS

Invariant: attune-crisis-reason
Description: "A crisis encounter says what made it one: reasonCode, reasonReference or diagnosis."
Severity: #error
Expression: "status = 'planned' or status = 'cancelled' or status = 'entered-in-error' or reasonCode.exists() or reasonReference.exists() or diagnosis.exists()"

Profile: AttuneIntakeEncounter
Parent: AttuneTherapySession
Id: attune-intake-encounter
Title: "Attune intake encounter"
Description: "The diagnostic evaluation that opens an episode of care, with or without medical services."
* insert AppliesWhen([[type.coding.where(system = 'https://attune.org/fhir/CodeSystem/session-type').code = 'intake' or type.coding.where(system = 'https://attune.org/fhir/CodeSystem/session-type').code = 'medical-intake']])
* subject only Reference(Patient)
* serviceType MS

Profile: AttuneGroupSession
Parent: AttuneTherapySession
Id: attune-group-session
Title: "Attune group session"
Description: "A session of a therapy group. The session of the group as a whole has the Group as subject; the part of each member, which is what is billed, is an encounter of that member and part of it."
* insert AppliesWhen([[type.coding.where(system = 'https://attune.org/fhir/CodeSystem/session-type').code = 'group' or type.coding.where(system = 'https://attune.org/fhir/CodeSystem/session-type').code = 'multi-family-group']])
* partOf only Reference(AttuneGroupSession)

Profile: AttuneEpisodeOfCare
Parent: EpisodeOfCare
Id: attune-episode-of-care
Title: "Attune episode of care"
Description: "One course of treatment from waiting list or intake to discharge. A program type says whether federal rules on substance use records apply."
* insert AppliesWhen(true)
* obeys attune-episode-ended
* extension contains DischargeReason named dischargeReason 0..1 MS
* status MS
* statusHistory MS
* insert SlicedByPattern(type)
* type MS
* type contains kind 0..1 MS and program 0..1 MS
* type[kind] ^patternCodeableConcept.coding.system = $episode-type
* type[kind] from $episode-type-vs (required)
* type[program] ^patternCodeableConcept.coding.system = $program-type
* type[program] from $program-type-vs (required)
* diagnosis MS
* patient MS
* managingOrganization MS
* period MS
* referralRequest MS
* careManager MS
* team MS
* account MS

Invariant: attune-episode-ended
Description: "A finished episode has an end (period.end)."
Severity: #error
Expression: "status = 'finished' implies period.end.exists()"
