// Operations on the course of scores, and the measures of a caseload.

RuleSet: Takes(name, min, max, type, documentation)
* parameter[+].name = #{name}
* parameter[=].use = #in
* parameter[=].min = {min}
* parameter[=].max = "{max}"
* parameter[=].type = #{type}
* parameter[=].documentation = "{documentation}"

RuleSet: Gives(name, min, max, documentation)
* parameter[+].name = #{name}
* parameter[=].use = #out
* parameter[=].min = {min}
* parameter[=].max = "{max}"
* parameter[=].documentation = "{documentation}"

RuleSet: GivesPart(name, min, max, type, documentation)
* parameter[=].part[+].name = #{name}
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = {min}
* parameter[=].part[=].max = "{max}"
* parameter[=].part[=].type = #{type}
* parameter[=].part[=].documentation = "{documentation}"

RuleSet: GivesParts(name, min, max, documentation)
* parameter[=].part[+].name = #{name}
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = {min}
* parameter[=].part[=].max = "{max}"
* parameter[=].part[=].documentation = "{documentation}"

RuleSet: GivesInner(name, min, max, type, documentation)
* parameter[=].part[=].part[+].name = #{name}
* parameter[=].part[=].part[=].use = #out
* parameter[=].part[=].part[=].min = {min}
* parameter[=].part[=].part[=].max = "{max}"
* parameter[=].part[=].part[=].type = #{type}
* parameter[=].part[=].part[=].documentation = "{documentation}"

RuleSet: GivesScore
* insert GivesInner(date, 1, 1, dateTime, [[When the answers were given.]])
* insert GivesInner(value, 0, 1, decimal, [[The score; absent if the answers did not give one.]])
* insert GivesInner(band, 0, 1, Coding, [[What the score means.]])
* insert GivesInner(score, 1, 1, Reference, [[The Observation.]])

RuleSet: OfCourse
* type = false
* instance = true
* insert Takes(instrument, 0, *, canonical, [[The Questionnaire of an instrument; without it all instruments that there are scores of.]])
* insert Takes(start, 0, 1, dateTime, [[No score before it counts; a day begins where the score was taken. On an EpisodeOfCare the start of its period, if not given.]])
* insert Takes(end, 0, 1, dateTime, [[No score after it counts. On an EpisodeOfCare the end of its period, if not given.]])

Instance: outcomes
InstanceOf: OperationDefinition
Usage: #definition
* insert Defines(outcomes, Outcomes of a client, Patient, outcomes)
* resource[+] = #EpisodeOfCare
* name = "Outcomes"
* description = "The course of a client's scores, instrument by instrument, and what it shows by the published rules of the instrument, each with its source. Lower scores are better."
* insert OfCourse
* insert Gives(course, 0, *, [[The course of one instrument.]])
* insert GivesPart(instrument, 1, 1, canonical, [[The Questionnaire.]])
* insert GivesPart(title, 1, 1, string, [[Its name for people.]])
* insert GivesPart(code, 1, 1, Coding, [[What the scores measure.]])
* insert GivesParts(baseline, 0, 1, [[The first score.]])
* insert GivesScore
* insert GivesParts(latest, 0, 1, [[The latest score; absent if there is only one.]])
* insert GivesScore
* insert GivesPart(change, 0, 1, decimal, [[The latest score less the baseline.]])
* insert GivesPart(sessions, 0, 1, unsignedInt, [[Finished Encounters since the baseline; absent if the caller may not see Encounters.]])
* insert GivesParts(outcome, 0, *, [[What a rule says.]])
* insert GivesInner(code, 1, 1, Coding, [[What the rule is about.]])
* insert GivesInner(result, 1, 1, code, [[yes, no or not-applicable]])
* insert GivesInner(reason, 0, 1, string, [[Why it does not apply.]])
* insert GivesInner(rule, 1, 1, string, [[The rule in words.]])
* insert GivesInner(source, 1, 1, string, [[Where the rule is from.]])
* insert GivesParts(point, 1, *, [[A score of the series, from the first to the last.]])
* insert GivesScore

