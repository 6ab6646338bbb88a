// Answers that a clinician has to see at once, and what follows from them.

Extension: RiskTrigger
Id: risk-trigger
Title: "Risk trigger"
Description: "An answer to this item of at least so many points has to be followed up by a clinician: the server keeps one active Flag and one open Task for each client and code. Points are the ordinal of the chosen option; yes counts 1. The answer is looked at whether or not the response is finished."
Context: Questionnaire.item
* extension contains
    code 1..1 and
    atLeast 1..1
* extension[code] ^short = "What is followed up; items with the same code share the Flag and the Task"
* extension[code].value[x] 1..1
* extension[code].valueCoding from $risk-trigger-vs (required)
* extension[atLeast] ^short = "Fewest points that have to be followed up"
* extension[atLeast].value[x] 1..1
* extension[atLeast].value[x] only positiveInt

Profile: AttuneFlag
Parent: Flag
Id: attune-flag
Title: "Attune flag"
Description: "A warning about a patient that whoever opens the chart should see."
* insert AppliesWhen(true)
* identifier MS
* status MS
* category MS
* code MS
* subject MS
* period MS
* encounter MS
* author MS

Profile: AttuneRiskFlag
Parent: AttuneFlag
Id: attune-risk-flag
Title: "Attune risk flag"
Description: "Says that an answer of the client has to be followed up. It is active until a clinician has decided what follows, and names the responses that caused it (extension flag-detail). It is not shown to the client or to proxies."
* insert AppliesWhen([[code.coding.where(system = 'https://attune.org/fhir/CodeSystem/risk-trigger').exists()]])
* insert RequiresLabel($act-code#NOPAT)
* category 1..*
* subject only Reference(Patient)
* period 1..1
  * start 1..1

Profile: AttuneRiskTask
Parent: AttunePracticeTask
Id: attune-risk-task
Title: "Attune risk task"
Description: "The work of following up an answer: accepted by the clinician who takes it on, completed with what was decided (an output whose value is a code of risk-disposition). It is not shown to the client or to proxies."
* insert AppliesWhen([[code.coding.where(system = 'https://attune.org/fhir/CodeSystem/task-code' and code = 'risk-follow-up').exists()]])
* insert RequiresLabel($act-code#NOPAT)
* priority 1..1
* for 1..1
* for only Reference(Patient)
