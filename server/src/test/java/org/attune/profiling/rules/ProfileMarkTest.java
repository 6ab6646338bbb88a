package org.attune.profiling.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProfileMarkTest {

  private static final String CONFIDENTIALITY =
      "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";
  private static final String ACT = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
  private static final Set<String> DECIDED = Set.of("https://a.org/one", "https://a.org/two");
  private static final Profile ONE =
      profile("https://a.org/one", new Coding(ACT, "PSYTHPN", null), level("R"));

  @Test
  void theDecidedProfileIsAddedInFrontOfTheClaimsToOthersProfiles() {
    Meta meta = new Meta().addProfile("https://other.org/core");

    ProfileMark.write(meta, ONE, DECIDED);

    assertThat(claims(meta)).containsExactly("https://a.org/one", "https://other.org/core");
    assertThat(ProfileMark.isOn(meta, ONE, DECIDED)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.org/two",
    "https://a.org/two|1.0",
    "https://a.org/one|1.0",
    "https://a.org/one https://a.org/two",
    "https://a.org/one https://a.org/one"
  })
  void anyOtherClaimToADecidedProfileGoes(String claimed) {
    Meta meta = new Meta();
    List.of(claimed.split(" ")).forEach(meta::addProfile);

    assertThat(ProfileMark.isOn(meta, ONE, DECIDED)).isFalse();
    ProfileMark.write(meta, ONE, DECIDED);

    assertThat(claims(meta)).containsExactly("https://a.org/one");
  }

  @Test
  void aClaimThatIsRightIsLeftWhereItIs() {
    Meta meta = new Meta().addProfile("https://other.org/core").addProfile("https://a.org/one");

    ProfileMark.write(meta, ONE, DECIDED);

    assertThat(claims(meta)).containsExactly("https://other.org/core", "https://a.org/one");
  }

  @Test
  void aClaimWithoutValueIsNoneOfOurs() {
    Meta meta = new Meta();
    meta.getProfile().add(new CanonicalType());

    ProfileMark.write(meta, ONE, DECIDED);

    assertThat(claims(meta)).contains("https://a.org/one");
  }

  @Test
  void labelsAreAddedOnceBesideThoseOfTheSender() {
    Meta meta = new Meta().addSecurity(new Coding(ACT, "ETH", null));

    ProfileMark.write(meta, ONE, DECIDED);
    ProfileMark.write(meta, ONE, DECIDED);

    assertThat(meta.getSecurity())
        .extracting(Coding::getCode)
        .containsExactly("ETH", "PSYTHPN", "R");
  }

  @ParameterizedTest
  @CsvSource({"U,R", "L,R", "M,R", "N,R", "R,R", "V,V", "nonsense,R"})
  void confidentialityIsAtLeastWhatTheProfileRequires(String sent, String kept) {
    Meta meta = new Meta().addSecurity(level(sent));

    ProfileMark.write(meta, ONE, DECIDED);

    assertThat(meta.getSecurity())
        .filteredOn(label -> CONFIDENTIALITY.equals(label.getSystem()))
        .extracting(Coding::getCode)
        .containsExactly(kept);
  }

  @Test
  void aMarkWithoutTheLabelIsNoMark() {
    Meta meta = new Meta().addProfile("https://a.org/one").addSecurity(level("V"));

    assertThat(ProfileMark.isOn(meta, ONE, DECIDED)).isFalse();
  }

  private static Coding level(String code) {
    return new Coding(CONFIDENTIALITY, code, null);
  }

  private static List<String> claims(Meta meta) {
    return meta.getProfile().stream().map(CanonicalType::getValue).toList();
  }

  private static Profile profile(String url, Coding... labels) {
    return new Profile(
        url, "Basic", List.of(new StructureDefinition()), (root, focus) -> true, List.of(labels));
  }
}