// What is counted of a caseload: clients by their scores, then by the answer of $outcomes to each.
RuleSet: OutcomeMeasure(id, name, title)
* id = "{id}-outcomes"
* url = "https://attune.org/fhir/Measure/{id}-outcomes"
* version = "1.0.0"
* name = "{name}"
* title = "{title}"
* status = #active
* experimental = false
* date = "2026-11-24"
* publisher = "Attune"
* subjectCodeableConcept = http://hl7.org/fhir/resource-types#Patient
* scoring = http://terminology.hl7.org/CodeSystem/measure-scoring#proportion
* improvementNotation = http://terminology.hl7.org/CodeSystem/measure-improvement-notation#increase
* relatedArtifact.type = #derived-from
* relatedArtifact.resource = "https://attune.org/fhir/Questionnaire/{id}"

RuleSet: Population(code, language, expression)
* group[=].population[+].code = http://terminology.hl7.org/CodeSystem/measure-population#{code}
* group[=].population[=].criteria.language = #{language}
* group[=].population[=].criteria.expression = "{expression}"

RuleSet: OutcomeGroup(outcome, display, system, code)
* group[+].code = $outcome#{outcome} "{display}"
* insert Population(initial-population, application/x-fhir-query, [[Observation?code={system}%7C{code}&status=final,amended]])
* insert Population(denominator, text/fhirpath, [[parameter.part.where(name = 'outcome' and part.value.where(code = '{outcome}').exists()).part.where(name = 'result').value != 'not-applicable']])
* insert Population(numerator, text/fhirpath, [[parameter.part.where(name = 'outcome' and part.value.where(code = '{outcome}').exists()).part.where(name = 'result').value = 'yes']])

Instance: phq-9-outcomes
InstanceOf: Measure
Usage: #definition
* insert OutcomeMeasure(phq-9, Phq9Outcomes, [[Outcomes by the PHQ-9]])
* insert OutcomeGroup(response, [[Response]], http://loinc.org, 44261-6)
* insert OutcomeGroup(remission, [[Remission]], http://loinc.org, 44261-6)
* insert OutcomeGroup(recovery, [[Recovery]], http://loinc.org, 44261-6)
* insert OutcomeGroup(reliable-improvement, [[Reliable improvement]], http://loinc.org, 44261-6)
* insert OutcomeGroup(reliable-recovery, [[Reliable recovery]], http://loinc.org, 44261-6)
* insert OutcomeGroup(meaningful-improvement, [[Meaningful improvement]], http://loinc.org, 44261-6)
* insert OutcomeGroup(deterioration, [[Reliable deterioration]], http://loinc.org, 44261-6)
* insert OutcomeGroup(off-track, [[Off track]], http://loinc.org, 44261-6)

Instance: phq-9m-outcomes
InstanceOf: Measure
Usage: #definition
* insert OutcomeMeasure(phq-9m, Phq9mOutcomes, [[Outcomes by the PHQ-9M]])
* insert OutcomeGroup(response, [[Response]], http://loinc.org, 89204-2)
* insert OutcomeGroup(remission, [[Remission]], http://loinc.org, 89204-2)

Instance: gad-7-outcomes
InstanceOf: Measure
Usage: #definition
* insert OutcomeMeasure(gad-7, Gad7Outcomes, [[Outcomes by the GAD-7]])
* insert OutcomeGroup(response, [[Response]], http://loinc.org, 70274-6)
* insert OutcomeGroup(recovery, [[Recovery]], http://loinc.org, 70274-6)
* insert OutcomeGroup(reliable-improvement, [[Reliable improvement]], http://loinc.org, 70274-6)
* insert OutcomeGroup(reliable-recovery, [[Reliable recovery]], http://loinc.org, 70274-6)
* insert OutcomeGroup(deterioration, [[Reliable deterioration]], http://loinc.org, 70274-6)
* insert OutcomeGroup(off-track, [[Off track]], http://loinc.org, 70274-6)

Instance: pcl-5-outcomes
InstanceOf: Measure
Usage: #definition
* insert OutcomeMeasure(pcl-5, Pcl5Outcomes, [[Outcomes by the PCL-5]])
* insert OutcomeGroup(reliable-improvement, [[Reliable improvement]], http://loinc.org, 101698-9)
* insert OutcomeGroup(meaningful-improvement, [[Meaningful improvement]], http://loinc.org, 101698-9)
* insert OutcomeGroup(deterioration, [[Reliable deterioration]], http://loinc.org, 101698-9)
