// Instruments beside PHQ-9 and GAD-7. Wording of an instrument stands here only if it is free; all
// others have own neutral labels and are drafts, to which a licensed site gives the wording.

RuleSet: Measure(id, name, title, status, licence)
* id = "{id}"
* url = "https://attune.org/fhir/Questionnaire/{id}"
* version = "1.0.0"
* name = "{name}"
* title = "{title}"
* status = #{status}
* experimental = false
* date = "2026-11-24"
* publisher = "Attune"
* subjectType = #Patient
* extension[+].url = $instrument-licence
* extension[=].valueCode = #{licence}

RuleSet: Terms(source, copyright)
* extension[+].url = $instrument-source
* extension[=].valueString = "{source}"
* copyright = "{copyright}"

RuleSet: Panel(system, code, display)
* code = {system}#{code} "{display}"

// What the items and bands after it belong to: the first one is the total, others are parts of it.
RuleSet: ScoreOf(system, code, display)
* extension[+].url = $instrument-score
* extension[=].extension[+].url = "total"
* extension[=].extension[=].valueCoding = {system}#{code} "{display}"

RuleSet: ScoreMethod(method)
* extension[=].extension[+].url = "method"
* extension[=].extension[=].valueCode = #{method}

RuleSet: ScoreFactor(factor)
* extension[=].extension[+].url = "factor"
* extension[=].extension[=].valuePositiveInt = {factor}

RuleSet: Reversed(linkId)
* extension[=].extension[+].url = "reversed"
* extension[=].extension[=].valueString = "{linkId}"

RuleSet: BandOf(sex, low, high, code, display)
* insert Band({low}, {high}, {code}, [[{display}]])
* extension[=].extension[=].extension[+].url = "sex"
* extension[=].extension[=].extension[=].valueCode = #{sex}

RuleSet: Ask(system, code, display, text, type, required)
* item[+].linkId = "{code}"
* item[=].code = {system}#{code} "{display}"
* item[=].text = "{text}"
* item[=].type = #{type}
* item[=].required = {required}

RuleSet: Offer(system, code, display, points)
* item[=].answerOption[+].valueCoding = {system}#{code} "{display}"
* item[=].answerOption[=].extension[+].url = $ordinal
* item[=].answerOption[=].extension[=].valueDecimal = {points}

RuleSet: IfYes(linkId)
* item[=].enableWhen[+].question = "{linkId}"
* item[=].enableWhen[=].operator = #=
* item[=].enableWhen[=].answerBoolean = true
* item[=].enableBehavior = #any

RuleSet: IfChosen(linkId, system, code)
* item[=].enableWhen[+].question = "{linkId}"
* item[=].enableWhen[=].operator = #=
* item[=].enableWhen[=].answerCoding = {system}#{code}

Instance: phq-2
InstanceOf: Questionnaire
Usage: #definition
* insert Measure(phq-2, Phq2, [[Patient Health Questionnaire-2 (PHQ-2)]], active, free)
* insert Terms([[LOINC 55757-9; cut-off 3 or more]], [[Developed by Drs. Robert L. Spitzer, Janet B.W. Williams, Kurt Kroenke and colleagues, with an educational grant from Pfizer Inc. No permission required to reproduce, translate, display or distribute. LOINC codes are copyright Regenstrief Institute, used under the LOINC licence.]])
* insert Panel($loinc, 55757-9, [[PHQ-2 panel]])
* insert ScoreOf($loinc, 55758-7, [[PHQ-2 total score]])
* insert Scored(44250-9)
* insert Scored(44255-8)
* insert Band(0, 2, negative, [[Negative screen]])
* insert Band(3, 6, positive, [[Positive screen]])
* insert Instruction([[Over the last 2 weeks, how often have you been bothered by any of the following problems?]])
* insert Ask($loinc, 44250-9, [[PHQ item: little interest or pleasure]], [[Little interest or pleasure in doing things]], choice, true)
* insert Frequency
* insert Ask($loinc, 44255-8, [[PHQ item: down, depressed, hopeless]], [[Feeling down, depressed, or hopeless]], choice, true)
* insert Frequency
* item[+].linkId = "55758-7"
* item[=].code = $loinc#55758-7 "PHQ-2 total score"
* item[=].text = "Total score"
* item[=].type = #decimal
* item[=].required = false
* item[=].readOnly = true
* item[=].extension[+].url = $unit
* item[=].extension[=].valueCoding = $ucum#{score}
* item[=].extension[+].url = $calculated
* item[=].extension[=].valueExpression.language = #text/fhirpath
* item[=].extension[=].valueExpression.expression = "iif(%resource.item.where(linkId in ('44250-9' | '44255-8')).answer.value.count() = 2, %resource.item.where(linkId in ('44250-9' | '44255-8')).answer.value.ordinal().sum(), {})"

Instance: gad-2
InstanceOf: Questionnaire
Usage: #definition
* insert Measure(gad-2, Gad2, [[Generalized Anxiety Disorder-2 (GAD-2)]], active, free)
* insert Terms([[The first two items of the GAD-7; cut-off 3 or more; LOINC has no code for the total]], [[Developed by Drs. Robert L. Spitzer, Janet B.W. Williams, Kurt Kroenke and colleagues, with an educational grant from Pfizer Inc. No permission required to reproduce, translate, display or distribute. LOINC codes are copyright Regenstrief Institute, used under the LOINC licence.]])
* insert Panel($instrument-item, gad-2-panel, [[Generalized Anxiety Disorder-2 (GAD-2)]])
* insert ScoreOf($observation-code, gad-2-total, [[GAD-2 total score]])
* insert Scored(69725-0)
* insert Scored(68509-9)
* insert Band(0, 2, negative, [[Negative screen]])
* insert Band(3, 6, positive, [[Positive screen]])
* insert Instruction([[Over the last 2 weeks, how often have you been bothered by the following problems?]])
* insert Ask($loinc, 69725-0, [[GAD item: nervous, anxious, on edge]], [[Feeling nervous, anxious or on edge]], choice, true)
* insert Frequency
* insert Ask($loinc, 68509-9, [[GAD item: not able to stop or control worrying]], [[Not being able to stop or control worrying]], choice, true)
* insert Frequency
* item[+].linkId = "gad-2-total"
* item[=].code = $observation-code#gad-2-total "GAD-2 total score"
* item[=].text = "Total score"
* item[=].type = #decimal
* item[=].required = false
* item[=].readOnly = true
* item[=].extension[+].url = $unit
* item[=].extension[=].valueCoding = $ucum#{score}
* item[=].extension[+].url = $calculated
* item[=].extension[=].valueExpression.language = #text/fhirpath
* item[=].extension[=].valueExpression.expression = "iif(%resource.item.where(linkId in ('69725-0' | '68509-9')).answer.value.count() = 2, %resource.item.where(linkId in ('69725-0' | '68509-9')).answer.value.ordinal().sum(), {})"

