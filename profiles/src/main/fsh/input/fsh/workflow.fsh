Profile: AttuneServiceRequest
Parent: ServiceRequest
Id: attune-service-request
Title: "Attune service request"
Description: "A request for a service to a patient."
* insert AppliesWhen(true)
* identifier MS
* status MS
* intent MS
* category MS
* priority MS
* code 1..1 MS
* subject MS
* encounter MS
* occurrence[x] MS
* authoredOn MS
* requester MS
* performer MS
* reasonCode MS
* reasonReference MS
* supportingInfo MS

Profile: AttuneReferral
Parent: AttuneServiceRequest
Id: attune-referral
Title: "Attune referral"
Description: "A referral to or from the practice: who asks whom for what, and why."
* insert AppliesWhen([[category.coding.where(system = 'https://attune.org/fhir/CodeSystem/referral-type').exists()]])
* obeys attune-referral-reason
* insert SlicedByPattern(category)
* category contains kind 1..1 MS
* category[kind] ^patternCodeableConcept.coding.system = $referral-type
* category[kind] from $referral-type-vs (required)
* subject only Reference(Patient)
* authoredOn 1..1
* requester 1..1

Invariant: attune-referral-reason
Description: "A referral says why: reasonCode or reasonReference."
Severity: #error
Expression: "status = 'draft' or status = 'entered-in-error' or reasonCode.exists() or reasonReference.exists()"

Profile: AttuneTask
Parent: Task
Id: attune-task
Title: "Attune task"
Description: "A piece of work, for whom it is done and how far it is."
* insert AppliesWhen(true)
* identifier MS
* basedOn MS
* groupIdentifier MS
* partOf MS
* status MS
* statusReason MS
* businessStatus MS
* intent MS
* priority MS
* code MS
* focus MS
* for MS
* encounter MS
* authoredOn MS
* requester MS
* performerType MS
* owner MS
* reasonCode MS
* restriction MS
  * period MS
* input MS
* output MS

Profile: AttunePracticeTask
Parent: AttuneTask
Id: attune-practice-task
Title: "Attune practice task"
Description: "Work of the practice of a known kind: a form to fill, a note to co-sign, a plan to review, a risk to follow up."
* insert AppliesWhen([[code.coding.where(system = 'https://attune.org/fhir/CodeSystem/task-code').exists()]])
* obeys attune-task-owner
* code 1..1
* code from $task-code-vs (required)
* authoredOn 1..1

Invariant: attune-task-owner
Description: "A task of the practice says whose work it is: owner or performerType."
Severity: #error
Expression: "owner.exists() or performerType.exists()"

Profile: AttuneProvenance
Parent: Provenance
Id: attune-provenance
Title: "Attune provenance"
Description: "Who made or changed a record, for which organization, and from what."
* insert AppliesWhen(true)
* target MS
  * reference 1..1 MS
* occurred[x] MS
* recorded MS
* reason MS
* activity MS
* agent MS
* agent obeys attune-on-behalf
  * type MS
  * who MS
  * onBehalfOf MS
* entity MS
* signature MS

Invariant: attune-on-behalf
Description: "An agent that is a Practitioner or a Device says for which organization it acted (onBehalfOf)."
Severity: #error
Expression: "who.reference.where(matches('^(.*/)?(Practitioner|Device)/.+')).exists() implies onBehalfOf.exists()"

Profile: AttuneSignature
Parent: AttuneProvenance
Id: attune-signature
Title: "Attune signature"
Description: "The signature or co-signature under a record."
* insert AppliesWhen([[activity.coding.where(system = 'https://attune.org/fhir/CodeSystem/record-activity' and (code = 'sign' or code = 'co-sign')).exists()]])
* activity 1..1
* activity from $record-activity-vs (required)
* signature 1..*
  * type MS
  * when MS
  * who MS
