// Item wording is the published wording and must not be altered.

RuleSet: Instrument(id, name, title, total, totalDisplay, panel, panelDisplay)
* id = "{id}"
* url = "https://attune.org/fhir/Questionnaire/{id}"
* version = "1.0.0"
* name = "{name}"
* title = "{title}"
* status = #active
* experimental = false
* date = "2026-11-23"
* publisher = "Attune"
* subjectType = #Patient
* code = $loinc#{panel} "{panelDisplay}"
* copyright = "Developed by Drs. Robert L. Spitzer, Janet B.W. Williams, Kurt Kroenke and colleagues, with an educational grant from Pfizer Inc. No permission required to reproduce, translate, display or distribute. LOINC codes are copyright Regenstrief Institute, used under the LOINC licence."
* extension[+].url = $instrument-licence
* extension[=].valueCode = #free
* extension[+].url = $instrument-source
* extension[=].valueString = "LOINC {panel}; bands as published by the authors"
* extension[+].url = $instrument-score
* extension[=].extension[+].url = "total"
* extension[=].extension[=].valueCoding = $loinc#{total} "{totalDisplay}"

// The items of the score extension; the extension itself is the last one that Instrument adds.
RuleSet: Scored(linkId)
* extension[=].extension[+].url = "item"
* extension[=].extension[=].valueString = "{linkId}"

RuleSet: Band(low, high, code, display)
* extension[=].extension[+].url = "band"
* extension[=].extension[=].extension[+].url = "low"
* extension[=].extension[=].extension[=].valueInteger = {low}
* extension[=].extension[=].extension[+].url = "high"
* extension[=].extension[=].extension[=].valueInteger = {high}
* extension[=].extension[=].extension[+].url = "code"
* extension[=].extension[=].extension[=].valueCoding = $severity-band#{code} "{display}"

// A rule about the course of the total.
RuleSet: OutcomeIs(outcome, value, source)
* extension[+].url = $instrument-outcome
* extension[=].extension[+].url = "outcome"
* extension[=].extension[=].valueCode = #{outcome}
* extension[=].extension[+].url = "value"
* extension[=].extension[=].valuePositiveInt = {value}
* extension[=].extension[+].url = "source"
* extension[=].extension[=].valueString = "{source}"

RuleSet: AfterSession(session)
* extension[=].extension[+].url = "session"
* extension[=].extension[=].valuePositiveInt = {session}

RuleSet: Instruction(text)
* item[+].linkId = "instruction"
* item[=].type = #display
* item[=].text = "{text}"

RuleSet: Question(code, display, text, required)
* item[+].linkId = "{code}"
* item[=].code = $loinc#{code} "{display}"
* item[=].text = "{text}"
* item[=].type = #choice
* item[=].required = {required}

// Belongs to the question before it.
RuleSet: RiskFrom(trigger, display, points)
* item[=].extension[+].url = $risk-trigger-ext
* item[=].extension[=].extension[+].url = "code"
* item[=].extension[=].extension[=].valueCoding = $risk-trigger#{trigger} "{display}"
* item[=].extension[=].extension[+].url = "atLeast"
* item[=].extension[=].extension[=].valuePositiveInt = {points}

RuleSet: Frequency
* item[=].answerOption[+].valueCoding = $loinc#LA6568-5 "Not at all"
* item[=].answerOption[=].extension[+].url = $ordinal
* item[=].answerOption[=].extension[=].valueDecimal = 0
* item[=].answerOption[+].valueCoding = $loinc#LA6569-3 "Several days"
* item[=].answerOption[=].extension[+].url = $ordinal
* item[=].answerOption[=].extension[=].valueDecimal = 1
* item[=].answerOption[+].valueCoding = $loinc#LA6570-1 "More than half the days"
* item[=].answerOption[=].extension[+].url = $ordinal
* item[=].answerOption[=].extension[=].valueDecimal = 2
* item[=].answerOption[+].valueCoding = $loinc#LA6571-9 "Nearly every day"
* item[=].answerOption[=].extension[+].url = $ordinal
* item[=].answerOption[=].extension[=].valueDecimal = 3

