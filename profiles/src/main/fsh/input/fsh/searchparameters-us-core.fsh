// The search parameters of US Core 7.0.0 that neither FHIR R4 nor the server has by itself.

Instance: care-team-role
InstanceOf: SearchParameter
Usage: #definition
* insert SearchBy(care-team-role, CareTeam, role, token, CareTeam.participant.role)
* name = "CareTeamRole"
* derivedFrom = "http://hl7.org/fhir/us/core/SearchParameter/us-core-careteam-role"
* description = "Care teams by the role of a member."

Instance: condition-asserted-date
InstanceOf: SearchParameter
Usage: #definition
* insert SearchBy(condition-asserted-date, Condition, asserted-date, date, Condition.extension.where(url = 'http://hl7.org/fhir/StructureDefinition/condition-assertedDate'\).value)
* name = "ConditionAssertedDate"
* derivedFrom = "http://hl7.org/fhir/us/core/SearchParameter/us-core-condition-asserted-date"
* description = "Conditions by the day on which they were asserted."

Instance: encounter-discharge-disposition
InstanceOf: SearchParameter
Usage: #definition
* insert SearchBy(encounter-discharge-disposition, Encounter, discharge-disposition, token, Encounter.hospitalization.dischargeDisposition)
* name = "EncounterDischargeDisposition"
* derivedFrom = "http://hl7.org/fhir/us/core/SearchParameter/us-core-encounter-discharge-disposition"
* description = "Encounters by where the person went from them."

Instance: goal-description
InstanceOf: SearchParameter
Usage: #definition
* insert SearchBy(goal-description, Goal, description, token, Goal.description)
* name = "GoalDescription"
* derivedFrom = "http://hl7.org/fhir/us/core/SearchParameter/us-core-goal-description"
* description = "Goals by the code or the words of what is to be reached."