Instance: phq-9m
InstanceOf: Questionnaire
Usage: #definition
* insert Measure(phq-9m, Phq9m, [[PHQ-9 modified for teens (PHQ-9M)]], active, free)
* insert Terms([[LOINC 89206-7; the total is that of the first nine items, with the bands of the PHQ-9]], [[Developed by Drs. Robert L. Spitzer, Janet B.W. Williams, Kurt Kroenke and colleagues, with an educational grant from Pfizer Inc. No permission required to reproduce, translate, display or distribute. LOINC codes are copyright Regenstrief Institute, used under the LOINC licence.]])
* insert Panel($loinc, 89206-7, [[PHQ-9 modified for teens, panel]])
* insert ScoreOf($loinc, 89204-2, [[PHQ-9 modified for teens, total score]])
* insert Scored(44255-8)
* insert Scored(44250-9)
* insert Scored(44259-0)
* insert Scored(44251-7)
* insert Scored(44254-1)
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
* insert Instruction([[How often have you been bothered by each of the following symptoms during the past two weeks?]])
* insert Ask($loinc, 44255-8, [[PHQ item: down, depressed, hopeless]], [[Feeling down, depressed, irritable, or hopeless?]], choice, true)
* insert Frequency
* insert Ask($loinc, 44250-9, [[PHQ item: little interest or pleasure]], [[Little interest or pleasure in doing things?]], choice, true)
* insert Frequency
* insert Ask($loinc, 44259-0, [[PHQ item: sleep trouble]], [[Trouble falling asleep, staying asleep, or sleeping too much?]], choice, true)
* insert Frequency
* insert Ask($loinc, 44251-7, [[PHQ item: appetite]], [[Poor appetite, weight loss, or overeating?]], choice, true)
* insert Frequency
* insert Ask($loinc, 44254-1, [[PHQ item: tired, little energy]], [[Feeling tired, or having little energy?]], choice, true)
* insert Frequency
* insert Ask($loinc, 44258-2, [[PHQ item: feeling bad about self]], [[Feeling bad about yourself – or feeling that you are a failure, or that you have let yourself or your family down?]], choice, true)
* insert Frequency
* insert Ask($loinc, 44252-5, [[PHQ item: trouble concentrating]], [[Trouble concentrating on things like school work, reading, or watching TV?]], choice, true)
* insert Frequency
* insert Ask($loinc, 44253-3, [[PHQ item: slow or restless movement]], [[Moving or speaking so slowly that other people could have noticed? Or the opposite – being so fidgety or restless that you were moving around a lot more than usual?]], choice, true)
* insert Frequency
* insert Ask($loinc, 44260-8, [[PHQ item: better off dead or self-harm thoughts]], [[Thoughts that you would be better off dead, or of hurting yourself in some way?]], choice, true)
* insert RiskFrom(phq-item-9, [[PHQ, item 9]], 1)
* insert Frequency
* insert Ask($instrument-item, phq-9m-low-mood-year, [[PHQ-9M: low mood on most days of the past year]], [[In the past year have you felt depressed or sad most days, even if you felt okay sometimes?]], boolean, false)
* insert Ask($loinc, 69722-7, [[difficulty caused by the problems]], [[If you are experiencing any of the problems on this form, how difficult have these problems made it for you to do your work, take care of things at home or get along with other people?]], choice, false)
* insert Difficulty
* insert Ask($instrument-item, phq-9m-thoughts-month, [[PHQ-9M: serious thoughts in the past month]], [[Has there been a time in the past month when you have had serious thoughts about ending your life?]], boolean, false)
* insert RiskFrom(phq-9m-thoughts, [[PHQ-9M, last questions]], 1)
* insert Ask($instrument-item, phq-9m-attempt-ever, [[PHQ-9M: attempt ever]], [[Have you ever, in your whole life, tried to kill yourself or made a suicide attempt?]], boolean, false)
* insert RiskFrom(phq-9m-thoughts, [[PHQ-9M, last questions]], 1)
* item[+].linkId = "89204-2"
* item[=].code = $loinc#89204-2 "PHQ-9 modified for teens, total score"
* item[=].text = "Total score"
* item[=].type = #decimal
* item[=].required = false
* item[=].readOnly = true
* item[=].extension[+].url = $unit
* item[=].extension[=].valueCoding = $ucum#{score}
* item[=].extension[+].url = $calculated
* item[=].extension[=].valueExpression.language = #text/fhirpath
* item[=].extension[=].valueExpression.expression = "iif(%resource.item.where(linkId in ('44255-8' | '44250-9' | '44259-0' | '44251-7' | '44254-1' | '44258-2' | '44252-5' | '44253-3' | '44260-8')).answer.value.count() = 9, %resource.item.where(linkId in ('44255-8' | '44250-9' | '44259-0' | '44251-7' | '44254-1' | '44258-2' | '44252-5' | '44253-3' | '44260-8')).answer.value.ordinal().sum(), {})"

