// Operations that no published guide defines.

RuleSet: Defines(id, title, type, code)
* url = "https://attune.org/fhir/OperationDefinition/{id}"
* version = "0.1.0"
* title = "{title}"
* status = #active
* date = "2026-11-24"
* kind = #operation
* affectsState = false
* code = #{code}
* resource = #{type}
* system = false

Instance: audit-event-verify
InstanceOf: OperationDefinition
Usage: #definition
* insert Defines(audit-event-verify, Verify the audit record, AuditEvent, verify)
* name = "AuditEventVerify"
* description = "Walks the whole chain over the audit record and tells whether every row and every link is as it was written."
* type = true
* instance = false
* parameter[+].name = #result
* parameter[=].use = #out
* parameter[=].min = 1
* parameter[=].max = "1"
* parameter[=].type = #boolean
* parameter[=].documentation = "Whether nothing was changed, added or taken away."
* parameter[+].name = #message
* parameter[=].use = #out
* parameter[=].min = 0
* parameter[=].max = "*"
* parameter[=].type = #string
* parameter[=].documentation = "A fault, by the id of its row or the number of its link; last how many rows and links there are, and the head of the chain."

Instance: patient-access-log
InstanceOf: OperationDefinition
Usage: #definition
* insert Defines(patient-access-log, Who looked at a chart, Patient, access-log)
* name = "PatientAccessLog"
* description = "Tells a person who looked at their chart or changed it, in plain words, newest first, without accounts and addresses of those who work in the practice and without any other patient."
* type = false
* instance = true
* parameter[+].name = #start
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].type = #date
* parameter[=].documentation = "First day, in UTC."
* parameter[+].name = #end
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].type = #date
* parameter[=].documentation = "Last day, in UTC."
* parameter[+].name = #return
* parameter[=].use = #out
* parameter[=].min = 1
* parameter[=].max = "1"
* parameter[=].type = #Bundle
* parameter[=].documentation = "A collection of at most 500 AuditEvents, each with a sentence in its narrative."

Instance: break-glass
InstanceOf: OperationDefinition
Usage: #definition
* insert Defines(break-glass, Open a chart in an emergency, Patient, break-glass)
* affectsState = true
* name = "BreakGlass"
* description = "Opens the chart of a client whom the caller does not treat, for a stated reason and a limited time. It needs a purpose of emergency in the header X-Purpose-Of-Use, is recorded, and raises a Task by which the practice's owner reviews it."
* type = false
* instance = true
* parameter[+].name = #reason
* parameter[=].use = #in
* parameter[=].min = 1
* parameter[=].max = "1"
* parameter[=].type = #string
* parameter[=].documentation = "Why the chart must be opened, in 10 to 1000 characters."
* parameter[+].name = #until
* parameter[=].use = #out
* parameter[=].min = 1
* parameter[=].max = "1"
* parameter[=].type = #instant
* parameter[=].documentation = "When the chart closes again."
* parameter[+].name = #review
* parameter[=].use = #out
* parameter[=].min = 1
* parameter[=].max = "1"
* parameter[=].type = #Reference
* parameter[=].documentation = "The Task of the review."

Instance: resource-diff
InstanceOf: OperationDefinition
Usage: #definition
* insert Defines(resource-diff, What changed between versions, Resource, diff)
* name = "ResourceDiff"
* description = "Tells what changed from an earlier version of a resource to its current one, as the operations of a FHIR Patch with the values before and after."
* type = false
* instance = true
* parameter[+].name = #fromVersion
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].type = #string
* parameter[=].documentation = "Number of the earlier version; without it the one before the current one."
* parameter[+].name = #includeMeta
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].type = #boolean
* parameter[=].documentation = "Whether changes of meta are told as well; else they are left out."
* parameter[+].name = #return
* parameter[=].use = #out
* parameter[=].min = 1
* parameter[=].max = "1"
* parameter[=].type = #Parameters
* parameter[=].documentation = "The operations of a FHIR Patch, each with previousValue."