RuleSet: Difficulty
* item[=].answerOption[+].valueCoding = $loinc#LA6572-7 "Not difficult at all"
* item[=].answerOption[+].valueCoding = $loinc#LA6573-5 "Somewhat difficult"
* item[=].answerOption[+].valueCoding = $loinc#LA6575-0 "Very difficult"
* item[=].answerOption[+].valueCoding = $loinc#LA6574-3 "Extremely difficult"

// A form filler shows the running total; the server computes the stored score itself.
RuleSet: Total(code, display, text, expression)
* item[+].linkId = "{code}"
* item[=].code = $loinc#{code} "{display}"
* item[=].text = "{text}"
* item[=].type = #decimal
* item[=].required = false
* item[=].readOnly = true
* item[=].extension[+].url = $unit
* item[=].extension[=].valueCoding = $ucum#{score}
* item[=].extension[+].url = $calculated
* item[=].extension[=].valueExpression.language = #text/fhirpath
* item[=].extension[=].valueExpression.expression = "{expression}"

Instance: phq-9
InstanceOf: Questionnaire
Usage: #definition
* insert Instrument(phq-9, Phq9, [[Patient Health Questionnaire-9 (PHQ-9)]], 44261-6, [[PHQ-9 total score]], 44249-1, [[PHQ-9 panel]])
* insert Scored(44250-9)
* insert Scored(44255-8)
* insert Scored(44259-0)
* insert Scored(44254-1)
* insert Scored(44251-7)
* insert Scored(44258-2)
* insert Scored(44252-5)
* insert Scored(44253-3)
* insert Scored(44260-8)
* insert Band(0, 4, none-minimal, [[None or minimal]])
* insert Band(5, 9, mild, [[Mild]])
* insert Band(10, 14, moderate, [[Moderate]])
* insert Band(15, 19, moderately-severe, [[Moderately severe]])
* insert Band(20, 27, severe, [[Severe]])
* insert OutcomeIs(response, 50, [[CBE measure 1885, depression response; Psychiatric Services 201900295]])
* insert OutcomeIs(remission, 5, [[CMS measure 159, depression remission; CBE measure 1885]])
* insert OutcomeIs(recovery, 10, [[NHS Talking Therapies manual, caseness]])
* insert OutcomeIs(reliable-improvement, 6, [[NHS Talking Therapies manual]])
* insert OutcomeIs(deterioration, 6, [[NHS Talking Therapies manual]])
* insert OutcomeIs(meaningful-improvement, 5, [[Kroenke, minimal clinically important difference]])
* insert OutcomeIs(off-track, 5, [[The minimal clinically important difference by session 6, a policy that a site may change]])
* insert AfterSession(6)
* insert Instruction([[Over the last 2 weeks, how often have you been bothered by any of the following problems?]])
* insert Question(44250-9, [[PHQ item: little interest or pleasure]], [[Little interest or pleasure in doing things]], true)
* insert Frequency
* insert Question(44255-8, [[PHQ item: down, depressed, hopeless]], [[Feeling down, depressed, or hopeless]], true)
* insert Frequency
* insert Question(44259-0, [[PHQ item: sleep trouble]], [[Trouble falling or staying asleep, or sleeping too much]], true)
* insert Frequency
* insert Question(44254-1, [[PHQ item: tired, little energy]], [[Feeling tired or having little energy]], true)
* insert Frequency
* insert Question(44251-7, [[PHQ item: appetite]], [[Poor appetite or overeating]], true)
* insert Frequency
* insert Question(44258-2, [[PHQ item: feeling bad about self]], [[Feeling bad about yourself — or that you are a failure or have let yourself or your family down]], true)
* insert Frequency
* insert Question(44252-5, [[PHQ item: trouble concentrating]], [[Trouble concentrating on things, such as reading the newspaper or watching television]], true)
* insert Frequency
* insert Question(44253-3, [[PHQ item: slow or restless movement]], [[Moving or speaking so slowly that other people could have noticed? Or the opposite — being so fidgety or restless that you have been moving around a lot more than usual]], true)
* insert Frequency
* insert Question(44260-8, [[PHQ item: better off dead or self-harm thoughts]], [[Thoughts that you would be better off dead or of hurting yourself in some way]], true)
* insert RiskFrom(phq-item-9, [[PHQ, item 9]], 1)
* insert Frequency
* insert Question(69722-7, [[difficulty caused by the problems]], [[If you checked off any problems, how difficult have these problems made it for you to do your work, take care of things at home, or get along with other people?]], false)
* insert Difficulty
* insert Total(44261-6, [[PHQ-9 total score]], [[Total score]], [[iif(%resource.item.where(linkId in ('44250-9' | '44255-8' | '44259-0' | '44254-1' | '44251-7' | '44258-2' | '44252-5' | '44253-3' | '44260-8')).answer.value.count() = 9, %resource.item.where(linkId in ('44250-9' | '44255-8' | '44259-0' | '44254-1' | '44251-7' | '44258-2' | '44252-5' | '44253-3' | '44260-8')).answer.value.ordinal().sum(), {})]])

