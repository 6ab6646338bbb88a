// Who gives care, where, and for whom bills are sent. Where US Core 7.0.0 has a profile of the
// type, what conforms here conforms there too; the rules on provider numbers are the same.

Alias: $npi = http://hl7.org/fhir/sid/us-npi
Alias: $tin = urn:oid:2.16.840.1.113883.4.4
Alias: $payer-id = https://attune.org/fhir/identifier/payer-id
Alias: $organization-kind = https://attune.org/fhir/CodeSystem/organization-kind
Alias: $credential-vs = https://attune.org/fhir/ValueSet/credential
Alias: $practice-role-vs = https://attune.org/fhir/ValueSet/practice-role
Alias: $provider-taxonomy-vs = https://attune.org/fhir/ValueSet/provider-taxonomy
Alias: $place-of-service-vs = https://attune.org/fhir/ValueSet/place-of-service
Alias: $service-category-vs = https://attune.org/fhir/ValueSet/service-category
Alias: $session-types = https://attune.org/fhir/ValueSet/session-type
Alias: $program-types = https://attune.org/fhir/ValueSet/program-type

RuleSet: PostalAddress
* address MS
  * line MS
  * line ..4
  * city MS
  * state MS
  * postalCode MS
  * country MS

Profile: AttunePractitioner
Parent: Practitioner
Id: attune-practitioner
Title: "Attune practitioner"
Description: "A person who gives care or works for a practice, with name and number."
* insert AppliesWhen(true)
* identifier 1..* MS
* identifier obeys attune-npi
  * system 1..1 MS
  * value 1..1 MS
* active MS
* name 1..* MS
  * family 1..1 MS
  * given MS
* telecom MS
  * system MS
  * value MS
* insert PostalAddress
* gender MS
* qualification MS
  * identifier MS
  * code MS
  * code from $credential-vs (preferred)
  * period MS
  * issuer MS
* communication MS

// Position by position: a digit that is doubled stands for the sum of the digits of its double.
// 24 is what the prefix 80840 of health cards of the United States adds.
Invariant: attune-npi
Description: "A national provider identifier has ten digits, and its check digit is right."
Severity: #error
Expression: "where(system = 'http://hl7.org/fhir/sid/us-npi').value.all(matches('^[0-9]{10}$') and (24 + '0246813579'.substring($this.substring(0, 1).toInteger(), 1).toInteger() + $this.substring(1, 1).toInteger() + '0246813579'.substring($this.substring(2, 1).toInteger(), 1).toInteger() + $this.substring(3, 1).toInteger() + '0246813579'.substring($this.substring(4, 1).toInteger(), 1).toInteger() + $this.substring(5, 1).toInteger() + '0246813579'.substring($this.substring(6, 1).toInteger(), 1).toInteger() + $this.substring(7, 1).toInteger() + '0246813579'.substring($this.substring(8, 1).toInteger(), 1).toInteger() + $this.substring(9, 1).toInteger()) mod 10 = 0)"

Invariant: attune-tin
Description: "A taxpayer identification number has nine digits, written without a hyphen."
Severity: #error
Expression: "where(system = 'urn:oid:2.16.840.1.113883.4.4').value.all(matches('^[0-9]{9}$'))"

Profile: AttunePractitionerRole
Parent: PractitionerRole
Id: attune-practitioner-role
Title: "Attune practitioner role"
Description: "What a practitioner does for an organization, where and when. Rights in the practice follow from its code."
* insert AppliesWhen(true)
* obeys attune-role-of-someone and attune-role-reachable
* extension contains Supervision named supervision 0..* MS
* identifier MS
* active MS
* period MS
* practitioner MS
* organization MS
* code MS
* code from $practice-role-vs (preferred)
* specialty MS
* specialty from $provider-taxonomy-vs (preferred)
* location MS
* healthcareService MS
* telecom MS
  * system 1..1 MS
  * value 1..1 MS
* availableTime MS
* notAvailable MS
* endpoint MS

Invariant: attune-role-of-someone
Description: "A role names a practitioner, an organization, a service or a location."
Severity: #error
Expression: "practitioner.exists() or organization.exists() or healthcareService.exists() or location.exists()"

Invariant: attune-role-reachable
Description: "A role says how to reach its holder: telecom or endpoint."
Severity: #error
Expression: "telecom.exists() or endpoint.exists()"

Extension: Supervision
Id: supervision
Title: "Supervision"
Description: "Who supervises the holder of a role, what the supervisor does with the notes, and for how long."
Context: PractitionerRole
* extension contains
    supervisor 1..1 and
    mode 1..1 and
    period 0..1
* extension[supervisor] ^short = "The supervisor"
* extension[supervisor].value[x] 1..1
* extension[supervisor].value[x] only Reference(Practitioner or PractitionerRole)
* extension[mode] ^short = "What the supervisor does with notes"
* extension[mode].value[x] 1..1
* extension[mode].value[x] only code
* extension[mode].valueCode from https://attune.org/fhir/ValueSet/supervision-mode (required)
* extension[period] ^short = "When the supervision holds"
* extension[period].value[x] 1..1
* extension[period].value[x] only Period