Instance: pcl-5
InstanceOf: Questionnaire
Usage: #definition
* insert Measure(pcl-5, Pcl5, [[PTSD Checklist for DSM-5 (PCL-5)]], active, public-domain)
* insert Terms([[US Department of Veterans Affairs, National Center for PTSD; LOINC 101697-1; cut-off 31 to 33, here 31]], [[Written by staff of the US Department of Veterans Affairs, National Center for PTSD (Weathers and others, 2013); not under copyright. LOINC codes are copyright Regenstrief Institute, used under the LOINC licence.]])
* insert Panel($loinc, 101697-1, [[PCL-5 panel, civilian]])
* insert ScoreOf($loinc, 101698-9, [[PCL-5 total score]])
* insert Scored(pcl-5-1)
* insert Scored(pcl-5-2)
* insert Scored(pcl-5-3)
* insert Scored(pcl-5-4)
* insert Scored(pcl-5-5)
* insert Scored(pcl-5-6)
* insert Scored(pcl-5-7)
* insert Scored(pcl-5-8)
* insert Scored(pcl-5-9)
* insert Scored(pcl-5-10)
* insert Scored(pcl-5-11)
* insert Scored(pcl-5-12)
* insert Scored(pcl-5-13)
* insert Scored(pcl-5-14)
* insert Scored(pcl-5-15)
* insert Scored(pcl-5-16)
* insert Scored(pcl-5-17)
* insert Scored(pcl-5-18)
* insert Scored(pcl-5-19)
* insert Scored(pcl-5-20)
* insert Band(0, 30, negative, [[Negative screen]])
* insert Band(31, 80, positive, [[Positive screen]])
* insert OutcomeIs(reliable-improvement, 5, [[US National Center for PTSD, PCL-5]])
* insert OutcomeIs(deterioration, 5, [[US National Center for PTSD, PCL-5]])
* insert OutcomeIs(meaningful-improvement, 10, [[US National Center for PTSD, PCL-5]])
* insert ScoreOf($observation-code, pcl-5-cluster-b, [[PCL-5 cluster B, intrusion]])
* insert Scored(pcl-5-1)
* insert Scored(pcl-5-2)
* insert Scored(pcl-5-3)
* insert Scored(pcl-5-4)
* insert Scored(pcl-5-5)
* insert ScoreOf($observation-code, pcl-5-cluster-c, [[PCL-5 cluster C, avoidance]])
* insert Scored(pcl-5-6)
* insert Scored(pcl-5-7)
* insert ScoreOf($observation-code, pcl-5-cluster-d, [[PCL-5 cluster D, cognition and mood]])
* insert Scored(pcl-5-8)
* insert Scored(pcl-5-9)
* insert Scored(pcl-5-10)
* insert Scored(pcl-5-11)
* insert Scored(pcl-5-12)
* insert Scored(pcl-5-13)
* insert Scored(pcl-5-14)
* insert ScoreOf($observation-code, pcl-5-cluster-e, [[PCL-5 cluster E, arousal]])
* insert Scored(pcl-5-15)
* insert Scored(pcl-5-16)
* insert Scored(pcl-5-17)
* insert Scored(pcl-5-18)
* insert Scored(pcl-5-19)
* insert Scored(pcl-5-20)
* insert Instruction([[Below is a list of problems that people sometimes have in response to a very stressful experience. In the past month, how much were you bothered by:]])
* insert Ask($instrument-item, pcl-5-1, [[PCL-5 item: memories]], [[Repeated, disturbing, and unwanted memories of the stressful experience?]], choice, true)
* insert Offer($instrument-answer, not-at-all, [[Not at all]], 0)
* insert Offer($instrument-answer, a-little-bit, [[A little bit]], 1)
* insert Offer($instrument-answer, moderately, [[Moderately]], 2)
* insert Offer($instrument-answer, quite-a-bit, [[Quite a bit]], 3)
* insert Offer($instrument-answer, extremely, [[Extremely]], 4)
* insert Ask($instrument-item, pcl-5-2, [[PCL-5 item: dreams]], [[Repeated, disturbing dreams of the stressful experience?]], choice, true)
* insert Offer($instrument-answer, not-at-all, [[Not at all]], 0)
* insert Offer($instrument-answer, a-little-bit, [[A little bit]], 1)
* insert Offer($instrument-answer, moderately, [[Moderately]], 2)
* insert Offer($instrument-answer, quite-a-bit, [[Quite a bit]], 3)
* insert Offer($instrument-answer, extremely, [[Extremely]], 4)
* insert Ask($instrument-item, pcl-5-3, [[PCL-5 item: reliving]], [[Suddenly feeling or acting as if the stressful experience were actually happening again (as if you were actually back there reliving it)?]], choice, true)
* insert Offer($instrument-answer, not-at-all, [[Not at all]], 0)
* insert Offer($instrument-answer, a-little-bit, [[A little bit]], 1)
* insert Offer($instrument-answer, moderately, [[Moderately]], 2)
* insert Offer($instrument-answer, quite-a-bit, [[Quite a bit]], 3)
* insert Offer($instrument-answer, extremely, [[Extremely]], 4)
* insert Ask($instrument-item, pcl-5-4, [[PCL-5 item: upset by reminders]], [[Feeling very upset when something reminded you of the stressful experience?]], choice, true)
* insert Offer($instrument-answer, not-at-all, [[Not at all]], 0)
* insert Offer($instrument-answer, a-little-bit, [[A little bit]], 1)
* insert Offer($instrument-answer, moderately, [[Moderately]], 2)
* insert Offer($instrument-answer, quite-a-bit, [[Quite a bit]], 3)
* insert Offer($instrument-answer, extremely, [[Extremely]], 4)
* insert Ask($instrument-item, pcl-5-5, [[PCL-5 item: physical reactions]], [[Having strong physical reactions when something reminded you of the stressful experience (for example, heart pounding, trouble breathing, sweating)?]], choice, true)
* insert Offer($instrument-answer, not-at-all, [[Not at all]], 0)
* insert Offer($instrument-answer, a-little-bit, [[A little bit]], 1)
* insert Offer($instrument-answer, moderately, [[Moderately]], 2)
* insert Offer($instrument-answer, quite-a-bit, [[Quite a bit]], 3)
* insert Offer($instrument-answer, extremely, [[Extremely]], 4)
* insert Ask($instrument-item, pcl-5-6, [[PCL-5 item: avoiding thoughts]], [[Avoiding memories, thoughts, or feelings related to the stressful experience?]], choice, true)
* insert Offer($instrument-answer, not-at-all, [[Not at all]], 0)
* insert Offer($instrument-answer, a-little-bit, [[A little bit]], 1)
* insert Offer($instrument-answer, moderately, [[Moderately]], 2)
* insert Offer($instrument-answer, quite-a-bit, [[Quite a bit]], 3)
* insert Offer($instrument-answer, extremely, [[Extremely]], 4)
* insert Ask($instrument-item, pcl-5-7, [[PCL-5 item: avoiding reminders]], [[Avoiding external reminders of the stressful experience (for example, people, places, conversations, activities, objects, or situations)?]], choice, true)
* insert Offer($instrument-answer, not-at-all, [[Not at all]], 0)
* insert Offer($instrument-answer, a-little-bit, [[A little bit]], 1)
* insert Offer($instrument-answer, moderately, [[Moderately]], 2)
* insert Offer($instrument-answer, quite-a-bit, [[Quite a bit]], 3)
* insert Offer($instrument-answer, extremely, [[Extremely]], 4)
* insert Ask($instrument-item, pcl-5-8, [[PCL-5 item: trouble remembering]], [[Trouble remembering important parts of the stressful experience?]], choice, true)
* insert Offer($instrument-answer, not-at-all, [[Not at all]], 0)
* insert Offer($instrument-answer, a-little-bit, [[A little bit]], 1)
* insert Offer($instrument-answer, moderately, [[Moderately]], 2)
* insert Offer($instrument-answer, quite-a-bit, [[Quite a bit]], 3)
* insert Offer($instrument-answer, extremely, [[Extremely]], 4)
* insert Ask($instrument-item, pcl-5-9, [[PCL-5 item: negative beliefs]], [[Having strong negative beliefs about yourself, other people, or the world (for example, having thoughts such as: I am bad, there is something seriously wrong with me, no one can be trusted, the world is completely dangerous)?]], choice, true)
* insert Offer($instrument-answer, not-at-all, [[Not at all]], 0)
* insert Offer($instrument-answer, a-little-bit, [[A little bit]], 1)
* insert Offer($instrument-answer, moderately, [[Moderately]], 2)
* insert Offer($instrument-answer, quite-a-bit, [[Quite a bit]], 3)
* insert Offer($instrument-answer, extremely, [[Extremely]], 4)
* insert Ask($instrument-item, pcl-5-10, [[PCL-5 item: blame]], [[Blaming yourself or someone else for the stressful experience or what happened after it?]], choice, true)
* insert Offer($instrument-answer, not-at-all, [[Not at all]], 0)
* insert Offer($instrument-answer, a-little-bit, [[A little bit]], 1)
* insert Offer($instrument-answer, moderately, [[Moderately]], 2)
* insert Offer($instrument-answer, quite-a-bit, [[Quite a bit]], 3)
* insert Offer($instrument-answer, extremely, [[Extremely]], 4)
* insert Ask($instrument-item, pcl-5-11, [[PCL-5 item: negative feelings]], [[Having strong negative feelings such as fear, horror, anger, guilt, or shame?]], choice, true)
* insert Offer($instrument-answer, not-at-all, [[Not at all]], 0)
* insert Offer($instrument-answer, a-little-bit, [[A little bit]], 1)
* insert Offer($instrument-answer, moderately, [[Moderately]], 2)
* insert Offer($instrument-answer, quite-a-bit, [[Quite a bit]], 3)
* insert Offer($instrument-answer, extremely, [[Extremely]], 4)
* insert Ask($instrument-item, pcl-5-12, [[PCL-5 item: loss of interest]], [[Loss of interest in activities that you used to enjoy?]], choice, true)
* insert Offer($instrument-answer, not-at-all, [[Not at all]], 0)
* insert Offer($instrument-answer, a-little-bit, [[A little bit]], 1)
* insert Offer($instrument-answer, moderately, [[Moderately]], 2)
* insert Offer($instrument-answer, quite-a-bit, [[Quite a bit]], 3)
* insert Offer($instrument-answer, extremely, [[Extremely]], 4)
* insert Ask($instrument-item, pcl-5-13, [[PCL-5 item: feeling distant]], [[Feeling distant or cut off from other people?]], choice, true)
* insert Offer($instrument-answer, not-at-all, [[Not at all]], 0)
* insert Offer($instrument-answer, a-little-bit, [[A little bit]], 1)
* insert Offer($instrument-answer, moderately, [[Moderately]], 2)
* insert Offer($instrument-answer, quite-a-bit, [[Quite a bit]], 3)
* insert Offer($instrument-answer, extremely, [[Extremely]], 4)
* insert Ask($instrument-item, pcl-5-14, [[PCL-5 item: trouble with positive feelings]], [[Trouble experiencing positive feelings (for example, being unable to feel happiness or have loving feelings for people close to you)?]], choice, true)
* insert Offer($instrument-answer, not-at-all, [[Not at all]], 0)
* insert Offer($instrument-answer, a-little-bit, [[A little bit]], 1)
* insert Offer($instrument-answer, moderately, [[Moderately]], 2)
* insert Offer($instrument-answer, quite-a-bit, [[Quite a bit]], 3)
* insert Offer($instrument-answer, extremely, [[Extremely]], 4)
* insert Ask($instrument-item, pcl-5-15, [[PCL-5 item: irritable behavior]], [[Irritable behavior, angry outbursts, or acting aggressively?]], choice, true)
* insert Offer($instrument-answer, not-at-all, [[Not at all]], 0)
* insert Offer($instrument-answer, a-little-bit, [[A little bit]], 1)
* insert Offer($instrument-answer, moderately, [[Moderately]], 2)
* insert Offer($instrument-answer, quite-a-bit, [[Quite a bit]], 3)
* insert Offer($instrument-answer, extremely, [[Extremely]], 4)
* insert Ask($instrument-item, pcl-5-16, [[PCL-5 item: taking risks]], [[Taking too many risks or doing things that could cause you harm?]], choice, true)
* insert Offer($instrument-answer, not-at-all, [[Not at all]], 0)
* insert Offer($instrument-answer, a-little-bit, [[A little bit]], 1)
* insert Offer($instrument-answer, moderately, [[Moderately]], 2)
* insert Offer($instrument-answer, quite-a-bit, [[Quite a bit]], 3)
* insert Offer($instrument-answer, extremely, [[Extremely]], 4)
* insert Ask($instrument-item, pcl-5-17, [[PCL-5 item: on guard]], [[Being 'superalert' or watchful or on guard?]], choice, true)
* insert Offer($instrument-answer, not-at-all, [[Not at all]], 0)
* insert Offer($instrument-answer, a-little-bit, [[A little bit]], 1)
* insert Offer($instrument-answer, moderately, [[Moderately]], 2)
* insert Offer($instrument-answer, quite-a-bit, [[Quite a bit]], 3)
* insert Offer($instrument-answer, extremely, [[Extremely]], 4)
* insert Ask($instrument-item, pcl-5-18, [[PCL-5 item: easily startled]], [[Feeling jumpy or easily startled?]], choice, true)
* insert Offer($instrument-answer, not-at-all, [[Not at all]], 0)
* insert Offer($instrument-answer, a-little-bit, [[A little bit]], 1)
* insert Offer($instrument-answer, moderately, [[Moderately]], 2)
* insert Offer($instrument-answer, quite-a-bit, [[Quite a bit]], 3)
* insert Offer($instrument-answer, extremely, [[Extremely]], 4)
* insert Ask($instrument-item, pcl-5-19, [[PCL-5 item: trouble concentrating]], [[Having difficulty concentrating?]], choice, true)
* insert Offer($instrument-answer, not-at-all, [[Not at all]], 0)
* insert Offer($instrument-answer, a-little-bit, [[A little bit]], 1)
* insert Offer($instrument-answer, moderately, [[Moderately]], 2)
* insert Offer($instrument-answer, quite-a-bit, [[Quite a bit]], 3)
* insert Offer($instrument-answer, extremely, [[Extremely]], 4)
* insert Ask($instrument-item, pcl-5-20, [[PCL-5 item: trouble sleeping]], [[Trouble falling or staying asleep?]], choice, true)
* insert Offer($instrument-answer, not-at-all, [[Not at all]], 0)
* insert Offer($instrument-answer, a-little-bit, [[A little bit]], 1)
* insert Offer($instrument-answer, moderately, [[Moderately]], 2)
* insert Offer($instrument-answer, quite-a-bit, [[Quite a bit]], 3)
* insert Offer($instrument-answer, extremely, [[Extremely]], 4)
* item[+].linkId = "101698-9"
* item[=].code = $loinc#101698-9 "PCL-5 total score"
* item[=].text = "Total score"
* item[=].type = #decimal
* item[=].required = false
* item[=].readOnly = true
* item[=].extension[+].url = $unit
* item[=].extension[=].valueCoding = $ucum#{score}
* item[=].extension[+].url = $calculated
* item[=].extension[=].valueExpression.language = #text/fhirpath
* item[=].extension[=].valueExpression.expression = "iif(%resource.item.where(linkId in ('pcl-5-1' | 'pcl-5-2' | 'pcl-5-3' | 'pcl-5-4' | 'pcl-5-5' | 'pcl-5-6' | 'pcl-5-7' | 'pcl-5-8' | 'pcl-5-9' | 'pcl-5-10' | 'pcl-5-11' | 'pcl-5-12' | 'pcl-5-13' | 'pcl-5-14' | 'pcl-5-15' | 'pcl-5-16' | 'pcl-5-17' | 'pcl-5-18' | 'pcl-5-19' | 'pcl-5-20')).answer.value.count() = 20, %resource.item.where(linkId in ('pcl-5-1' | 'pcl-5-2' | 'pcl-5-3' | 'pcl-5-4' | 'pcl-5-5' | 'pcl-5-6' | 'pcl-5-7' | 'pcl-5-8' | 'pcl-5-9' | 'pcl-5-10' | 'pcl-5-11' | 'pcl-5-12' | 'pcl-5-13' | 'pcl-5-14' | 'pcl-5-15' | 'pcl-5-16' | 'pcl-5-17' | 'pcl-5-18' | 'pcl-5-19' | 'pcl-5-20')).answer.value.ordinal().sum(), {})"

