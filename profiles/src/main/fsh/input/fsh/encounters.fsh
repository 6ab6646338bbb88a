Profile: AttuneEncounter
Parent: Encounter
Id: attune-encounter
Title: "Attune encounter"
Description: "A contact between a patient and the practice."
* insert AppliesWhen(true)
* status MS
* class MS
* type 1..* MS
* subject 1..1 MS
* subject only Reference(Patient)
* period MS