Profile: AttuneOrganization
Parent: Organization
Id: attune-organization
Title: "Attune organization"
Description: "A company, institution or other body that has to do with care or its payment."
* insert AppliesWhen(true)
* identifier MS
* identifier obeys attune-npi and attune-tin
  * system MS
  * value MS
* active 1..1 MS
* type MS
* name 1..1 MS
* alias MS
* telecom MS
  * system MS
  * value MS
* insert PostalAddress
* partOf MS

Profile: AttunePractice
Parent: AttuneOrganization
Id: attune-practice
Title: "Attune practice"
Description: "An organization in whose name care is given and billed: its provider number, its tax number, its taxonomy, and where mail reaches it. Its type holds `organization-kind` `practice` and one taxonomy code."
* insert AppliesWhen([[type.coding.where(system = 'https://attune.org/fhir/CodeSystem/organization-kind' and code = 'practice').exists()]])
* obeys attune-practice-npi and attune-practice-tin and attune-practice-taxonomy
* identifier 2..*
  * system 1..1
  * value 1..1
* type 1..*
* telecom 1..*
  * system 1..1
  * value 1..1
* address 1..*
  * line 1..4
  * city 1..1
  * state 1..1
  * postalCode 1..1

Invariant: attune-practice-npi
Description: "A practice has one national provider identifier (identifier with the system http://hl7.org/fhir/sid/us-npi)."
Severity: #error
Expression: "identifier.where(system = 'http://hl7.org/fhir/sid/us-npi').count() = 1"

Invariant: attune-practice-tin
Description: "A practice has one taxpayer identification number (identifier with the system urn:oid:2.16.840.1.113883.4.4)."
Severity: #error
Expression: "identifier.where(system = 'urn:oid:2.16.840.1.113883.4.4').count() = 1"

Invariant: attune-practice-taxonomy
Description: "A practice has one provider taxonomy code among its types (system http://nucc.org/provider-taxonomy)."
Severity: #error
Expression: "type.coding.where(system = 'http://nucc.org/provider-taxonomy').count() = 1"

Profile: AttunePayer
Parent: AttuneOrganization
Id: attune-payer
Title: "Attune payer"
Description: "An organization that pays for care: an insurer, a public program, an agency. Its payer identifier is the address of claims. Its type holds `organization-kind` `payer`."
* insert AppliesWhen([[type.coding.where(system = 'https://attune.org/fhir/CodeSystem/organization-kind' and code = 'payer').exists() and type.coding.where(system = 'https://attune.org/fhir/CodeSystem/organization-kind' and code = 'practice').empty()]])
* identifier 1..*
* identifier ^slicing.discriminator.type = #value
* identifier ^slicing.discriminator.path = "system"
* identifier ^slicing.rules = #open
* identifier contains payerId 1..* MS
* identifier[payerId] obeys attune-payer-id
* identifier[payerId].system 1..1
* identifier[payerId].system = "https://attune.org/fhir/identifier/payer-id"
* identifier[payerId].value 1..1
* type 1..*

Invariant: attune-payer-id
Description: "A payer identifier has 2 to 80 capital letters, digits or hyphens."
Severity: #error
Expression: "value.matches('^[A-Z0-9-]{2,80}$')"

Profile: AttuneLocation
Parent: Location
Id: attune-location
Title: "Attune location"
Description: "A place where care is given, its time zone and its place of service. A kind of place, such as the client's home, need not be named."
* insert AppliesWhen(true)
* obeys attune-location-named
* extension contains PlaceOfService named placeOfService 0..1 MS
* identifier MS
* status MS
* name MS
* mode MS
* type MS
* telecom MS
* address MS
  * line MS
  * city MS
  * state MS
  * postalCode MS
* physicalType MS
* position MS
* managingOrganization MS
* partOf MS
* hoursOfOperation MS

Invariant: attune-location-named
Description: "A location has a name, unless it stands for a kind of place (mode = kind)."
Severity: #error
Expression: "name.exists() or mode = 'kind'"

Extension: PlaceOfService
Id: place-of-service
Title: "Place of service"
Description: "The place of service code that sessions held in person at this location are billed with."
Context: Location
* value[x] 1..1
* value[x] only CodeableConcept
* valueCodeableConcept from $place-of-service-vs (required)

Profile: AttuneHealthcareService
Parent: HealthcareService
Id: attune-healthcare-service
Title: "Attune healthcare service"
Description: "A service that an organization offers: psychotherapy, testing, a crisis line, a program."
* insert AppliesWhen(true)
* obeys attune-service-named
* identifier MS
* active MS
* providedBy MS
* category MS
* category from $service-category-vs (preferred)
* type MS
* type from $session-types (preferred)
* specialty MS
* specialty from $provider-taxonomy-vs (preferred)
* location MS
* name MS
* telecom MS
* eligibility MS
* program MS
* program from $program-types (preferred)
* communication MS
* appointmentRequired MS
* availableTime MS
* notAvailable MS
* endpoint MS

Invariant: attune-service-named
Description: "A service has a name, a type or a category."
Severity: #error
Expression: "name.exists() or type.exists() or category.exists()"