Instance: audit-c
InstanceOf: Questionnaire
Usage: #definition
* insert Measure(audit-c, AuditC, [[Alcohol Use Disorders Identification Test, consumption (AUDIT-C)]], active, public-domain)
* insert Terms([[LOINC 72109-2; SAMHSA; cut-off 4 for men, 3 for women and for anybody else]], [[In the public domain. LOINC codes are copyright Regenstrief Institute, used under the LOINC licence.]])
* insert Panel($loinc, 72109-2, [[AUDIT-C panel]])
* insert ScoreOf($loinc, 75626-2, [[AUDIT-C total score]])
* insert Scored(68518-0)
* insert Scored(68519-8)
* insert Scored(68520-6)
* insert Band(0, 2, negative, [[Negative screen]])
* insert Band(3, 12, positive, [[Positive screen]])
* insert BandOf(male, 0, 3, negative, [[Negative screen]])
* insert BandOf(male, 4, 12, positive, [[Positive screen]])
* insert Ask($loinc, 68518-0, [[AUDIT item: how often drinking]], [[How often do you have a drink containing alcohol?]], choice, true)
* insert Offer($instrument-answer, never, [[Never]], 0)
* insert Offer($instrument-answer, monthly-or-less, [[Monthly or less]], 1)
* insert Offer($instrument-answer, 2-4-a-month, [[2 to 4 times a month]], 2)
* insert Offer($instrument-answer, 2-3-a-week, [[2 to 3 times a week]], 3)
* insert Offer($instrument-answer, 4-or-more-a-week, [[4 or more times a week]], 4)
* insert Ask($loinc, 68519-8, [[AUDIT item: drinks on a typical day]], [[How many drinks containing alcohol do you have on a typical day when you are drinking?]], choice, true)
* insert Offer($instrument-answer, 1-or-2, [[1 or 2]], 0)
* insert Offer($instrument-answer, 3-or-4, [[3 or 4]], 1)
* insert Offer($instrument-answer, 5-or-6, [[5 or 6]], 2)
* insert Offer($instrument-answer, 7-to-9, [[7 to 9]], 3)
* insert Offer($instrument-answer, 10-or-more, [[10 or more]], 4)
* insert Ask($loinc, 68520-6, [[AUDIT item: how often six or more]], [[How often do you have six or more drinks on one occasion?]], choice, true)
* insert Offer($instrument-answer, never, [[Never]], 0)
* insert Offer($instrument-answer, less-than-monthly, [[Less than monthly]], 1)
* insert Offer($instrument-answer, monthly, [[Monthly]], 2)
* insert Offer($instrument-answer, weekly, [[Weekly]], 3)
* insert Offer($instrument-answer, daily-or-almost, [[Daily or almost daily]], 4)
* item[+].linkId = "75626-2"
* item[=].code = $loinc#75626-2 "AUDIT-C total score"
* item[=].text = "Total score"
* item[=].type = #decimal
* item[=].required = false
* item[=].readOnly = true
* item[=].extension[+].url = $unit
* item[=].extension[=].valueCoding = $ucum#{score}
* item[=].extension[+].url = $calculated
* item[=].extension[=].valueExpression.language = #text/fhirpath
* item[=].extension[=].valueExpression.expression = "iif(%resource.item.where(linkId in ('68518-0' | '68519-8' | '68520-6')).answer.value.count() = 3, %resource.item.where(linkId in ('68518-0' | '68519-8' | '68520-6')).answer.value.ordinal().sum(), {})"

