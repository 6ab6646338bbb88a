// Derived from base R4, not from US Core: US Core is a package a site may install. The
// cardinalities below are at least as strict as US Core 7.0.0 where both speak.

Profile: AttunePatient
Parent: Patient
Id: attune-patient
Title: "Attune patient"
Description: "A person who receives care. Identified within the practice, named, and with an administrative gender."
* insert AppliesWhen(true)
* identifier 1..* MS
  * system 1..1 MS
  * value 1..1 MS
* name 1..* MS
* name obeys attune-name
* gender 1..1 MS
* birthDate MS

Invariant: attune-name
Description: "A name has a family name, a given name, or says why both are missing."
Severity: #error
Expression: "family.exists() or given.exists() or extension.where(url = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason').exists()"
