// When someone can be seen, and who is booked.

Alias: $appointment-type-vs = https://attune.org/fhir/ValueSet/appointment-type
Alias: $cancellation-reason-vs = https://attune.org/fhir/ValueSet/cancellation-reason
Alias: $cancellation-timing-vs = https://attune.org/fhir/ValueSet/cancellation-timing

Profile: AttuneSchedule
Parent: Schedule
Id: attune-schedule
Title: "Attune schedule"
Description: "The calendar of one clinician, room or service, which slots belong to."
* insert AppliesWhen(true)
* identifier MS
* active MS
* serviceCategory MS
* serviceCategory from $service-category-vs (preferred)
* serviceType MS
* serviceType from $session-types (preferred)
* specialty MS
* specialty from $provider-taxonomy-vs (preferred)
* actor MS
* planningHorizon MS
* comment MS

Profile: AttuneSlot
Parent: Slot
Id: attune-slot
Title: "Attune slot"
Description: "A stretch of time of a schedule that is free, taken or blocked."
* insert AppliesWhen(true)
* obeys attune-slot-order
* identifier MS
* serviceCategory MS
* serviceType MS
* serviceType from $session-types (preferred)
* appointmentType MS
* appointmentType from $appointment-type-vs (preferred)
* schedule MS
* status MS
* start MS
* end MS
* overbooked MS
* comment MS

Invariant: attune-slot-order
Description: "A slot ends after it begins."
Severity: #error
Expression: "start < end"

Profile: AttuneAppointment
Parent: Appointment
Id: attune-appointment
Title: "Attune appointment"
Description: "A time agreed, proposed or asked for."
* insert AppliesWhen(true)
* obeys attune-appointment-order
* identifier MS
* status MS
* cancelationReason MS
* cancelationReason from $cancellation-reason-vs (preferred)
* serviceCategory MS
* serviceType MS
* serviceType from $session-types (preferred)
* specialty MS
* appointmentType MS
* appointmentType from $appointment-type-vs (preferred)
* reasonCode MS
* reasonReference MS
* priority MS
* description MS
* start MS
* end MS
* minutesDuration MS
* slot MS
* created MS
* comment MS
* patientInstruction MS
* basedOn MS
* participant MS
  * type MS
  * actor MS
  * required MS
  * status MS
  * period MS

Invariant: attune-appointment-order
Description: "An appointment ends after it begins."
Severity: #error
Expression: "start.exists() and end.exists() implies start < end"

// A missed session has no cancelationReason: the base rule app-4 allows one only with the status
// cancelled, since it spells the status of a missed appointment otherwise than the code does.
Profile: AttuneSessionAppointment
Parent: AttuneAppointment
Id: attune-session-appointment
Title: "Attune session appointment"
Description: "An appointment for a session: one session type, at least one client and one clinician. A missed session has the status `noshow`. A cancelled one says why, and whether the notice period was kept."
* insert AppliesWhen([[serviceType.coding.where(system = 'https://attune.org/fhir/CodeSystem/session-type').exists()]])
* obeys attune-appointment-session-type and attune-appointment-client and attune-appointment-clinician and attune-appointment-cancelled and attune-appointment-timing
* extension contains CancellationTiming named cancellationTiming 0..1 MS
* serviceType 1..*
* participant 2..*

Invariant: attune-appointment-session-type
Description: "An appointment for a session has one session type."
Severity: #error
Expression: "serviceType.coding.where(system = 'https://attune.org/fhir/CodeSystem/session-type').count() = 1"

Invariant: attune-appointment-client
Description: "A client takes part in an appointment for a session (participant.actor is a Patient)."
Severity: #error
Expression: "participant.actor.where(reference.matches('^(.*/)?Patient[/?].+$') or type = 'Patient' or reference.startsWith('urn:') or identifier.exists()).exists()"

Invariant: attune-appointment-clinician
Description: "A practitioner or a service takes part in an appointment for a session (participant.actor)."
Severity: #error
Expression: "participant.actor.where(reference.matches('^(.*/)?(Practitioner|PractitionerRole|HealthcareService)[/?].+$') or type = 'Practitioner' or type = 'PractitionerRole' or type = 'HealthcareService' or reference.startsWith('urn:') or identifier.exists()).exists()"

Invariant: attune-appointment-cancelled
Description: "A cancelled session says why (cancelationReason) and whether notice was kept (extension cancellation-timing)."
Severity: #error
Expression: "status = 'cancelled' implies (cancelationReason.exists() and extension.where(url = 'https://attune.org/fhir/StructureDefinition/cancellation-timing').exists())"

Invariant: attune-appointment-timing
Description: "Only a cancelled appointment has a cancellation timing."
Severity: #error
Expression: "extension.where(url = 'https://attune.org/fhir/StructureDefinition/cancellation-timing').exists() implies status = 'cancelled'"

Extension: CancellationTiming
Id: cancellation-timing
Title: "Cancellation timing"
Description: "Whether an appointment was cancelled within the notice period of the practice, counted in the time zone of the location."
Context: Appointment
* value[x] 1..1
* value[x] only code
* valueCode from $cancellation-timing-vs (required)
