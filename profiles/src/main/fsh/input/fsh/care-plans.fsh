Profile: AttuneCarePlan
Parent: CarePlan
Id: attune-care-plan
Title: "Attune care plan"
Description: "A plan of care for a patient or a group of patients."
* insert AppliesWhen(true)
* text MS
* status MS
* intent MS
* insert SlicedByPattern(category)
* category 1..* MS
* category contains assessPlan 1..1 MS
* category[assessPlan] = $us-core-careplan-category#assess-plan
* title MS
* subject MS
* encounter MS
* period MS
* created MS
* author MS
* contributor MS
* careTeam MS
* addresses MS
* supportingInfo MS
* goal MS
* activity MS

Profile: AttuneTreatmentPlan
Parent: AttuneCarePlan
Id: attune-treatment-plan
Title: "Attune treatment plan"
Description: "What client and clinician agreed to work on, by which means and until when it is reviewed. A plan of a couple, a family or a group has the Group as subject."
* insert AppliesWhen([[category.coding.where(system = 'https://attune.org/fhir/CodeSystem/care-plan-category' and (code = 'treatment-plan' or code = 'group-treatment-plan')).exists() and category.coding.where(system = 'https://attune.org/fhir/CodeSystem/care-plan-category' and code = 'safety-plan').empty()]])
* obeys attune-plan-goals and attune-plan-review and attune-plan-problems
* extension contains NextReview named nextReview 0..1 MS
* category contains kind 1..1 MS
* category[kind] ^patternCodeableConcept.coding.system = $care-plan-category
* category[kind] from $care-plan-category-vs (required)
* replaces MS

Invariant: attune-plan-goals
Description: "An active treatment plan has at least one goal."
Severity: #error
Expression: "status = 'active' implies goal.exists()"

Invariant: attune-plan-review
Description: "An active treatment plan has a start (period.start) and either an end (period.end) or a day of review (extension next-review)."
Severity: #error
Expression: "status = 'active' implies (period.start.exists() and (period.end.exists() or extension.where(url = 'https://attune.org/fhir/StructureDefinition/next-review').exists()))"

Invariant: attune-plan-problems
Description: "An active treatment plan names the problems that it addresses."
Severity: #warning
Expression: "status = 'active' implies addresses.exists()"

RuleSet: SafetyPlanSection(name, code)
* activity[{name}].detail 1..1
* activity[{name}].detail.code 1..1
* activity[{name}].detail.code = $safety-plan-section#{code}
* activity[{name}].detail.description 1..1

Profile: AttuneSafetyPlan
Parent: AttuneCarePlan
Id: attune-safety-plan
Title: "Attune safety plan"
Description: "What a client does and whom a client turns to when thoughts of suicide or self-harm come. Six sections are needed, a seventh is offered; each entry of a section is one activity. The wording is Attune's own; the branded form is not part of Attune."
* insert AppliesWhen([[category.coding.where(system = 'https://attune.org/fhir/CodeSystem/care-plan-category' and code = 'safety-plan').exists()]])
* obeys attune-safety-warning-signs and attune-safety-coping and attune-safety-distraction and attune-safety-people and attune-safety-professionals and attune-safety-surroundings
* category contains kind 1..1 MS and suicidePrevention 0..1 MS
* category[kind] = $care-plan-category#safety-plan
* category[suicidePrevention] = $loinc#87626-8
* subject only Reference(Patient)
* replaces MS
* activity ^slicing.discriminator.type = #pattern
* activity ^slicing.discriminator.path = "detail.code"
* activity ^slicing.rules = #open
* activity contains
    warningSigns 0..* MS and
    copingStrategies 0..* MS and
    socialDistraction 0..* MS and
    peopleToAsk 0..* MS and
    professionals 0..* MS and
    safeSurroundings 0..* MS and
    reasonsForLiving 0..* MS
* insert SafetyPlanSection(warningSigns, warning-signs)
* insert SafetyPlanSection(copingStrategies, coping-strategies)
* insert SafetyPlanSection(socialDistraction, social-distraction)
* insert SafetyPlanSection(peopleToAsk, people-to-ask)
* insert SafetyPlanSection(professionals, professionals)
* insert SafetyPlanSection(safeSurroundings, safe-surroundings)
* insert SafetyPlanSection(reasonsForLiving, reasons-for-living)

Invariant: attune-safety-warning-signs
Description: "A safety plan that is not a draft has the section warning-signs."
Severity: #error
Expression: "status = 'draft' or activity.detail.code.coding.where(system = 'https://attune.org/fhir/CodeSystem/safety-plan-section' and code = 'warning-signs').exists()"

Invariant: attune-safety-coping
Description: "A safety plan that is not a draft has the section coping-strategies."
Severity: #error
Expression: "status = 'draft' or activity.detail.code.coding.where(system = 'https://attune.org/fhir/CodeSystem/safety-plan-section' and code = 'coping-strategies').exists()"

Invariant: attune-safety-distraction
Description: "A safety plan that is not a draft has the section social-distraction."
Severity: #error
Expression: "status = 'draft' or activity.detail.code.coding.where(system = 'https://attune.org/fhir/CodeSystem/safety-plan-section' and code = 'social-distraction').exists()"

Invariant: attune-safety-people
Description: "A safety plan that is not a draft has the section people-to-ask."
Severity: #error
Expression: "status = 'draft' or activity.detail.code.coding.where(system = 'https://attune.org/fhir/CodeSystem/safety-plan-section' and code = 'people-to-ask').exists()"

Invariant: attune-safety-professionals
Description: "A safety plan that is not a draft has the section professionals."
Severity: #error
Expression: "status = 'draft' or activity.detail.code.coding.where(system = 'https://attune.org/fhir/CodeSystem/safety-plan-section' and code = 'professionals').exists()"

Invariant: attune-safety-surroundings
Description: "A safety plan that is not a draft has the section safe-surroundings."
Severity: #error
Expression: "status = 'draft' or activity.detail.code.coding.where(system = 'https://attune.org/fhir/CodeSystem/safety-plan-section' and code = 'safe-surroundings').exists()"

Profile: AttuneGoal
Parent: Goal
Id: attune-goal
Title: "Attune goal"
Description: "What a client wants to reach in treatment, and how far that has come."
* insert AppliesWhen(true)
* lifecycleStatus MS
* achievementStatus MS
* category MS
* description MS
* subject MS
* subject only Reference(Patient or Group or Organization)
* start[x] MS
* target MS
  * measure MS
  * detail[x] MS
  * due[x] MS
* statusDate MS
* expressedBy MS
* addresses MS
* note MS
* outcomeReference MS

Profile: AttuneObjective
Parent: AttuneGoal
Id: attune-objective
Title: "Attune objective"
Description: "A measurable step towards a goal: what is measured, which value is aimed at, by when."
* insert AppliesWhen([[category.coding.where(system = 'https://attune.org/fhir/CodeSystem/goal-kind' and code = 'objective').exists()]])
* extension contains ObjectiveOf named objectiveOf 0..1 MS
* insert SlicedByPattern(category)
* category contains kind 1..1 MS
* category[kind] = $goal-kind#objective
* target 1..*
  * measure 1..1
  * detail[x] 1..1
  * due[x] 1..1
