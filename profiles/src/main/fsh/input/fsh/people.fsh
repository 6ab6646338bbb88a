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
  * use MS
  * family MS
  * given MS
* telecom MS
  * system 1..1 MS
  * value 1..1 MS
  * use MS
* gender 1..1 MS
* birthDate MS
* deceased[x] MS
* address MS
  * line MS
  * city MS
  * state MS
  * postalCode MS
* communication MS
  * language MS
* contact MS
* generalPractitioner MS
* managingOrganization MS

Invariant: attune-name
Description: "A name has a family name or a given name, or else says by data-absent-reason why both are missing."
Severity: #error
Expression: "(family.exists() or given.exists()) xor extension.where(url = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason').exists()"

Profile: AttuneRelatedPerson
Parent: RelatedPerson
Id: attune-related-person
Title: "Attune related person"
Description: "Someone who has to do with a client's care without giving it: a guardian, a partner, an emergency contact, a guarantor, a proxy."
* insert AppliesWhen(true)
* obeys attune-related-person-known
* identifier MS
* active 1..1 MS
* patient MS
* relationship MS
* relationship from $contact-role-vs (preferred)
* name MS
* telecom MS
* birthDate MS
* address MS
* period MS

Invariant: attune-related-person-known
Description: "A related person has a name or a relationship."
Severity: #error
Expression: "name.exists() or relationship.exists()"

Profile: AttuneCareTeam
Parent: CareTeam
Id: attune-care-team
Title: "Attune care team"
Description: "Who takes part in the care of a client or of a group of clients, each in which role."
* insert AppliesWhen(true)
* status MS
* category MS
* name MS
* subject 1..1 MS
* subject only Reference(Patient or Group)
* encounter MS
* period MS
* participant 1..* MS
  * role 1..1 MS
  * member 1..1 MS
  * onBehalfOf MS
  * period MS
* managingOrganization MS

Profile: AttuneGroup
Parent: Group
Id: attune-group
Title: "Attune group"
Description: "A set of people or things that other resources speak of as one."
* insert AppliesWhen(true)
* identifier MS
* active MS
* type MS
* actual MS
* code MS
* name MS
* managingEntity MS
* member MS
  * entity MS
  * period MS
  * inactive MS

Profile: AttuneClientGroup
Parent: AttuneGroup
Id: attune-client-group
Title: "Attune client group"
Description: "People who are seen together: a couple, a family, a therapy group; or a caseload."
* insert AppliesWhen([[code.coding.where(system = 'https://attune.org/fhir/CodeSystem/group-kind').exists()]])
* obeys attune-couple-of-two
* type = #person
* actual = true
* code 1..1
* code from $group-kind-vs (required)
* name 1..1
* member
  * entity only Reference(Patient or Group)

Invariant: attune-couple-of-two
Description: "A couple has two members at a time; a former member is marked inactive."
Severity: #error
Expression: "code.coding.where(system = 'https://attune.org/fhir/CodeSystem/group-kind' and code = 'couple').exists() implies member.where(inactive.exists().not() or inactive = false).count() = 2"
