package org.attune.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.attune.examples.SamplePracticeTest.key;
import static org.attune.examples.SamplePracticeTest.ofType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.attune.examples.fhir.Drafts;
import org.attune.examples.story.Client;
import org.attune.examples.story.Story;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Group;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Invoice;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;

/** Who belongs to the practice, who comes to it, and who pays. */
final class SampleCastTest {

  private static final String NPI = "http://hl7.org/fhir/sid/us-npi";
  private static final String TIN = "urn:oid:2.16.840.1.113883.4.4";
  private static final Pattern PAYEE =
      Pattern.compile("N1\\*PE\\*([^*]+)\\*XX\\*(\\d+)~\\s*(?:[^R][^~]*~\\s*)*REF\\*TJ\\*(\\d+)~");

  private static final List<Resource> ALL =
      SamplePractice.on(LocalDate.of(2026, 11, 23)).resources();

  @Test
  void twoLocationsBelongToOnePractice() {
    assertThat(ofType(ALL, Location.class))
        .hasSize(2)
        .extracting(location -> location.getManagingOrganization().getReference())
        .containsOnly(key(practice()));
  }

  @Test
  void everyRoleOfASmallPracticeIsFilled() {
    Map<String, PractitionerRole> roles = roles();

    assertThat(roles)
        .containsKeys("psychologist", "lcsw", "associate", "prescriber", "biller", "front-desk");
    assertThat(roles.values().stream().flatMap(role -> role.getLocation().stream()))
        .extracting(Reference::getReference)
        .containsAll(ofType(ALL, Location.class).map(SamplePracticeTest::key).toList());
  }

  @Test
  void theAssociateWorksUnderThePsychologist() {
    Extension supervision =
        role("associate").getExtensionByUrl(Drafts.BASE + "StructureDefinition/supervision");

    assertThat(supervision.getExtensionByUrl("supervisor").getValue())
        .isInstanceOfSatisfying(
            Reference.class,
            supervisor ->
                assertThat(supervisor.getReference())
                    .isEqualTo(role("psychologist").getPractitioner().getReference()));
  }

  @Test
  void clientsHaveSeveralPayersOrNoneAndSomebodyHasTwo() {
    List<Coverage> coverages = ofType(ALL, Coverage.class).toList();
    Set<String> insured =
        coverages.stream().map(c -> c.getBeneficiary().getReference()).collect(Collectors.toSet());
    Set<String> selfPay =
        ofType(ALL, Invoice.class)
            .map(invoice -> invoice.getSubject().getReference())
            .filter(client -> !insured.contains(client))
            .collect(Collectors.toSet());

    assertThat(coverages.stream().map(c -> c.getPayorFirstRep().getReference()).distinct())
        .hasSizeGreaterThanOrEqualTo(4);
    assertThat(selfPay).as("clients without insurance who pay").hasSizeGreaterThanOrEqualTo(3);
    assertThat(coverages.stream().filter(c -> c.getOrder() == 2))
        .isNotEmpty()
        .allSatisfy(second -> assertThat(claimsWith(second)).isNotEmpty());
  }

  @Test
  void couplesAndAGroupMeetTogether() {
    List<Group> groups = ofType(ALL, Group.class).toList();

    assertThat(groups.stream().filter(g -> kind(g).equals("couple")))
        .hasSizeGreaterThanOrEqualTo(2)
        .allSatisfy(couple -> assertThat(couple.getMember()).hasSize(2));
    assertThat(groups.stream().filter(g -> !kind(g).equals("couple")))
        .hasSize(1)
        .allSatisfy(group -> assertThat(group.getMember()).hasSizeGreaterThanOrEqualTo(4));
    assertThat(sessionsOf("couple")).isNotEmpty();
    assertThat(sessionsOf("group").map(e -> e.getSubject().getReference()).distinct())
        .as("the group, and each of its members")
        .hasSizeGreaterThanOrEqualTo(4);
  }

  @Test
  void everyMinorHasGuardiansWhoConsent() {
    List<Client> minors = Story.read().clients().stream().filter(Client::minor).toList();

    assertThat(minors).extracting(Client::age).contains(14, 10);
    assertThat(minors)
        .allSatisfy(
            minor -> {
              String client = "Patient/" + Drafts.id("Patient", minor.key());
              Set<String> guardians =
                  ofType(ALL, RelatedPerson.class)
                      .filter(person -> person.getPatient().getReference().equals(client))
                      .map(SamplePracticeTest::key)
                      .collect(Collectors.toSet());
              assertThat(guardians).isNotEmpty();
              assertThat(
                      ofType(ALL, Consent.class)
                          .filter(c -> c.getPatient().getReference().equals(client))
                          .flatMap(c -> c.getPerformer().stream())
                          .map(Reference::getReference))
                  .containsAll(guardians);
            });
  }

  @Test
  void thePracticeIsThePayeeOfTheRemittanceSamples() throws IOException {
    assertThat(practice().getName()).isEqualToIgnoringCase("Riverside Counseling LLC");
    for (Path file : OutsideData.files("x12", ".835")) {
      MatchResult payee = PAYEE.matcher(Files.readString(file)).results().findFirst().orElseThrow();
      assertThat(practice().getName()).as("%s", file).isEqualToIgnoringCase(payee.group(1));
      assertThat(identifier(NPI)).as("%s", file).isEqualTo(payee.group(2));
      assertThat(identifier(TIN)).as("%s", file).isEqualTo(payee.group(3));
    }
  }

  private static Organization practice() {
    return ofType(ALL, Organization.class)
        .filter(o -> o.getTypeFirstRep().getCodingFirstRep().getCode().equals("practice"))
        .findFirst()
        .orElseThrow();
  }

  private static String identifier(String system) {
    return practice().getIdentifier().stream()
        .filter(each -> system.equals(each.getSystem()))
        .map(Identifier::getValue)
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, PractitionerRole> roles() {
    return ofType(ALL, PractitionerRole.class)
        .collect(Collectors.toMap(r -> r.getCodeFirstRep().getCodingFirstRep().getCode(), r -> r));
  }

  private static PractitionerRole role(String code) {
    return roles().entrySet().stream()
        .filter(role -> role.getKey().equals(code))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  private static Stream<Claim> claimsWith(Coverage coverage) {
    return ofType(ALL, Claim.class)
        .filter(
            claim ->
                claim.getInsurance().stream()
                    .anyMatch(i -> i.getCoverage().getReference().equals(key(coverage))));
  }

  private static Stream<Encounter> sessionsOf(String type) {
    return ofType(ALL, Encounter.class)
        .filter(e -> e.getTypeFirstRep().getCodingFirstRep().getCode().equals(type));
  }

  private static String kind(Group group) {
    return group.getCode().getCodingFirstRep().getCode();
  }
}
