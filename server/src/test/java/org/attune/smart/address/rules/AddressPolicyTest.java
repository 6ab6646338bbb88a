package org.attune.smart.address.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTest {

  private static final AddressPolicy STRICT = new AddressPolicy(List.of());
  private static final AddressPolicy LOCAL =
      new AddressPolicy(
          List.of("localhost", "127.0.0.0/8", "::1", "Keys.Intranet", "10.1.0.0/16", "fd12::/16"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://keys.example.org/jwks.json",
        "HTTPS://KEYS.example.org:8443/a?b=c",
        "https://keys.example.org./",
        "https://8.8.8.8/",
        "https://[2606:4700::1111]/",
        "https://0x7f.example/",
        "https://127.0.0.1.nip.example/"
      })
  void publicHostsMayBeNamed(String address) {
    assertThat(STRICT.refusal(address)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://exa mple.org/ | no address",
        "keys.json | absolute https",
        "//keys.example.org/ | absolute https",
        "https:///keys | absolute https",
        "https://user@keys.example.org/ | user",
        "https://public.example%40169.254.169.254/ | absolute https",
        "ftp://keys.example.org/ | https",
        "file:///etc/passwd | absolute https",
        "http://keys.example.org/ | https",
        "http://10.1.2.3/ | https",
        "https://127.0.0.1/ | not public",
        "http://127.0.0.1/ | not public",
        "http://localhost/ | not public",
        "https://LocalHost./ | not public",
        "https://app.localhost/ | not public",
        "https://10.0.0.1/ | not public",
        "https://169.254.169.254/latest/meta-data | not public",
        "https://[::1]/ | not public",
        "https://[::ffff:127.0.0.1]/ | not public",
        "https://[::ffff:7f00:1]/ | not public",
        "https://[fd00:ec2::254]/ | not public",
        "https://[fe80::1%25eth0]/ | usual form",
        "https://2130706433/ | usual form",
        "https://127.1/ | absolute https",
        "https://0177.0.0.1/ | usual form",
        "https://0x7f000001/ | usual form",
        "https://0x7f.0.0.1/ | absolute https",
        "https://127.0.0.1./ | absolute https"
      })
  void othersAreRefusedWithAReason(String address, String reason) {
    assertThat(STRICT.refusal(address))
        .hasValueSatisfying(text -> assertThat(text).contains(reason));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2130706433", "127.1", "0177.0.0.1", "0x7f000001", "a.0x7f", "1:2", "256.1.1.1"})
  void whatIsNeitherNameNorUsualAddressIsAmbiguous(String host) {
    assertThat(Literal.ambiguous(host)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.example", "127.0.0.1", "::1", "0x7f.example", "x1"})
  void namesAndUsualAddressesAreNot(String host) {
    assertThat(Literal.ambiguous(host)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:8081/launch",
        "http://127.0.0.1:9/keys",
        "http://[::1]/",
        "https://localhost/",
        "https://keys.intranet/",
        "https://10.1.2.3/",
        "https://[fd12::1]/"
      })
  void whatAnOperatorListsMayBeNamed(String address) {
    assertThat(LOCAL.refusal(address)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://keys.intranet/", "https://10.2.0.1/", "https://[fd13::1]/"})
  void nothingElseComesWithTheList(String address) {
    assertThat(LOCAL.refusal(address)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "10.255.255.255",
        "100.64.0.1",
        "100.100.100.200",
        "100.127.255.255",
        "127.0.0.53",
        "168.63.129.16",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.192",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::1",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fec0::1",
        "ff02::1"
      })
  void noConnectionGoesToWhatIsNotPublic(String address) throws UnknownHostException {
    assertThat(STRICT.permits("keys.example.org", bytes(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "168.63.129.17",
        "172.15.255.255",
        "172.32.0.0",
        "192.167.255.255",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "2001:200::1",
        "2606:4700::1111",
        "2a00::1"
      })
  void connectionsToPublicAddressesAreMade(String address) throws UnknownHostException {
    assertThat(STRICT.permits("keys.example.org", bytes(address))).isTrue();
  }

  @Test
  void anAddressMappedIntoIpv6CountsAsWhatItIs() throws UnknownHostException {
    byte[] mapped = new byte[16];
    mapped[10] = (byte) 0xff;
    mapped[11] = (byte) 0xff;
    System.arraycopy(bytes("10.1.0.1"), 0, mapped, 12, 4);

    assertThat(STRICT.permits("keys.example.org", mapped)).isFalse();
    assertThat(LOCAL.permits("keys.example.org", mapped)).isTrue();
  }

  @Test
  void aListedNameMayLeadAnywhere() throws UnknownHostException {
    assertThat(LOCAL.permits("KEYS.intranet.", bytes("192.168.1.1"))).isTrue();
    assertThat(LOCAL.permits("other.intranet", bytes("192.168.1.1"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a b", "*.example", "10.0.0.0/33", "10.0.0.0/x", "fd00::/129", "10.1", "a."})
  void aListOfSomethingElseIsRefused(String entry) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AddressPolicy(List.of(entry)))
        .withMessageContaining("attune.smart.allowed-hosts");
  }

  @Test
  void aConstantThatIsNoNetworkIsAFault() {
    assertThatIllegalArgumentException().isThrownBy(() -> Network.of("here"));
  }

  @Test
  void aHostIsComparedWithoutCaseBracketsAndTrailingDot() {
    assertThat(AddressPolicy.host(URI.create("https://Keys.Example./a"))).isEqualTo("keys.example");
    assertThat(AddressPolicy.host(URI.create("https://[::1]:8/"))).isEqualTo("::1");
  }

  private static byte[] bytes(String address) throws UnknownHostException {
    return InetAddress.getByName(address).getAddress();
  }
}