Instance: cage
InstanceOf: Questionnaire
Usage: #definition
* insert Measure(cage, Cage, [[CAGE]], active, public-domain)
* insert Terms([[Ewing 1984; cut-off 2 or more; LOINC has no code for it]], [[Believed to be in the public domain (J. A. Ewing, 1984).]])
* insert Panel($instrument-item, cage-panel, [[CAGE]])
* insert ScoreOf($observation-code, cage-total, [[CAGE total score]])
* insert Scored(cage-1)
* insert Scored(cage-2)
* insert Scored(cage-3)
* insert Scored(cage-4)
* insert Band(0, 1, negative, [[Negative screen]])
* insert Band(2, 4, positive, [[Positive screen]])
* insert Ask($instrument-item, cage-1, [[CAGE: cut down]], [[Have you ever felt you should cut down on your drinking?]], boolean, true)
* insert Ask($instrument-item, cage-2, [[CAGE: annoyed]], [[Have people annoyed you by criticizing your drinking?]], boolean, true)
* insert Ask($instrument-item, cage-3, [[CAGE: guilty]], [[Have you ever felt bad or guilty about your drinking?]], boolean, true)
* insert Ask($instrument-item, cage-4, [[CAGE: morning drink]], [[Have you ever had a drink first thing in the morning to steady your nerves or to get rid of a hangover?]], boolean, true)
* item[+].linkId = "cage-total"
* item[=].code = $observation-code#cage-total "CAGE total score"
* item[=].text = "Total score"
* item[=].type = #decimal
* item[=].required = false
* item[=].readOnly = true
* item[=].extension[+].url = $unit
* item[=].extension[=].valueCoding = $ucum#{score}
* item[=].extension[+].url = $calculated
* item[=].extension[=].valueExpression.language = #text/fhirpath
* item[=].extension[=].valueExpression.expression = "iif(%resource.item.where(linkId in ('cage-1' | 'cage-2' | 'cage-3' | 'cage-4')).answer.value.count() = 4, %resource.item.where(linkId in ('cage-1' | 'cage-2' | 'cage-3' | 'cage-4')).answer.value.where($this = true).count(), {})"

Instance: asq
InstanceOf: Questionnaire
Usage: #definition
* insert Measure(asq, Asq, [[Ask Suicide-Screening Questions (ASQ)]], active, public-domain)
* insert Terms([[US National Institute of Mental Health; any yes is positive, yes to the fifth question is acute; LOINC has no code for it]], [[Written by staff of the US National Institute of Mental Health; in the public domain.]])
* insert Panel($instrument-item, asq-panel, [[Ask Suicide-Screening Questions (ASQ)]])
* insert ScoreOf($observation-code, asq-total, [[ASQ, number of yes]])
* insert Scored(asq-1)
* insert Scored(asq-2)
* insert Scored(asq-3)
* insert Scored(asq-4)
* insert Band(0, 0, negative, [[Negative screen]])
* insert Band(1, 4, positive, [[Positive screen]])
* insert Ask($instrument-item, asq-1, [[ASQ: wished to be dead]], [[In the past few weeks, have you wished you were dead?]], boolean, true)
* insert RiskFrom(asq, [[ASQ]], 1)
* insert Ask($instrument-item, asq-2, [[ASQ: others better off]], [[In the past few weeks, have you felt that you or your family would be better off if you were dead?]], boolean, true)
* insert RiskFrom(asq, [[ASQ]], 1)
* insert Ask($instrument-item, asq-3, [[ASQ: thoughts in the past week]], [[In the past week, have you been having thoughts about killing yourself?]], boolean, true)
* insert RiskFrom(asq, [[ASQ]], 1)
* insert Ask($instrument-item, asq-4, [[ASQ: attempt ever]], [[Have you ever tried to kill yourself?]], boolean, true)
* insert RiskFrom(asq, [[ASQ]], 1)
* insert Ask($instrument-item, asq-5, [[ASQ: thoughts now]], [[Are you having thoughts of killing yourself right now?]], boolean, false)
* insert IfYes(asq-1)
* insert IfYes(asq-2)
* insert IfYes(asq-3)
* insert IfYes(asq-4)
* insert RiskFrom(asq, [[ASQ]], 1)
* item[+].linkId = "asq-total"
* item[=].code = $observation-code#asq-total "ASQ, number of yes"
* item[=].text = "Total score"
* item[=].type = #decimal
* item[=].required = false
* item[=].readOnly = true
* item[=].extension[+].url = $unit
* item[=].extension[=].valueCoding = $ucum#{score}
* item[=].extension[+].url = $calculated
* item[=].extension[=].valueExpression.language = #text/fhirpath
* item[=].extension[=].valueExpression.expression = "iif(%resource.item.where(linkId in ('asq-1' | 'asq-2' | 'asq-3' | 'asq-4')).answer.value.count() = 4, %resource.item.where(linkId in ('asq-1' | 'asq-2' | 'asq-3' | 'asq-4')).answer.value.where($this = true).count(), {})"

Instance: ace
InstanceOf: Questionnaire
Usage: #definition
* insert Measure(ace, Ace, [[Adverse Childhood Experiences (ACE)]], active, public-domain)
* insert Terms([[US Centers for Disease Control and Prevention, ten categories; LOINC 82813-7; 4 or more is high. The questions are in own words]], [[The categories are those of the US Centers for Disease Control and Prevention, in the public domain. LOINC codes are copyright Regenstrief Institute, used under the LOINC licence.]])
* insert Panel($loinc, 82813-7, [[ACE panel (CDC definitions, ten items)]])
* insert ScoreOf($observation-code, ace-total, [[ACE, number of experiences]])
* insert Scored(82814-5)
* insert Scored(82815-2)
* insert Scored(82816-0)
* insert Scored(82817-8)
* insert Scored(82818-6)
* insert Scored(82820-2)
* insert Scored(ace-substance-use)
* insert Scored(82822-8)
* insert Scored(ace-separation)
* insert Scored(82823-6)
* insert Band(0, 0, none-minimal, [[None or minimal]])
* insert Band(1, 3, intermediate, [[Intermediate]])
* insert Band(4, 10, high, [[High]])
* insert Instruction([[Before your 18th birthday:]])
* insert Ask($loinc, 82814-5, [[ACE item: emotional abuse]], [[Did an adult at home often insult, humiliate or threaten you?]], boolean, true)
* insert Ask($loinc, 82815-2, [[ACE item: physical abuse]], [[Did an adult at home often hit, beat or injure you?]], boolean, true)
* insert Ask($loinc, 82816-0, [[ACE item: sexual abuse]], [[Did an adult or someone at least five years older touch you sexually, or have you touch them?]], boolean, true)
* insert Ask($loinc, 82817-8, [[ACE item: emotional neglect]], [[Did you often feel that nobody in your family loved you or looked out for you?]], boolean, true)
* insert Ask($loinc, 82818-6, [[ACE item: physical neglect]], [[Did you often lack food, clean clothes, protection or medical care?]], boolean, true)
* insert Ask($loinc, 82820-2, [[ACE item: domestic violence]], [[Was a parent or other adult at home beaten or threatened by another?]], boolean, true)
* insert Ask($instrument-item, ace-substance-use, [[ACE: substance use in household]], [[Did you live with someone who drank too much or used drugs?]], boolean, true)
* insert Ask($loinc, 82822-8, [[ACE item: mental illness in household]], [[Did you live with someone who was depressed, mentally ill or suicidal?]], boolean, true)
* insert Ask($instrument-item, ace-separation, [[ACE: parents separated]], [[Were your parents separated or divorced?]], boolean, true)
* insert Ask($loinc, 82823-6, [[ACE item: household member jailed]], [[Did someone of your household go to prison?]], boolean, true)
* item[+].linkId = "ace-total"
* item[=].code = $observation-code#ace-total "ACE, number of experiences"
* item[=].text = "Total score"
* item[=].type = #decimal
* item[=].required = false
* item[=].readOnly = true
* item[=].extension[+].url = $unit
* item[=].extension[=].valueCoding = $ucum#{score}
* item[=].extension[+].url = $calculated
* item[=].extension[=].valueExpression.language = #text/fhirpath
* item[=].extension[=].valueExpression.expression = "iif(%resource.item.where(linkId in ('82814-5' | '82815-2' | '82816-0' | '82817-8' | '82818-6' | '82820-2' | 'ace-substance-use' | '82822-8' | 'ace-separation' | '82823-6')).answer.value.count() = 10, %resource.item.where(linkId in ('82814-5' | '82815-2' | '82816-0' | '82817-8' | '82818-6' | '82820-2' | 'ace-substance-use' | '82822-8' | 'ace-separation' | '82823-6')).answer.value.where($this = true).count(), {})"