Instance: gad-7
InstanceOf: Questionnaire
Usage: #definition
* insert Instrument(gad-7, Gad7, [[Generalized Anxiety Disorder-7 (GAD-7)]], 70274-6, [[GAD-7 total score]], 69737-5, [[GAD-7 panel]])
* insert Scored(69725-0)
* insert Scored(68509-9)
* insert Scored(69733-4)
* insert Scored(69734-2)
* insert Scored(69735-9)
* insert Scored(69689-8)
* insert Scored(69736-7)
* insert Band(0, 4, none-minimal, [[None or minimal]])
* insert Band(5, 9, mild, [[Mild]])
* insert Band(10, 14, moderate, [[Moderate]])
* insert Band(15, 21, severe, [[Severe]])
* insert OutcomeIs(response, 50, [[Psychiatric Services 201900295]])
* insert OutcomeIs(recovery, 8, [[NHS Talking Therapies manual, caseness]])
* insert OutcomeIs(reliable-improvement, 4, [[NHS Talking Therapies manual]])
* insert OutcomeIs(deterioration, 4, [[NHS Talking Therapies manual]])
* insert OutcomeIs(off-track, 4, [[The reliable improvement by session 6, a policy that a site may change]])
* insert AfterSession(6)
* insert Instruction([[Over the last 2 weeks, how often have you been bothered by the following problems?]])
* insert Question(69725-0, [[GAD item: nervous, anxious, on edge]], [[Feeling nervous, anxious or on edge]], true)
* insert Frequency
* insert Question(68509-9, [[GAD item: not able to stop or control worrying]], [[Not being able to stop or control worrying]], true)
* insert Frequency
* insert Question(69733-4, [[GAD item: worrying too much]], [[Worrying too much about different things]], true)
* insert Frequency
* insert Question(69734-2, [[GAD item: trouble relaxing]], [[Trouble relaxing]], true)
* insert Frequency
* insert Question(69735-9, [[GAD item: restless]], [[Being so restless that it is hard to sit still]], true)
* insert Frequency
* insert Question(69689-8, [[GAD item: easily annoyed]], [[Becoming easily annoyed or irritable]], true)
* insert Frequency
* insert Question(69736-7, [[GAD item: afraid something awful might happen]], [[Feeling afraid as if something awful might happen]], true)
* insert Frequency
* insert Question(69722-7, [[difficulty caused by the problems]], [[If you checked off any problems, how difficult have these problems made it for you to do your work, take care of things at home, or get along with other people?]], false)
* insert Difficulty
* insert Total(70274-6, [[GAD-7 total score]], [[Total score]], [[iif(%resource.item.where(linkId in ('69725-0' | '68509-9' | '69733-4' | '69734-2' | '69735-9' | '69689-8' | '69736-7')).answer.value.count() = 7, %resource.item.where(linkId in ('69725-0' | '68509-9' | '69733-4' | '69734-2' | '69735-9' | '69689-8' | '69736-7')).answer.value.ordinal().sum(), {})]])

