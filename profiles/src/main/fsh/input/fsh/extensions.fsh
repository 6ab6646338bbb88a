// Shared by every area: which profile applies, and the rule set that says so.

Extension: ProfileAppliesWhen
Id: profile-applies-when
Title: "Profile applies when"
Description: "FHIRPath predicate over a resource of the profile's type. The server stamps the profile on every resource for which it is true, the most derived profile first. It reads only what says which kind of resource this is: type, category, code, class."
Context: StructureDefinition
* value[x] 1..1
* value[x] only string

RuleSet: AppliesWhen(predicate)
* ^extension[+].url = $applies-when
* ^extension[=].valueString = "{predicate}"

Extension: RequiredSecurityLabel
Id: required-security-label
Title: "Required security label"
Description: "A security label that every resource of the profile, and of profiles derived from it, carries. The server adds it to meta.security on every write; it cannot be taken away. Of Confidentiality the code is the least that is allowed."
Context: StructureDefinition
* value[x] 1..1
* value[x] only Coding

RuleSet: RequiresLabel(label)
* ^extension[+].url = $required-label
* ^extension[=].valueCoding = {label}

// The scoring rule travels with the form, so that a new summed instrument is content, not code.

Extension: InstrumentScore
Id: instrument-score
Title: "Instrument score"
Description: "How an instrument is scored: which items count, how their points are put together, which code the result carries, and which severity band a total falls into. Points are the ordinals of the options; yes counts 1 and no 0. The first one of a Questionnaire is its total, whose bands cover every possible total once; the others are subscales."
Context: Questionnaire
* extension contains
    total 1..1 and
    method 0..1 and
    factor 0..1 and
    item 1..* and
    reversed 0..* and
    band 0..*
* extension[total] ^short = "Code of the total score"
* extension[total].value[x] 1..1
* extension[total].value[x] only Coding
* extension[method] ^short = "sum (if not said), or highest: the points of the item that has the most"
* extension[method].value[x] 1..1
* extension[method].value[x] only code
* extension[factor] ^short = "What the result is multiplied by"
* extension[factor].value[x] 1..1
* extension[factor].value[x] only positiveInt
* extension[reversed] ^short = "linkId of an item whose points are turned round: the most become the least"
* extension[reversed].value[x] 1..1
* extension[reversed].value[x] only string
* extension[item] ^short = "linkId of a scored item, in the order of the form"
* extension[item].value[x] 1..1
* extension[item].value[x] only string
* extension[band] ^short = "Severity band with its limits"
* extension[band].extension contains
    low 1..1 and
    high 1..1 and
    code 1..1 and
    sex 0..1
* extension[band].extension[low] ^short = "Lowest total of the band, inclusive"
* extension[band].extension[low].value[x] 1..1
* extension[band].extension[low].value[x] only integer
* extension[band].extension[high] ^short = "Highest total of the band, inclusive"
* extension[band].extension[high].value[x] 1..1
* extension[band].extension[high].value[x] only integer
* extension[band].extension[code] ^short = "The band"
* extension[band].extension[code].value[x] 1..1
* extension[band].extension[code].valueCoding from $severity-band-vs (required)
* extension[band].extension[sex] ^short = "Administrative gender for which the band holds; without it the band holds for whoever has no bands of an own"
* extension[band].extension[sex].value[x] 1..1
* extension[band].extension[sex].value[x] only code

Extension: InstrumentOutcome
Id: instrument-outcome
Title: "Instrument outcome"
Description: "A published rule about the course of the total: what the latest score must be, beside the baseline, for the outcome to be there. Lower totals are better."
Context: Questionnaire
* extension contains
    outcome 1..1 and
    value 1..1 and
    session 0..1 and
    source 1..1
* extension[outcome] ^short = "What the rule is about; reliable recovery follows from the rules of recovery and reliable improvement"
* extension[outcome].value[x] 1..1
* extension[outcome].value[x] only code
* extension[outcome].valueCode from $outcome-vs (required)
* extension[value] ^short = "response: percent of the baseline; remission and recovery: the total below which it is there; all others: points"
* extension[value].value[x] 1..1
* extension[value].value[x] only positiveInt
* extension[session] ^short = "off-track: after how many sessions since the baseline"
* extension[session].value[x] 1..1
* extension[session].value[x] only positiveInt
* extension[source] ^short = "Where the rule is from"
* extension[source].value[x] 1..1
* extension[source].value[x] only string

Extension: InstrumentLicence
Id: instrument-licence
Title: "Instrument licence"
Description: "On what terms the instrument may be used and passed on."
Context: Questionnaire
* value[x] 1..1
* value[x] only code
* valueCode from $licence-vs (required)

Extension: InstrumentSource
Id: instrument-source
Title: "Instrument source"
Description: "Where codes, scoring rule and cut-offs of the instrument are from."
Context: Questionnaire
* value[x] 1..1
* value[x] only string

Extension: InstrumentRegistration
Id: instrument-registration
Title: "Instrument registration"
Description: "Says that the practice has the licence, registration or permission that an instrument needs. With it the Questionnaire can be made active."
Context: Organization
* extension contains
    instrument 1..1 and
    number 1..1
* extension[instrument] ^short = "Canonical address of the Questionnaire, without a version"
* extension[instrument].value[x] 1..1
* extension[instrument].value[x] only uri
* extension[number] ^short = "Number or name of the licence, registration or permission"
* extension[number].value[x] 1..1
* extension[number].value[x] only string

Extension: SessionModality
Id: session-modality
Title: "Session modality"
Description: "How the people of a session meet: in one place, by video, by telephone. Place of service and modifiers of a claim follow from it."
* ^context[+].type = #element
* ^context[=].expression = "Encounter"
* ^context[+].type = #element
* ^context[=].expression = "Appointment"
* value[x] 1..1
* value[x] only code
* valueCode from $session-modality-vs (required)

Extension: DischargeReason
Id: discharge-reason
Title: "Discharge reason"
Description: "Why an episode of care ended."
Context: EpisodeOfCare
* value[x] 1..1
* value[x] only CodeableConcept
* valueCodeableConcept from $discharge-reason-vs (extensible)

Extension: NextReview
Id: next-review
Title: "Next review"
Description: "The day by which a care plan is to be reviewed with the client."
Context: CarePlan
* value[x] 1..1
* value[x] only date

Extension: ObjectiveOf
Id: objective-of
Title: "Objective of"
Description: "The goal that an objective is a step towards."
Context: Goal
* value[x] 1..1
* value[x] only Reference(Goal)

Extension: DiagnosisSpecifier
Id: diagnosis-specifier
Title: "Diagnosis specifier"
Description: "A specifier of a diagnosis that its code does not carry, in the clinician's words or coded."
Context: Condition
* value[x] 1..1
* value[x] only CodeableConcept

Extension: ConsentExpiryEvent
Id: consent-expiry-event
Title: "Consent expiry event"
Description: "The event or condition, other than a date, upon which a consent to disclose ends."
Context: Consent
* value[x] 1..1
* value[x] only string

// A category of a resource that is recognized by its code system alone; other categories stay free.
RuleSet: SlicedByPattern(element)
* {element} ^slicing.discriminator.type = #pattern
* {element} ^slicing.discriminator.path = "$this"
* {element} ^slicing.rules = #open