Instance: audit
InstanceOf: Questionnaire
Usage: #definition
* insert Measure(audit, Audit, [[Alcohol Use Disorders Identification Test (AUDIT)]], draft, free-with-conditions)
* insert Terms([[LOINC 72110-0; World Health Organization; zones from 8, 16 and 20]], [[Copyright World Health Organization; free to use, not for sale or commercial purposes. The wording is not part of Attune. LOINC codes are copyright Regenstrief Institute, used under the LOINC licence.]])
* insert Panel($loinc, 72110-0, [[AUDIT panel]])
* insert ScoreOf($loinc, 75624-7, [[AUDIT total score]])
* insert Scored(68518-0)
* insert Scored(68519-8)
* insert Scored(68520-6)
* insert Scored(97734-8)
* insert Scored(97735-5)
* insert Scored(97736-3)
* insert Scored(97737-1)
* insert Scored(97738-9)
* insert Scored(97739-7)
* insert Scored(97740-5)
* insert Band(0, 7, low, [[Low]])
* insert Band(8, 15, hazardous, [[Hazardous]])
* insert Band(16, 19, harmful, [[Harmful]])
* insert Band(20, 40, possible-dependence, [[Possible dependence]])
* insert Ask($loinc, 68518-0, [[AUDIT item: how often drinking]], [[How often drinking]], choice, true)
* insert Offer($instrument-answer, never, [[Never]], 0)
* insert Offer($instrument-answer, monthly-or-less, [[Monthly or less]], 1)
* insert Offer($instrument-answer, 2-4-a-month, [[2 to 4 times a month]], 2)
* insert Offer($instrument-answer, 2-3-a-week, [[2 to 3 times a week]], 3)
* insert Offer($instrument-answer, 4-or-more-a-week, [[4 or more times a week]], 4)
* insert Ask($loinc, 68519-8, [[AUDIT item: drinks on a typical day]], [[Drinks on a typical day]], choice, true)
* insert Offer($instrument-answer, 1-or-2, [[1 or 2]], 0)
* insert Offer($instrument-answer, 3-or-4, [[3 or 4]], 1)
* insert Offer($instrument-answer, 5-or-6, [[5 or 6]], 2)
* insert Offer($instrument-answer, 7-to-9, [[7 to 9]], 3)
* insert Offer($instrument-answer, 10-or-more, [[10 or more]], 4)
* insert Ask($loinc, 68520-6, [[AUDIT item: how often six or more]], [[How often six or more]], choice, true)
* insert Offer($instrument-answer, never, [[Never]], 0)
* insert Offer($instrument-answer, less-than-monthly, [[Less than monthly]], 1)
* insert Offer($instrument-answer, monthly, [[Monthly]], 2)
* insert Offer($instrument-answer, weekly, [[Weekly]], 3)
* insert Offer($instrument-answer, daily-or-almost, [[Daily or almost daily]], 4)
* insert Ask($loinc, 97734-8, [[AUDIT item: could not stop]], [[Could not stop]], choice, true)
* insert Offer($instrument-answer, never, [[Never]], 0)
* insert Offer($instrument-answer, less-than-monthly, [[Less than monthly]], 1)
* insert Offer($instrument-answer, monthly, [[Monthly]], 2)
* insert Offer($instrument-answer, weekly, [[Weekly]], 3)
* insert Offer($instrument-answer, daily-or-almost, [[Daily or almost daily]], 4)
* insert Ask($loinc, 97735-5, [[AUDIT item: failed what was expected]], [[Failed what was expected]], choice, true)
* insert Offer($instrument-answer, never, [[Never]], 0)
* insert Offer($instrument-answer, less-than-monthly, [[Less than monthly]], 1)
* insert Offer($instrument-answer, monthly, [[Monthly]], 2)
* insert Offer($instrument-answer, weekly, [[Weekly]], 3)
* insert Offer($instrument-answer, daily-or-almost, [[Daily or almost daily]], 4)
* insert Ask($loinc, 97736-3, [[AUDIT item: morning drink]], [[Morning drink]], choice, true)
* insert Offer($instrument-answer, never, [[Never]], 0)
* insert Offer($instrument-answer, less-than-monthly, [[Less than monthly]], 1)
* insert Offer($instrument-answer, monthly, [[Monthly]], 2)
* insert Offer($instrument-answer, weekly, [[Weekly]], 3)
* insert Offer($instrument-answer, daily-or-almost, [[Daily or almost daily]], 4)
* insert Ask($loinc, 97737-1, [[AUDIT item: guilt or remorse]], [[Guilt or remorse]], choice, true)
* insert Offer($instrument-answer, never, [[Never]], 0)
* insert Offer($instrument-answer, less-than-monthly, [[Less than monthly]], 1)
* insert Offer($instrument-answer, monthly, [[Monthly]], 2)
* insert Offer($instrument-answer, weekly, [[Weekly]], 3)
* insert Offer($instrument-answer, daily-or-almost, [[Daily or almost daily]], 4)
* insert Ask($loinc, 97738-9, [[AUDIT item: memory loss]], [[Memory loss]], choice, true)
* insert Offer($instrument-answer, never, [[Never]], 0)
* insert Offer($instrument-answer, less-than-monthly, [[Less than monthly]], 1)
* insert Offer($instrument-answer, monthly, [[Monthly]], 2)
* insert Offer($instrument-answer, weekly, [[Weekly]], 3)
* insert Offer($instrument-answer, daily-or-almost, [[Daily or almost daily]], 4)
* insert Ask($loinc, 97739-7, [[AUDIT item: injury]], [[Injury]], choice, true)
* insert Offer($instrument-answer, no, [[No]], 0)
* insert Offer($instrument-answer, yes-not-this-year, [[Yes, but not in the last year]], 2)
* insert Offer($instrument-answer, yes-this-year, [[Yes, during the last year]], 4)
* insert Ask($loinc, 97740-5, [[AUDIT item: others concerned]], [[Others concerned]], choice, true)
* insert Offer($instrument-answer, no, [[No]], 0)
* insert Offer($instrument-answer, yes-not-this-year, [[Yes, but not in the last year]], 2)
* insert Offer($instrument-answer, yes-this-year, [[Yes, during the last year]], 4)
* item[+].linkId = "75624-7"
* item[=].code = $loinc#75624-7 "AUDIT total score"
* item[=].text = "Total score"
* item[=].type = #decimal
* item[=].required = false
* item[=].readOnly = true
* item[=].extension[+].url = $unit
* item[=].extension[=].valueCoding = $ucum#{score}
* item[=].extension[+].url = $calculated
* item[=].extension[=].valueExpression.language = #text/fhirpath
* item[=].extension[=].valueExpression.expression = "iif(%resource.item.where(linkId in ('68518-0' | '68519-8' | '68520-6' | '97734-8' | '97735-5' | '97736-3' | '97737-1' | '97738-9' | '97739-7' | '97740-5')).answer.value.count() = 10, %resource.item.where(linkId in ('68518-0' | '68519-8' | '68520-6' | '97734-8' | '97735-5' | '97736-3' | '97737-1' | '97738-9' | '97739-7' | '97740-5')).answer.value.ordinal().sum(), {})"

