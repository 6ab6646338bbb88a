// What Attune promises to a client. /metadata declares at least this, and tests drive each row of it
// over HTTP. The searches of US Core 7.0.0 that a server SHALL or SHOULD answer stand with its
// parameters; Attune's own parameters stand without an expectation.

RuleSet: Serves(type)
* rest.resource[+].type = #{type}
* rest.resource[=].interaction[+].code = #read
* rest.resource[=].interaction[+].code = #vread
* rest.resource[=].interaction[+].code = #search-type
* rest.resource[=].interaction[+].code = #history-instance
* rest.resource[=].interaction[+].code = #history-type
* rest.resource[=].interaction[+].code = #create
* rest.resource[=].interaction[+].code = #update
* rest.resource[=].interaction[+].code = #patch
* rest.resource[=].interaction[+].code = #delete
* insert Offers(validate, http://hl7.org/fhir/OperationDefinition/Resource-validate)
* insert Offers(meta, http://hl7.org/fhir/OperationDefinition/Resource-meta)
* insert Offers(meta-add, http://hl7.org/fhir/OperationDefinition/Resource-meta-add)
* insert Offers(meta-delete, http://hl7.org/fhir/OperationDefinition/Resource-meta-delete)

RuleSet: Attune(profile)
* rest.resource[=].supportedProfile[+] = "https://attune.org/fhir/StructureDefinition/{profile}"

RuleSet: UsCore(profile)
* rest.resource[=].supportedProfile[+] = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-{profile}|7.0.0"

RuleSet: UsCoreSearch(name, type, parameter, expectation)
* rest.resource[=].searchParam[+].name = "{name}"
* rest.resource[=].searchParam[=].definition = "http://hl7.org/fhir/us/core/SearchParameter/us-core-{parameter}"
* rest.resource[=].searchParam[=].type = #{type}
* rest.resource[=].searchParam[=].extension.url = "http://hl7.org/fhir/StructureDefinition/capabilitystatement-expectation"
* rest.resource[=].searchParam[=].extension.valueCode = #{expectation}

RuleSet: AttuneSearch(name, type, parameter)
* rest.resource[=].searchParam[+].name = "{name}"
* rest.resource[=].searchParam[=].definition = "https://attune.org/fhir/SearchParameter/{parameter}"
* rest.resource[=].searchParam[=].type = #{type}

RuleSet: Together(expectation)
* rest.resource[=].extension[+].url = "http://hl7.org/fhir/StructureDefinition/capabilitystatement-search-parameter-combination"
* rest.resource[=].extension[=].extension[+].url = "http://hl7.org/fhir/StructureDefinition/capabilitystatement-expectation"
* rest.resource[=].extension[=].extension[=].valueCode = #{expectation}

RuleSet: With(name)
* rest.resource[=].extension[=].extension[+].url = "required"
* rest.resource[=].extension[=].extension[=].valueString = "{name}"

RuleSet: Includes(value)
* rest.resource[=].searchInclude[+] = "{value}"

RuleSet: Provenance
* rest.resource[=].searchRevInclude[+] = "Provenance:target"

RuleSet: Offers(name, definition)
* rest.resource[=].operation[+].name = "{name}"
* rest.resource[=].operation[=].definition = "{definition}"

Instance: attune-server
InstanceOf: CapabilityStatement
Usage: #definition
* url = "https://attune.org/fhir/CapabilityStatement/attune-server"
* version = "0.1.0"
* name = "AttuneServer"
* title = "What an Attune server promises"
* status = #active
* date = "2026-11-24"
* description = "The resource types, profiles, searches and operations that every Attune server offers to a client that may use them."
* kind = #requirements
* instantiates[+] = "http://hl7.org/fhir/us/core/CapabilityStatement/us-core-server"
* fhirVersion = #4.0.1
* format[+] = #json
* format[+] = #xml
* format[+] = #application/fhir+ndjson
* patchFormat[+] = #application/json-patch+json
* patchFormat[+] = #application/fhir+json
* patchFormat[+] = #application/fhir+xml
* rest.mode = #server
* rest.interaction[+].code = #transaction
* rest.interaction[+].code = #batch
* rest.interaction[+].code = #history-system
* rest.operation.name = "export"
* rest.operation.definition = "http://hl7.org/fhir/uv/bulkdata/OperationDefinition/export"

* insert Serves(Account)
* insert Attune(attune-account)
* insert AttuneSearch(guarantor, reference, account-guarantor)

* insert Serves(AllergyIntolerance)
* insert Attune(attune-allergy-intolerance)
* insert UsCore(allergyintolerance)
* insert UsCoreSearch(clinical-status, token, allergyintolerance-clinical-status, MAY)
* insert UsCoreSearch(patient, reference, allergyintolerance-patient, SHALL)
* insert Together(SHOULD)
* insert With(patient)
* insert With(clinical-status)
* insert Provenance

* insert Serves(Appointment)
* insert Attune(attune-appointment)
* insert Attune(attune-session-appointment)

* insert Serves(CarePlan)
* insert Attune(attune-care-plan)
* insert Attune(attune-safety-plan)
* insert Attune(attune-treatment-plan)
* insert UsCore(careplan)
* insert UsCoreSearch(category, token, careplan-category, MAY)
* insert UsCoreSearch(date, date, careplan-date, MAY)
* insert UsCoreSearch(patient, reference, careplan-patient, MAY)
* insert UsCoreSearch(status, token, careplan-status, MAY)
* insert Together(SHALL)
* insert With(patient)
* insert With(category)
* insert Together(SHOULD)
* insert With(patient)
* insert With(category)
* insert With(status)
* insert With(date)
* insert Together(SHOULD)
* insert With(patient)
* insert With(category)
* insert With(date)
* insert Together(SHOULD)
* insert With(patient)
* insert With(category)
* insert With(status)
* insert Provenance

* insert Serves(CareTeam)
* insert Attune(attune-care-team)
* insert UsCore(careteam)
* insert UsCoreSearch(patient, reference, careteam-patient, MAY)
* insert UsCoreSearch(role, token, careteam-role, SHOULD)
* insert UsCoreSearch(status, token, careteam-status, MAY)
* insert Together(SHALL)
* insert With(patient)
* insert With(status)
* insert Together(SHOULD)
* insert With(patient)
* insert With(role)
* insert Includes(CareTeam:participant:PractitionerRole)
* insert Includes(CareTeam:participant:Practitioner)
* insert Includes(CareTeam:participant:Patient)
* insert Includes(CareTeam:participant:RelatedPerson)
* insert Provenance

* insert Serves(ChargeItem)
* insert Attune(attune-charge-item)
* insert AttuneSearch(definition, reference, charge-item-definition)
* insert AttuneSearch(status, token, charge-item-status)

* insert Serves(ChargeItemDefinition)
* insert Attune(attune-charge-item-definition)
* insert Attune(attune-chargemaster-price)
* insert Attune(attune-contract-price)
* insert AttuneSearch(context-reference, reference, charge-item-definition-context-reference)

* insert Serves(Claim)
* insert Attune(attune-claim-professional)
* insert Attune(attune-claim)
* insert AttuneSearch(coverage, reference, claim-coverage)
* insert AttuneSearch(related, reference, claim-related)

* insert Serves(CodeSystem)
* insert Offers(lookup, http://hl7.org/fhir/OperationDefinition/CodeSystem-lookup)
* insert Offers(subsumes, http://hl7.org/fhir/OperationDefinition/CodeSystem-subsumes)
* insert Offers(validate-code, http://hl7.org/fhir/OperationDefinition/CodeSystem-validate-code)

* insert Serves(Composition)
* insert Attune(attune-birp-note)
* insert Attune(attune-clinical-note)
* insert Attune(attune-composition)
* insert Attune(attune-dap-note)
* insert Attune(attune-narrative-note)
* insert Attune(attune-psychotherapy-note)
* insert Attune(attune-soap-note)
* insert Offers(document, http://hl7.org/fhir/OperationDefinition/Composition-document)

* insert Serves(ConceptMap)
* insert Offers(translate, http://hl7.org/fhir/OperationDefinition/ConceptMap-translate)

* insert Serves(Condition)
* insert Attune(attune-condition)
* insert Attune(attune-encounter-diagnosis)
* insert Attune(attune-problem)
* insert UsCore(condition-encounter-diagnosis)
* insert UsCore(condition-problems-health-concerns)
* insert UsCoreSearch(abatement-date, date, condition-abatement-date, MAY)
* insert UsCoreSearch(asserted-date, date, condition-asserted-date, MAY)
* insert UsCoreSearch(category, token, condition-category, MAY)
* insert UsCoreSearch(clinical-status, token, condition-clinical-status, MAY)
* insert UsCoreSearch(code, token, condition-code, MAY)
* insert UsCoreSearch(encounter, reference, condition-encounter, MAY)
* insert UsCoreSearch(onset-date, date, condition-onset-date, MAY)
* insert UsCoreSearch(patient, reference, condition-patient, SHALL)
* insert UsCoreSearch(recorded-date, date, condition-recorded-date, MAY)
* insert UsCoreSearch(_lastUpdated, date, condition-lastupdated, MAY)
* insert Together(SHALL)
* insert With(patient)
* insert With(category)
* insert Together(SHOULD)
* insert With(patient)
* insert With(category)
* insert With(clinical-status)
* insert Together(SHOULD)
* insert With(patient)
* insert With(onset-date)
* insert Together(SHOULD)
* insert With(patient)
* insert With(abatement-date)
* insert Together(SHOULD)
* insert With(patient)
* insert With(clinical-status)
* insert Together(SHOULD)
* insert With(patient)
* insert With(asserted-date)
* insert Together(SHOULD)
* insert With(patient)
* insert With(code)
* insert Together(SHOULD)
* insert With(patient)
* insert With(category)
* insert With(encounter)
* insert Together(SHOULD)
* insert With(patient)
* insert With(_lastUpdated)
* insert Together(SHOULD)
* insert With(patient)
* insert With(recorded-date)
* insert Provenance

* insert Serves(Consent)
* insert Attune(attune-consent)
* insert Attune(attune-disclosure-consent)

* insert Serves(Coverage)
* insert Attune(attune-coverage)
* insert UsCore(coverage)
* insert UsCoreSearch(patient, reference, coverage-patient, SHALL)
* insert AttuneSearch(subscriber-id, string, coverage-subscriber-id)
* insert Provenance

* insert Serves(Device)
* insert UsCoreSearch(patient, reference, device-patient, SHALL)
* insert UsCoreSearch(status, token, device-status, MAY)
* insert UsCoreSearch(type, token, device-type, MAY)
* insert Together(SHOULD)
* insert With(patient)
* insert With(status)
* insert Together(SHOULD)
* insert With(patient)
* insert With(type)
* insert Provenance

* insert Serves(DiagnosticReport)
* insert UsCoreSearch(category, token, diagnosticreport-category, MAY)
* insert UsCoreSearch(code, token, diagnosticreport-code, MAY)
* insert UsCoreSearch(date, date, diagnosticreport-date, MAY)
* insert UsCoreSearch(_lastUpdated, date, diagnosticreport-lastupdated, MAY)
* insert UsCoreSearch(patient, reference, diagnosticreport-patient, SHALL)
* insert UsCoreSearch(status, token, diagnosticreport-status, MAY)
* insert Together(SHALL)
* insert With(patient)
* insert With(code)
* insert Together(SHALL)
* insert With(patient)
* insert With(category)
* insert With(date)
* insert Together(SHALL)
* insert With(patient)
* insert With(category)
* insert Together(SHOULD)
* insert With(patient)
* insert With(code)
* insert With(date)
* insert Together(SHOULD)
* insert With(patient)
* insert With(status)
* insert Together(SHOULD)
* insert With(patient)
* insert With(category)
* insert With(_lastUpdated)
* insert Provenance

* insert Serves(DocumentReference)
* insert Attune(attune-document-reference)
* insert UsCore(documentreference)
* insert UsCoreSearch(_id, token, documentreference-id, SHALL)
* insert UsCoreSearch(category, token, documentreference-category, MAY)
* insert UsCoreSearch(date, date, documentreference-date, MAY)
* insert UsCoreSearch(patient, reference, documentreference-patient, SHALL)
* insert UsCoreSearch(period, date, documentreference-period, MAY)
* insert UsCoreSearch(status, token, documentreference-status, MAY)
* insert UsCoreSearch(type, token, documentreference-type, MAY)
* insert Together(SHALL)
* insert With(patient)
* insert With(type)
* insert Together(SHALL)
* insert With(patient)
* insert With(category)
* insert With(date)
* insert Together(SHALL)
* insert With(patient)
* insert With(category)
* insert Together(SHOULD)
* insert With(patient)
* insert With(type)
* insert With(period)
* insert Together(SHOULD)
* insert With(patient)
* insert With(status)
* insert Provenance
* insert Offers(docref, http://hl7.org/fhir/us/core/OperationDefinition/docref)

* insert Serves(Encounter)
* insert Attune(attune-crisis-encounter)
* insert Attune(attune-encounter)
* insert Attune(attune-group-session)
* insert Attune(attune-intake-encounter)
* insert Attune(attune-therapy-session)
* insert UsCore(encounter)
* insert UsCoreSearch(_id, token, encounter-id, SHALL)
* insert UsCoreSearch(class, token, encounter-class, MAY)
* insert UsCoreSearch(date, date, encounter-date, MAY)
* insert UsCoreSearch(_lastUpdated, date, encounter-lastupdated, MAY)
* insert UsCoreSearch(discharge-disposition, token, encounter-discharge-disposition, MAY)
* insert UsCoreSearch(identifier, token, encounter-identifier, SHOULD)
* insert UsCoreSearch(location, reference, encounter-location, MAY)
* insert UsCoreSearch(patient, reference, encounter-patient, SHALL)
* insert UsCoreSearch(status, token, encounter-status, MAY)
* insert UsCoreSearch(type, token, encounter-type, MAY)
* insert Together(SHALL)
* insert With(patient)
* insert With(date)
* insert Together(SHOULD)
* insert With(patient)
* insert With(class)
* insert Together(SHOULD)
* insert With(patient)
* insert With(type)
* insert Together(SHOULD)
* insert With(patient)
* insert With(_lastUpdated)
* insert Together(SHOULD)
* insert With(patient)
* insert With(status)
* insert Together(SHOULD)
* insert With(patient)
* insert With(location)
* insert Together(SHOULD)
* insert With(patient)
* insert With(discharge-disposition)
* insert Provenance
* insert Offers(everything, http://hl7.org/fhir/OperationDefinition/Encounter-everything)

* insert Serves(Endpoint)

* insert Serves(EpisodeOfCare)
* insert Attune(attune-episode-of-care)

* insert Serves(Flag)
* insert Attune(attune-flag)
* insert Attune(attune-risk-flag)

* insert Serves(Goal)
* insert Attune(attune-goal)
* insert Attune(attune-objective)
* insert UsCore(goal)
* insert UsCoreSearch(description, token, goal-description, MAY)
* insert UsCoreSearch(lifecycle-status, token, goal-lifecycle-status, MAY)
* insert UsCoreSearch(patient, reference, goal-patient, SHALL)
* insert UsCoreSearch(target-date, date, goal-target-date, MAY)
* insert Together(SHOULD)
* insert With(patient)
* insert With(target-date)
* insert Together(SHOULD)
* insert With(patient)
* insert With(lifecycle-status)
* insert Together(SHOULD)
* insert With(patient)
* insert With(description)
* insert Provenance

* insert Serves(Group)
* insert Attune(attune-client-group)
* insert Attune(attune-group)
* insert Offers(export, http://hl7.org/fhir/uv/bulkdata/OperationDefinition/group-export)

* insert Serves(HealthcareService)
* insert Attune(attune-healthcare-service)

* insert Serves(Immunization)
* insert UsCoreSearch(date, date, immunization-date, MAY)
* insert UsCoreSearch(patient, reference, immunization-patient, SHALL)
* insert UsCoreSearch(status, token, immunization-status, MAY)
* insert Together(SHOULD)
* insert With(patient)
* insert With(date)
* insert Together(SHOULD)
* insert With(patient)
* insert With(status)
* insert Provenance

* insert Serves(Invoice)
* insert Attune(attune-invoice)

* insert Serves(Location)
* insert Attune(attune-location)
* insert UsCore(location)
* insert UsCoreSearch(address, string, location-address, SHALL)
* insert UsCoreSearch(address-city, string, location-address-city, SHOULD)
* insert UsCoreSearch(address-postalcode, string, location-address-postalcode, SHOULD)
* insert UsCoreSearch(address-state, string, location-address-state, SHOULD)
* insert UsCoreSearch(name, string, location-name, SHALL)

* insert Serves(Media)

* insert Serves(Medication)

* insert Serves(MedicationDispense)
* insert UsCoreSearch(patient, reference, medicationdispense-patient, SHALL)
* insert UsCoreSearch(status, token, medicationdispense-status, MAY)
* insert UsCoreSearch(type, token, medicationdispense-type, MAY)
* insert Together(SHOULD)
* insert With(patient)
* insert With(status)
* insert With(type)
* insert Together(SHOULD)
* insert With(patient)
* insert With(status)
* insert Includes(MedicationDispense:medication)
* insert Provenance

* insert Serves(MedicationRequest)
* insert Attune(attune-medication-request)
* insert UsCore(medicationrequest)
* insert UsCoreSearch(authoredon, date, medicationrequest-authoredon, MAY)
* insert UsCoreSearch(encounter, reference, medicationrequest-encounter, MAY)
* insert UsCoreSearch(intent, token, medicationrequest-intent, MAY)
* insert UsCoreSearch(patient, reference, medicationrequest-patient, MAY)
* insert UsCoreSearch(status, token, medicationrequest-status, MAY)
* insert Together(SHALL)
* insert With(patient)
* insert With(intent)
* insert With(status)
* insert Together(SHALL)
* insert With(patient)
* insert With(intent)
* insert Together(SHOULD)
* insert With(patient)
* insert With(intent)
* insert With(encounter)
* insert Together(SHOULD)
* insert With(patient)
* insert With(intent)
* insert With(authoredon)
* insert Includes(MedicationRequest:medication)
* insert Provenance

* insert Serves(MedicationStatement)
* insert Attune(attune-medication-statement)

* insert Serves(Observation)
* insert Attune(attune-item-observation)
* insert Attune(attune-observation)
* insert Attune(attune-score-observation)
* insert Attune(attune-screening-observation)
* insert UsCore(simple-observation)
* insert UsCore(observation-screening-assessment)
* insert UsCoreSearch(category, token, observation-category, MAY)
* insert UsCoreSearch(code, token, observation-code, MAY)
* insert UsCoreSearch(date, date, observation-date, MAY)
* insert UsCoreSearch(_lastUpdated, date, observation-lastupdated, MAY)
* insert UsCoreSearch(patient, reference, observation-patient, MAY)
* insert UsCoreSearch(status, token, observation-status, MAY)
* insert Together(SHALL)
* insert With(patient)
* insert With(code)
* insert Together(SHALL)
* insert With(patient)
* insert With(category)
* insert With(date)
* insert Together(SHALL)
* insert With(patient)
* insert With(category)
* insert Together(SHOULD)
* insert With(patient)
* insert With(code)
* insert With(date)
* insert Together(SHOULD)
* insert With(patient)
* insert With(category)
* insert With(status)
* insert Together(SHOULD)
* insert With(patient)
* insert With(category)
* insert With(_lastUpdated)
* insert Provenance

* insert Serves(Organization)
* insert Attune(attune-organization)
* insert Attune(attune-payer)
* insert Attune(attune-practice)
* insert UsCore(organization)
* insert UsCoreSearch(address, string, organization-address, SHALL)
* insert UsCoreSearch(name, string, organization-name, SHALL)

* insert Serves(Patient)
* insert Attune(attune-patient)
* insert UsCore(patient)
* insert UsCoreSearch(_id, token, patient-id, SHALL)
* insert UsCoreSearch(birthdate, date, patient-birthdate, MAY)
* insert UsCoreSearch(death-date, date, patient-death-date, MAY)
* insert UsCoreSearch(family, string, patient-family, MAY)
* insert UsCoreSearch(gender, token, patient-gender, MAY)
* insert UsCoreSearch(given, string, patient-given, MAY)
* insert UsCoreSearch(identifier, token, patient-identifier, SHALL)
* insert UsCoreSearch(name, string, patient-name, SHALL)
* insert Together(SHALL)
* insert With(birthdate)
* insert With(name)
* insert Together(SHALL)
* insert With(gender)
* insert With(name)
* insert Together(SHOULD)
* insert With(family)
* insert With(gender)
* insert Together(SHOULD)
* insert With(birthdate)
* insert With(family)
* insert Together(SHOULD)
* insert With(death-date)
* insert With(family)
* insert Provenance
* insert Offers(everything, http://hl7.org/fhir/OperationDefinition/Patient-everything)
* insert Offers(export, http://hl7.org/fhir/uv/bulkdata/OperationDefinition/patient-export)

* insert Serves(Practitioner)
* insert Attune(attune-practitioner)
* insert UsCore(practitioner)
* insert UsCoreSearch(_id, token, practitioner-id, SHOULD)
* insert UsCoreSearch(identifier, token, practitioner-identifier, SHALL)
* insert UsCoreSearch(name, string, practitioner-name, SHALL)

* insert Serves(PractitionerRole)
* insert Attune(attune-practitioner-role)
* insert UsCore(practitionerrole)
* insert UsCoreSearch(practitioner, reference, practitionerrole-practitioner, SHALL)
* insert UsCoreSearch(specialty, token, practitionerrole-specialty, SHALL)
* insert Includes(PractitionerRole:endpoint)
* insert Includes(PractitionerRole:practitioner)

* insert Serves(Procedure)
* insert UsCoreSearch(code, token, procedure-code, MAY)
* insert UsCoreSearch(date, date, procedure-date, MAY)
* insert UsCoreSearch(patient, reference, procedure-patient, SHALL)
* insert UsCoreSearch(status, token, procedure-status, MAY)
* insert Together(SHALL)
* insert With(patient)
* insert With(date)
* insert Together(SHOULD)
* insert With(patient)
* insert With(code)
* insert With(date)
* insert Together(SHOULD)
* insert With(patient)
* insert With(status)
* insert Provenance

* insert Serves(Provenance)
* insert Attune(attune-provenance)
* insert Attune(attune-signature)
* insert UsCore(provenance)

* insert Serves(Questionnaire)
* insert Attune(attune-questionnaire)

* insert Serves(QuestionnaireResponse)
* insert Attune(attune-questionnaire-response)
* insert UsCore(questionnaireresponse)
* insert UsCoreSearch(_id, token, questionnaireresponse-id, SHALL)
* insert UsCoreSearch(authored, date, questionnaireresponse-authored, MAY)
* insert UsCoreSearch(patient, reference, questionnaireresponse-patient, SHALL)
* insert UsCoreSearch(questionnaire, reference, questionnaireresponse-questionnaire, MAY)
* insert UsCoreSearch(status, token, questionnaireresponse-status, MAY)
* insert Together(SHOULD)
* insert With(patient)
* insert With(questionnaire)
* insert Together(SHOULD)
* insert With(patient)
* insert With(authored)
* insert Together(SHOULD)
* insert With(patient)
* insert With(status)
* insert Provenance

* insert Serves(RelatedPerson)
* insert Attune(attune-related-person)
* insert UsCore(relatedperson)
* insert UsCoreSearch(_id, token, relatedperson-id, SHALL)
* insert UsCoreSearch(name, string, relatedperson-name, SHOULD)
* insert UsCoreSearch(patient, reference, relatedperson-patient, SHOULD)
* insert Together(SHOULD)
* insert With(patient)
* insert With(name)
* insert Provenance

* insert Serves(Schedule)
* insert Attune(attune-schedule)

* insert Serves(ServiceRequest)
* insert Attune(attune-referral)
* insert Attune(attune-service-request)
* insert UsCore(servicerequest)
* insert UsCoreSearch(_id, token, servicerequest-id, SHALL)
* insert UsCoreSearch(authored, date, servicerequest-authored, MAY)
* insert UsCoreSearch(category, token, servicerequest-category, MAY)
* insert UsCoreSearch(code, token, servicerequest-code, MAY)
* insert UsCoreSearch(patient, reference, servicerequest-patient, SHALL)
* insert UsCoreSearch(status, token, servicerequest-status, MAY)
* insert Together(SHALL)
* insert With(patient)
* insert With(code)
* insert Together(SHALL)
* insert With(patient)
* insert With(category)
* insert With(authored)
* insert Together(SHALL)
* insert With(patient)
* insert With(category)
* insert Together(SHOULD)
* insert With(patient)
* insert With(code)
* insert With(authored)
* insert Together(SHOULD)
* insert With(patient)
* insert With(status)
* insert Provenance

* insert Serves(Slot)
* insert Attune(attune-slot)

* insert Serves(Specimen)
* insert UsCoreSearch(_id, token, specimen-id, SHALL)
* insert UsCoreSearch(patient, reference, specimen-patient, SHOULD)

* insert Serves(Task)
* insert Attune(attune-practice-task)
* insert Attune(attune-risk-task)
* insert Attune(attune-task)

* insert Serves(ValueSet)
* insert Offers(expand, http://hl7.org/fhir/OperationDefinition/ValueSet-expand)
* insert Offers(validate-code, http://hl7.org/fhir/OperationDefinition/ValueSet-validate-code)
