package org.attune.smart.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.attune.smart.address.OutgoingAddresses;
import org.attune.smart.address.OutgoingAddressesOfATest;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;

/** What the file of clients may say, and how it is told what is wrong. */
class ClientFileTest {

  private static final String PUBLIC =
      """
      {"client_id":"app","client_name":"App","redirect_uris":["http://localhost:9000/"],
      "scope":"launch patient/*.rs openid fhirUser offline_access",
      "token_endpoint_auth_method":"none","launch_url":"https://app.example/launch",
      "organization":"Organization/7"}""";

  @Test
  void aPublicClientIsRead() {
    SmartClient client = read("[" + PUBLIC + "]").get(0).client();

    assertThat(client.clientId()).isEqualTo("app");
    assertThat(client.grantTypes()).containsExactly("authorization_code", "refresh_token");
    assertThat(client.actsFor()).contains("7");
    assertThat(client.isSymmetric()).isFalse();
  }

  @Test
  void everyFaultIsNamedWithItsPlace() {
    assertThatExceptionOfType(RegistrationException.class)
        .isThrownBy(
            () ->
                read(
                    """
                    [%s,
                    {"client_id":"app","client_name":"Twice","redirect_uris":["https://a.example/"],
                    "scope":"launch","token_endpoint_auth_method":"none"},
                    {"client_id":"b c","client_name":"","redirect_uris":["http://far.example/",
                    "https://a.example/#x", 7],"scope":"patient/Observation.sr","grant_types":["password"],
                    "token_endpoint_auth_method":"magic","client_secret":"short"},
                    {"client_id":"sys","client_name":"S","grant_types":["client_credentials"],
                    "scope":"system/*.rs","client_secret":"0123456789"},
                    {"client_id":"key","client_name":"K","grant_types":["client_credentials"],
                    "scope":"system/*.rs","token_endpoint_auth_method":"private_key_jwt"},
                    7]"""
                        .formatted(PUBLIC)))
        .satisfies(
            wrong ->
                assertThat(wrong.problems().stream().map(Problem::member))
                    .contains(
                        "[1].client_id",
                        "[2].client_id",
                        "[2].client_name",
                        "[2].redirect_uris",
                        "[2].scope",
                        "[2].grant_types",
                        "[2].token_endpoint_auth_method",
                        "[3].grant_types",
                        "[4].jwks",
                        "[5].client"))
        .satisfies(wrong -> assertThat(wrong.getMessage()).doesNotContain("short", "0123456789"));
  }

  @Test
  void privateKeysAreRefused() {
    assertThatExceptionOfType(RegistrationException.class)
        .isThrownBy(
            () ->
                read(
                    """
                    [{"client_id":"key","client_name":"K","grant_types":["client_credentials"],
                    "scope":"system/*.rs","token_endpoint_auth_method":"private_key_jwt",
                    "jwks":{"keys":[{"kty":"oct","k":"c2VjcmV0","kid":"1"}]}}]"""))
        .withMessageContaining("private or secret key");
  }

  @Test
  void whatIsNoArrayOrNoJsonOrNoFileIsToldApart() {
    assertThatExceptionOfType(RegistrationException.class)
        .isThrownBy(() -> read("{}"))
        .withMessageContaining("array");
    assertThatExceptionOfType(RegistrationException.class)
        .isThrownBy(() -> read("[\n{]"))
        .withMessageContaining("line 2");
    assertThatExceptionOfType(RegistrationException.class)
        .isThrownBy(() -> ClientFile.read(new FileSystemResource("no/such/file.json"), outgoing()))
        .withMessageContaining("cannot be read");
  }

  @Test
  void addressesOfHostsThatAreNotPublicAreRefused() {
    assertThatExceptionOfType(RegistrationException.class)
        .isThrownBy(
            () ->
                read(
                    """
                    [{"client_id":"key","client_name":"K","grant_types":["client_credentials"],
                    "scope":"system/*.rs","token_endpoint_auth_method":"private_key_jwt",
                    "jwks_uri":"https://keys.example/","launch_url":"http://localhost/launch"}]"""))
        .satisfies(
            wrong ->
                assertThat(wrong.problems().stream().map(Problem::member))
                    .containsExactly("[0].launch_url", "[0].jwks_uri"));
  }

  @Test
  void unknownMembersAreLeftOutAndNamed() {
    Registration registration =
        read("[" + PUBLIC.replace("\"launch_url\"", "\"lauch_url\"") + "]").get(0);

    assertThat(registration.ignored()).containsExactly("lauch_url");
    assertThat(registration.client().launchUrl()).isNull();
  }

  private static List<Registration> read(String json) {
    return ClientFile.read(
        new ByteArrayResource(json.getBytes(StandardCharsets.UTF_8)), outgoing());
  }

  private static OutgoingAddresses outgoing() {
    return OutgoingAddressesOfATest.resolving(Map.of("keys.example", "10.0.0.7"));
  }
}
