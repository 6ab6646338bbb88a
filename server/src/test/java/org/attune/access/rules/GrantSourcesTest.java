package org.attune.access.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.attune.access.rules.Grant.Relation;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.CareTeam.CareTeamStatus;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.EpisodeOfCare;
import org.hl7.fhir.r4.model.EpisodeOfCare.EpisodeOfCareStatus;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Goal;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GrantSourcesTest {

  private static final Reference PATIENT = new Reference("Patient/p");
  private static final Reference CARER = new Reference("PractitionerRole/c");
  private static final Grant TREATS = grant("PractitionerRole/c", Relation.TREATS, "p");

  private static Grant grant(String actor, Relation relation, String object) {
    return new Grant(actor, relation, object, null, null);
  }

  private static CareTeam team(@Nullable CareTeamStatus status) {
    CareTeam team = new CareTeam();
    team.setId("t");
    team.setStatus(status).setSubject(PATIENT).addParticipant().setMember(CARER);
    return team;
  }

  @Test
  void membersStandForTheirTeam() {
    CareTeam team = team(CareTeamStatus.ACTIVE);
    team.addParticipant().setMember(new Reference("RelatedPerson/mother"));
    team.addParticipant().setMember(PATIENT);
    team.addParticipant().setMember(new Reference().setDisplay("Somebody"));
    team.addParticipant().setMember(new Reference("https://elsewhere.example/Practitioner/1"));

    assertThat(GrantSources.of(team))
        .containsExactlyInAnyOrder(
            grant("CareTeam/t", Relation.TREATS, "p"),
            grant("PractitionerRole/c", Relation.STANDS_FOR, "CareTeam/t"));
  }

  @ParameterizedTest
  @CsvSource({",true", "PROPOSED,true", "SUSPENDED,false", "INACTIVE,false"})
  void aTeamTreatsWhileItLasts(@Nullable CareTeamStatus status, boolean treats) {
    assertThat(GrantSources.of(team(status)).contains(grant("CareTeam/t", Relation.TREATS, "p")))
        .isEqualTo(treats);
  }

  @Test
  void aTeamForAGroupTreatsNobody() {
    CareTeam team = team(CareTeamStatus.ACTIVE).setSubject(new Reference("Group/g"));

    assertThat(GrantSources.of(team))
        .extracting(Grant::relation)
        .containsExactly(Relation.STANDS_FOR);
  }

  @ParameterizedTest
  @CsvSource({
    "2026,2027-01-01T00:00:00Z",
    "2026-02,2026-03-01T00:00:00Z",
    "2026-02-03,2026-02-04T00:00:00Z",
    "2026-02-03T10:20:30Z,2026-02-03T10:20:31Z",
    "2026-02-03T10:20:30.5Z,2026-02-03T10:20:30.501Z"
  })
  void aPeriodLastsToTheEndOfItsLastMoment(String end, Instant until) {
    DateTimeType last = new DateTimeType(end);
    CareTeam team = team(CareTeamStatus.ACTIVE);
    team.setPeriod(new Period().setStartElement(new DateTimeType("2026-01-01T00:00:00Z")));
    team.getPeriod().setEndElement(last);

    Grant grant =
        GrantSources.of(team).stream()
            .filter(each -> each.relation() == Relation.TREATS)
            .findFirst()
            .orElseThrow();

    assertThat(grant.from()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
    // Dates without a zone are those of the server's zone.
    assertThat(Duration.between(until, grant.until()).abs())
        .isLessThan(end.contains("T") ? Duration.ofNanos(1) : Duration.ofHours(15));
  }

  @ParameterizedTest
  @EnumSource(
      value = EpisodeOfCareStatus.class,
      names = {"ACTIVE", "FINISHED", "CANCELLED"})
  void theCareManagerKeepsTheChartAndTheTeamDoesNot(EpisodeOfCareStatus status) {
    EpisodeOfCare episode = new EpisodeOfCare();
    episode.setStatus(status).setPatient(PATIENT).setCareManager(CARER);
    episode.addTeam(new Reference("CareTeam/t"));
    Grant ofTeam = grant("CareTeam/t", Relation.TREATS, "p");

    assertThat(GrantSources.of(episode))
        .isEqualTo(
            switch (status) {
              case ACTIVE -> Set.of(TREATS, ofTeam);
              case FINISHED -> Set.of(TREATS);
              default -> Set.of();
            });
  }

  @Test
  void aGeneralPractitionerTreats() {
    Patient patient = new Patient();
    patient.setId("p");
    patient.addGeneralPractitioner(CARER);

    assertThat(GrantSources.of(patient)).containsExactly(TREATS);
    assertThat(GrantSources.of(new Goal().setSubject(PATIENT))).isEmpty();
    assertThat(GrantSources.types()).contains("Patient").doesNotContain("Goal");
  }

  @Test
  void whoRefersAndWhoIsAskedTreat() {
    ServiceRequest request = new ServiceRequest();
    request.setStatus(ServiceRequestStatus.COMPLETED).setSubject(PATIENT).setRequester(CARER);
    request.addPerformer(new Reference("Practitioner/d"));

    assertThat(GrantSources.of(request))
        .containsExactlyInAnyOrder(TREATS, grant("Practitioner/d", Relation.TREATS, "p"));
    assertThat(GrantSources.of(request.setStatus(ServiceRequestStatus.REVOKED))).isEmpty();
    assertThat(GrantSources.of(request.setStatus(null))).isEmpty();
  }

  private static PractitionerRole role() {
    PractitionerRole role = new PractitionerRole();
    role.setId("r");
    return role.setPractitioner(new Reference("Practitioner/me"));
  }

  private static Extension supervision(@Nullable Reference supervisor) {
    Extension supervision =
        new Extension("https://attune.org/fhir/StructureDefinition/supervision");
    if (supervisor != null) {
      supervision.addExtension(new Extension("supervisor", supervisor));
    }
    return supervision;
  }

  @Test
  void aPersonAndTheirRoleAreOne() {
    assertThat(GrantSources.of(role()))
        .containsExactlyInAnyOrder(
            grant("Practitioner/me", Relation.STANDS_FOR, "PractitionerRole/r"),
            grant("PractitionerRole/r", Relation.STANDS_FOR, "Practitioner/me"));
    assertThat(GrantSources.of(role().setActive(true))).hasSize(2);
    assertThat(GrantSources.of(role().setActive(false))).isEmpty();
    assertThat(GrantSources.of(role().setPractitioner(null))).isEmpty();
  }

  @Test
  void aSupervisorIsTiedToTheRole() {
    PractitionerRole role = role();
    Extension until = supervision(new Reference("Practitioner/s"));
    until.addExtension(
        new Extension(
            "period", new Period().setEndElement(new DateTimeType("2026-01-01T00:00:00Z"))));
    Extension odd = supervision(new Reference("Practitioner/odd"));
    odd.addExtension(new Extension("period", new StringType("always")));
    Extension text = supervision(null);
    text.addExtension(new Extension("supervisor", new StringType("Somebody")));
    role.addExtension(supervision(CARER));
    role.addExtension(until);
    role.addExtension(odd);
    role.addExtension(text);
    role.addExtension(supervision(null));

    assertThat(GrantSources.of(role))
        .filteredOn(grant -> grant.relation() == Relation.SUPERVISES)
        .containsExactlyInAnyOrder(
            grant("PractitionerRole/c", Relation.SUPERVISES, "PractitionerRole/r"),
            grant("Practitioner/odd", Relation.SUPERVISES, "PractitionerRole/r"),
            new Grant(
                "Practitioner/s",
                Relation.SUPERVISES,
                "PractitionerRole/r",
                null,
                Instant.parse("2026-01-01T00:00:01Z")));
  }

  @Test
  void aRelatedPersonActsForThePatientUntilRevoked() {
    RelatedPerson mother = new RelatedPerson().setPatient(PATIENT);
    mother.setId("m");
    Grant actsFor = grant("RelatedPerson/m", Relation.ACTS_FOR, "p");

    assertThat(GrantSources.of(mother)).containsExactly(actsFor);
    assertThat(GrantSources.of(mother.setActive(true))).containsExactly(actsFor);
    assertThat(GrantSources.of(mother.setActive(false))).isEmpty();
  }

  private static Consent consent(ConsentProvisionType type, String actor) {
    Consent consent = new Consent().setStatus(ConsentState.ACTIVE).setPatient(PATIENT);
    consent.getProvision().setType(type).addActor().setReference(new Reference(actor));
    return consent;
  }

  @Test
  void aConsentLetsInOrBars() {
    assertThat(GrantSources.of(consent(ConsentProvisionType.PERMIT, "Practitioner/x")))
        .containsExactly(grant("Practitioner/x", Relation.TREATS, "p"));
    assertThat(GrantSources.of(consent(ConsentProvisionType.PERMIT, "RelatedPerson/x")))
        .containsExactly(grant("RelatedPerson/x", Relation.ACTS_FOR, "p"));
    assertThat(GrantSources.of(consent(ConsentProvisionType.DENY, "RelatedPerson/x")))
        .containsExactly(grant("RelatedPerson/x", Relation.BARRED, "p"));
    assertThat(GrantSources.of(consent(ConsentProvisionType.DENY, "not a reference"))).isEmpty();
    assertThat(GrantSources.of(consent(ConsentProvisionType.NULL, "Practitioner/x"))).isEmpty();
    assertThat(
            GrantSources.of(
                consent(ConsentProvisionType.PERMIT, "Practitioner/x")
                    .setStatus(ConsentState.INACTIVE)))
        .isEmpty();
  }

  @Test
  void aPermitForAPartLetsNobodyIn() {
    assertThat(partial().getProvision().getProvision()).isEmpty();
    ProvisionComponent of = new ProvisionComponent();
    assertPartial(of.copy().addClass_(new Coding()).addClass_(new Coding("s", "c", null)));
    of = new ProvisionComponent();
    of.addCode().setText("x");
    assertPartial(of);
    of = new ProvisionComponent();
    of.addData().setReference(new Reference("Goal/g"));
    assertPartial(of);
    assertPartial(
        new ProvisionComponent()
            .setDataPeriod(new Period().setStartElement(new DateTimeType("2026"))));
    assertPartial(new ProvisionComponent().addPurpose(new Coding("s", "c", null)));
    assertPartial(new ProvisionComponent().addSecurityLabel(new Coding("s", "c", null)));
    of = new ProvisionComponent();
    of.addProvision().setType(ConsentProvisionType.DENY);
    assertPartial(of);
  }

  private static Consent partial() {
    return consent(ConsentProvisionType.PERMIT, "Practitioner/x");
  }

  private static void assertPartial(ProvisionComponent provision) {
    Consent consent = partial();
    provision.setType(ConsentProvisionType.PERMIT).setActor(consent.getProvision().getActor());
    consent.setProvision(provision);
    assertThat(GrantSources.of(consent)).isEmpty();
  }

  @Test
  void anInnerProvisionBars() {
    Consent consent = consent(ConsentProvisionType.PERMIT, "Practitioner/x");
    consent
        .getProvision()
        .addProvision()
        .setType(ConsentProvisionType.DENY)
        .addActor()
        .setReference(new Reference("Practitioner/y"));

    assertThat(GrantSources.of(consent))
        .containsExactly(grant("Practitioner/y", Relation.BARRED, "p"));
  }

  @Test
  void whoTreatsNobodyIsGrantedNothing() {
    Patient patient = new Patient();
    patient.setId("p");
    patient.addGeneralPractitioner(new Reference().setDisplay("Somebody"));

    assertThat(GrantSources.of(patient)).noneMatch(each -> each.relation() == Relation.TREATS);
    EpisodeOfCare episode = new EpisodeOfCare();
    episode.setId("e");
    episode.setStatus(EpisodeOfCareStatus.ACTIVE).setPatient(PATIENT);
    episode.setCareManager(new Reference().setDisplay("Somebody"));
    assertThat(GrantSources.of(episode)).isEmpty();
  }
}
