package org.attune.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirHttp;
import org.attune.testing.SamplePracticeTest;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What searches of the sample practice bring along. */
@SamplePracticeTest
class UsCoreIncludesIT {

  private final FhirClient client;
  private final SearchResults results;

  UsCoreIncludesIT(@Autowired FhirHttp http) {
    this.client = http.client();
    this.results = new SearchResults(client);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PractitionerRole", "Practitioner", "Patient", "RelatedPerson"})
  @DisplayName("U7: _include brings the members of care teams that are of the type, and no others")
  void u7IncludeBringsTheMembersOfAType(String type) {
    List<String> members =
        results.population("CareTeam").stream()
            .flatMap(team -> ((CareTeam) team).getParticipant().stream())
            .map(participant -> participant.getMember().getReferenceElement())
            .filter(member -> member.getResourceType().equals(type))
            .map(member -> member.getIdPart())
            .distinct()
            .toList();

    List<BundleEntryComponent> entries =
        results.entries(
            "CareTeam?status=active,inactive,proposed&_count=1000"
                + "&_include=CareTeam:participant:"
                + type);

    assertThat(
            entries.stream()
                .map(BundleEntryComponent::getResource)
                .filter(resource -> !(resource instanceof CareTeam))
                .map(resource -> resource.getIdElement().getIdPart()))
        .containsExactlyInAnyOrderElementsOf(members);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AllergyIntolerance",
        "CarePlan",
        "CareTeam",
        "Condition",
        "Coverage",
        "DocumentReference",
        "Encounter",
        "Goal",
        "MedicationRequest",
        "Observation",
        "Patient",
        "QuestionnaireResponse",
        "RelatedPerson",
        "ServiceRequest"
      })
  @DisplayName("U8: _revinclude brings the Provenance, which tells for whom its author acted")
  void u8RevincludeBringsTheProvenance(String type) {
    Resource target = results.population(type).get(0);
    String id = target.getIdElement().getIdPart();
    String body =
        SeededCast.provenance().formatted(type, id, first("Practitioner"), first("Organization"));
    String provenance =
        client.post("Provenance", "{\"resourceType\":\"Provenance\"," + body + "}").id();
    try {
      List<Provenance> brought =
          results.entries(type + "?_id=" + id + "&_revinclude=Provenance:target").stream()
              .map(BundleEntryComponent::getResource)
              .filter(Provenance.class::isInstance)
              .map(Provenance.class::cast)
              .toList();

      assertThat(SearchResults.ids(brought)).contains(provenance);
      assertThat(brought)
          .allMatch(
              one ->
                  one.getTarget().stream()
                      .anyMatch(aim -> aim.getReference().startsWith(type + "/" + id)))
          .allMatch(one -> one.getAgent().stream().allMatch(UsCoreIncludesIT::tellsForWhom));
    } finally {
      assertThat(client.delete("Provenance/" + provenance).status()).isEqualTo(200);
    }
  }

  /** Organizations act for themselves; persons and devices for somebody. */
  private static boolean tellsForWhom(Provenance.ProvenanceAgentComponent agent) {
    return agent.getWho().getReference().startsWith("Organization/") || agent.hasOnBehalfOf();
  }

  private String first(String type) {
    return results.population(type).get(0).getIdElement().getIdPart();
  }
}