Instance: dast-10
InstanceOf: Questionnaire
Usage: #definition
* insert Measure(dast-10, Dast10, [[Drug Abuse Screening Test (DAST-10)]], draft, noncommercial)
* insert Terms([[LOINC 82666-9; the third item is reversed]], [[Copyright Harvey A. Skinner and the Centre for Addiction and Mental Health; non-commercial use with credit. The wording is not part of Attune. LOINC codes are copyright Regenstrief Institute, used under the LOINC licence.]])
* insert Panel($loinc, 82666-9, [[DAST-10 panel]])
* insert ScoreOf($loinc, 82667-7, [[DAST-10 total score]])
* insert Scored(dast-10-1)
* insert Scored(dast-10-2)
* insert Scored(dast-10-3)
* insert Scored(dast-10-4)
* insert Scored(dast-10-5)
* insert Scored(dast-10-6)
* insert Scored(dast-10-7)
* insert Scored(dast-10-8)
* insert Scored(dast-10-9)
* insert Scored(dast-10-10)
* insert Reversed(dast-10-3)
* insert Band(0, 0, none-minimal, [[None or minimal]])
* insert Band(1, 2, low, [[Low]])
* insert Band(3, 5, moderate, [[Moderate]])
* insert Band(6, 8, substantial, [[Substantial]])
* insert Band(9, 10, severe, [[Severe]])
* insert Ask($instrument-item, dast-10-1, [[DAST-10 item: use other than medical]], [[Use other than medical]], boolean, true)
* insert Ask($instrument-item, dast-10-2, [[DAST-10 item: more than one drug]], [[More than one drug]], boolean, true)
* insert Ask($instrument-item, dast-10-3, [[DAST-10 item: able to stop]], [[Able to stop]], boolean, true)
* insert Ask($instrument-item, dast-10-4, [[DAST-10 item: blackouts or flashbacks]], [[Blackouts or flashbacks]], boolean, true)
* insert Ask($instrument-item, dast-10-5, [[DAST-10 item: feeling bad or guilty]], [[Feeling bad or guilty]], boolean, true)
* insert Ask($instrument-item, dast-10-6, [[DAST-10 item: complaints of others]], [[Complaints of others]], boolean, true)
* insert Ask($instrument-item, dast-10-7, [[DAST-10 item: neglect of family]], [[Neglect of family]], boolean, true)
* insert Ask($instrument-item, dast-10-8, [[DAST-10 item: illegal activities]], [[Illegal activities]], boolean, true)
* insert Ask($instrument-item, dast-10-9, [[DAST-10 item: withdrawal]], [[Withdrawal]], boolean, true)
* insert Ask($instrument-item, dast-10-10, [[DAST-10 item: medical problems]], [[Medical problems]], boolean, true)

Instance: c-ssrs-screener
InstanceOf: Questionnaire
Usage: #definition
* insert Measure(c-ssrs-screener, CSsrsScreener, [[Columbia Suicide Severity Rating Scale, screener (C-SSRS)]], draft, registration)
* insert Terms([[LOINC 93373-9; the triage levels are policy of the site]], [[Copyright 2008 Research Foundation for Mental Hygiene; free once the site has registered, wording fixed. The wording is not part of Attune. LOINC codes are copyright Regenstrief Institute, used under the LOINC licence.]])
* insert Panel($loinc, 93373-9, [[C-SSRS screener, recent, panel]])
* insert ScoreOf($observation-code, c-ssrs-level, [[C-SSRS screener, level]])
* insert ScoreMethod(highest)
* insert Scored(93246-7)
* insert Scored(93247-5)
* insert Scored(93248-3)
* insert Scored(93249-1)
* insert Scored(93250-9)
* insert Scored(93267-3)
* insert Scored(93269-9)
* insert Band(0, 0, negative, [[Negative screen]])
* insert Band(1, 1, low, [[Low]])
* insert Band(2, 2, moderate, [[Moderate]])
* insert Band(3, 3, high, [[High]])
* insert Ask($loinc, 93246-7, [[C-SSRS item: wish to be dead, past month]], [[Wish to be dead, past month]], choice, true)
* insert RiskFrom(c-ssrs, [[C-SSRS screener]], 1)
* insert Offer($loinc, LA33-6, [[Yes]], 1)
* insert Offer($loinc, LA32-8, [[No]], 0)
* insert Ask($loinc, 93247-5, [[C-SSRS item: active thoughts, past month]], [[Active thoughts, past month]], choice, true)
* insert RiskFrom(c-ssrs, [[C-SSRS screener]], 1)
* insert Offer($loinc, LA33-6, [[Yes]], 1)
* insert Offer($loinc, LA32-8, [[No]], 0)
* insert Ask($loinc, 93248-3, [[C-SSRS item: thoughts with method, past month]], [[Thoughts with method, past month]], choice, true)
* insert IfChosen(93247-5, $loinc, LA33-6)
* insert RiskFrom(c-ssrs, [[C-SSRS screener]], 1)
* insert Offer($loinc, LA33-6, [[Yes]], 2)
* insert Offer($loinc, LA32-8, [[No]], 0)
* insert Ask($loinc, 93249-1, [[C-SSRS item: some intent, past month]], [[Some intent, past month]], choice, true)
* insert IfChosen(93247-5, $loinc, LA33-6)
* insert RiskFrom(c-ssrs, [[C-SSRS screener]], 1)
* insert Offer($loinc, LA33-6, [[Yes]], 3)
* insert Offer($loinc, LA32-8, [[No]], 0)
* insert Ask($loinc, 93250-9, [[C-SSRS item: plan and intent, past month]], [[Plan and intent, past month]], choice, true)
* insert IfChosen(93247-5, $loinc, LA33-6)
* insert RiskFrom(c-ssrs, [[C-SSRS screener]], 1)
* insert Offer($loinc, LA33-6, [[Yes]], 3)
* insert Offer($loinc, LA32-8, [[No]], 0)
* insert Ask($loinc, 93267-3, [[C-SSRS item: behavior, lifetime]], [[Behavior, lifetime]], choice, true)
* insert RiskFrom(c-ssrs, [[C-SSRS screener]], 1)
* insert Offer($loinc, LA33-6, [[Yes]], 2)
* insert Offer($loinc, LA32-8, [[No]], 0)
* insert Ask($loinc, 93269-9, [[C-SSRS item: behavior, past 3 months]], [[Behavior, past 3 months]], choice, true)
* insert IfChosen(93267-3, $loinc, LA33-6)
* insert RiskFrom(c-ssrs, [[C-SSRS screener]], 1)
* insert Offer($loinc, LA33-6, [[Yes]], 3)
* insert Offer($loinc, LA32-8, [[No]], 0)

Instance: epds
InstanceOf: Questionnaire
Usage: #definition
* insert Measure(epds, Epds, [[Edinburgh Postnatal Depression Scale (EPDS)]], draft, permission-required)
* insert Terms([[LOINC 71354-5; 10 or more possible, 13 or more probable]], [[Copyright Royal College of Psychiatrists; written permission for online use or distribution. The wording is not part of Attune. LOINC codes are copyright Regenstrief Institute, used under the LOINC licence.]])
* insert Panel($loinc, 71354-5, [[EPDS panel]])
* insert ScoreOf($observation-code, epds-total, [[EPDS total score]])
* insert Scored(epds-1)
* insert Scored(epds-2)
* insert Scored(epds-3)
* insert Scored(epds-4)
* insert Scored(epds-5)
* insert Scored(epds-6)
* insert Scored(epds-7)
* insert Scored(epds-8)
* insert Scored(epds-9)
* insert Scored(epds-10)
* insert Band(0, 9, negative, [[Negative screen]])
* insert Band(10, 12, possible, [[Possible]])
* insert Band(13, 30, probable, [[Probable]])
* insert Ask($instrument-item, epds-1, [[EPDS item: able to laugh]], [[Able to laugh]], choice, true)
* insert Offer($instrument-answer, first, [[First answer]], 0)
* insert Offer($instrument-answer, second, [[Second answer]], 1)
* insert Offer($instrument-answer, third, [[Third answer]], 2)
* insert Offer($instrument-answer, fourth, [[Fourth answer]], 3)
* insert Ask($instrument-item, epds-2, [[EPDS item: looking forward]], [[Looking forward]], choice, true)
* insert Offer($instrument-answer, first, [[First answer]], 0)
* insert Offer($instrument-answer, second, [[Second answer]], 1)
* insert Offer($instrument-answer, third, [[Third answer]], 2)
* insert Offer($instrument-answer, fourth, [[Fourth answer]], 3)
* insert Ask($instrument-item, epds-3, [[EPDS item: self-blame]], [[Self-blame]], choice, true)
* insert Offer($instrument-answer, first, [[First answer]], 3)
* insert Offer($instrument-answer, second, [[Second answer]], 2)
* insert Offer($instrument-answer, third, [[Third answer]], 1)
* insert Offer($instrument-answer, fourth, [[Fourth answer]], 0)
* insert Ask($instrument-item, epds-4, [[EPDS item: anxious or worried]], [[Anxious or worried]], choice, true)
* insert Offer($instrument-answer, first, [[First answer]], 0)
* insert Offer($instrument-answer, second, [[Second answer]], 1)
* insert Offer($instrument-answer, third, [[Third answer]], 2)
* insert Offer($instrument-answer, fourth, [[Fourth answer]], 3)
* insert Ask($instrument-item, epds-5, [[EPDS item: scared or panicky]], [[Scared or panicky]], choice, true)
* insert Offer($instrument-answer, first, [[First answer]], 3)
* insert Offer($instrument-answer, second, [[Second answer]], 2)
* insert Offer($instrument-answer, third, [[Third answer]], 1)
* insert Offer($instrument-answer, fourth, [[Fourth answer]], 0)
* insert Ask($instrument-item, epds-6, [[EPDS item: things getting on top]], [[Things getting on top]], choice, true)
* insert Offer($instrument-answer, first, [[First answer]], 3)
* insert Offer($instrument-answer, second, [[Second answer]], 2)
* insert Offer($instrument-answer, third, [[Third answer]], 1)
* insert Offer($instrument-answer, fourth, [[Fourth answer]], 0)
* insert Ask($instrument-item, epds-7, [[EPDS item: trouble sleeping]], [[Trouble sleeping]], choice, true)
* insert Offer($instrument-answer, first, [[First answer]], 3)
* insert Offer($instrument-answer, second, [[Second answer]], 2)
* insert Offer($instrument-answer, third, [[Third answer]], 1)
* insert Offer($instrument-answer, fourth, [[Fourth answer]], 0)
* insert Ask($instrument-item, epds-8, [[EPDS item: sad or miserable]], [[Sad or miserable]], choice, true)
* insert Offer($instrument-answer, first, [[First answer]], 3)
* insert Offer($instrument-answer, second, [[Second answer]], 2)
* insert Offer($instrument-answer, third, [[Third answer]], 1)
* insert Offer($instrument-answer, fourth, [[Fourth answer]], 0)
* insert Ask($instrument-item, epds-9, [[EPDS item: crying]], [[Crying]], choice, true)
* insert Offer($instrument-answer, first, [[First answer]], 3)
* insert Offer($instrument-answer, second, [[Second answer]], 2)
* insert Offer($instrument-answer, third, [[Third answer]], 1)
* insert Offer($instrument-answer, fourth, [[Fourth answer]], 0)
* insert Ask($instrument-item, epds-10, [[EPDS item: thoughts of self-harm]], [[Thoughts of self-harm]], choice, true)
* insert RiskFrom(epds-item-10, [[EPDS, item 10]], 1)
* insert Offer($instrument-answer, first, [[First answer]], 3)
* insert Offer($instrument-answer, second, [[Second answer]], 2)
* insert Offer($instrument-answer, third, [[Third answer]], 1)
* insert Offer($instrument-answer, fourth, [[Fourth answer]], 0)

Instance: who-5
InstanceOf: Questionnaire
Usage: #definition
* insert Measure(who-5, Who5, [[WHO-5 Well-Being Index]], draft, noncommercial)
* insert Terms([[World Health Organization; raw sum times 4; 50 or less low, 28 or less very low; LOINC has no code for it]], [[Copyright World Health Organization, CC BY-NC-SA 3.0 IGO. The wording is not part of Attune.]])
* insert Panel($instrument-item, who-5-panel, [[WHO-5 Well-Being Index]])
* insert ScoreOf($observation-code, who-5-total, [[WHO-5 index]])
* insert ScoreFactor(4)
* insert Scored(who-5-1)
* insert Scored(who-5-2)
* insert Scored(who-5-3)
* insert Scored(who-5-4)
* insert Scored(who-5-5)
* insert Band(0, 28, very-low-wellbeing, [[Very low well-being]])
* insert Band(29, 50, low-wellbeing, [[Low well-being]])
* insert Band(51, 100, fair-wellbeing, [[Fair well-being]])
* insert Ask($instrument-item, who-5-1, [[WHO-5 item: cheerful]], [[Cheerful]], choice, true)
* insert Offer($instrument-answer, at-no-time, [[At no time]], 0)
* insert Offer($instrument-answer, some-of-the-time, [[Some of the time]], 1)
* insert Offer($instrument-answer, less-than-half, [[Less than half of the time]], 2)
* insert Offer($instrument-answer, more-than-half, [[More than half of the time]], 3)
* insert Offer($instrument-answer, most-of-the-time, [[Most of the time]], 4)
* insert Offer($instrument-answer, all-of-the-time, [[All of the time]], 5)
* insert Ask($instrument-item, who-5-2, [[WHO-5 item: calm]], [[Calm]], choice, true)
* insert Offer($instrument-answer, at-no-time, [[At no time]], 0)
* insert Offer($instrument-answer, some-of-the-time, [[Some of the time]], 1)
* insert Offer($instrument-answer, less-than-half, [[Less than half of the time]], 2)
* insert Offer($instrument-answer, more-than-half, [[More than half of the time]], 3)
* insert Offer($instrument-answer, most-of-the-time, [[Most of the time]], 4)
* insert Offer($instrument-answer, all-of-the-time, [[All of the time]], 5)
* insert Ask($instrument-item, who-5-3, [[WHO-5 item: active]], [[Active]], choice, true)
* insert Offer($instrument-answer, at-no-time, [[At no time]], 0)
* insert Offer($instrument-answer, some-of-the-time, [[Some of the time]], 1)
* insert Offer($instrument-answer, less-than-half, [[Less than half of the time]], 2)
* insert Offer($instrument-answer, more-than-half, [[More than half of the time]], 3)
* insert Offer($instrument-answer, most-of-the-time, [[Most of the time]], 4)
* insert Offer($instrument-answer, all-of-the-time, [[All of the time]], 5)
* insert Ask($instrument-item, who-5-4, [[WHO-5 item: rested]], [[Rested]], choice, true)
* insert Offer($instrument-answer, at-no-time, [[At no time]], 0)
* insert Offer($instrument-answer, some-of-the-time, [[Some of the time]], 1)
* insert Offer($instrument-answer, less-than-half, [[Less than half of the time]], 2)
* insert Offer($instrument-answer, more-than-half, [[More than half of the time]], 3)
* insert Offer($instrument-answer, most-of-the-time, [[Most of the time]], 4)
* insert Offer($instrument-answer, all-of-the-time, [[All of the time]], 5)
* insert Ask($instrument-item, who-5-5, [[WHO-5 item: interested]], [[Interested]], choice, true)
* insert Offer($instrument-answer, at-no-time, [[At no time]], 0)
* insert Offer($instrument-answer, some-of-the-time, [[Some of the time]], 1)
* insert Offer($instrument-answer, less-than-half, [[Less than half of the time]], 2)
* insert Offer($instrument-answer, more-than-half, [[More than half of the time]], 3)
* insert Offer($instrument-answer, most-of-the-time, [[Most of the time]], 4)
* insert Offer($instrument-answer, all-of-the-time, [[All of the time]], 5)

Instance: scoff
InstanceOf: Questionnaire
Usage: #definition
* insert Measure(scoff, Scoff, [[SCOFF]], draft, permission-required)
* insert Terms([[Morgan, Reid and Lacey 1999; cut-off 2 or more; the terms of use are not settled; LOINC has no code for it]], [[Copyright of the authors; terms to be settled by the site. The wording is not part of Attune.]])
* insert Panel($instrument-item, scoff-panel, [[SCOFF]])
* insert ScoreOf($observation-code, scoff-total, [[SCOFF total score]])
* insert Scored(scoff-1)
* insert Scored(scoff-2)
* insert Scored(scoff-3)
* insert Scored(scoff-4)
* insert Scored(scoff-5)
* insert Band(0, 1, negative, [[Negative screen]])
* insert Band(2, 5, positive, [[Positive screen]])
* insert Ask($instrument-item, scoff-1, [[SCOFF item: purging]], [[Purging]], boolean, true)
* insert Ask($instrument-item, scoff-2, [[SCOFF item: loss of control]], [[Loss of control]], boolean, true)
* insert Ask($instrument-item, scoff-3, [[SCOFF item: weight loss]], [[Weight loss]], boolean, true)
* insert Ask($instrument-item, scoff-4, [[SCOFF item: feeling fat]], [[Feeling fat]], boolean, true)
* insert Ask($instrument-item, scoff-5, [[SCOFF item: food dominates]], [[Food dominates]], boolean, true)
