package org.attune.accounts.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.attune.accounts.AccountPrincipal;
import org.attune.accounts.AccountRole;
import org.attune.accounts.directory.Account;
import org.junit.jupiter.api.Test;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.jackson2.SecurityJackson2Modules;

/** What a session keeps comes back, and nothing else does. */
class SessionAttributesTest {

  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00.123456Z");
  private static final Account PROXY =
      new Account(
          UUID.fromString("6f1c2f0e-6a5c-4a58-9e53-0d6d5b7f0d11"),
          "sams.mother",
          "RelatedPerson/1",
          Set.of(AccountRole.PROXY),
          true,
          false,
          false,
          null);
  private static final Authentication SIGNED_IN =
      SignedInAccount.of(PROXY, Optional.of("2"), NOW).authentication();

  @Test
  void whoIsSignedInSurvivesTheDatabase() {
    Object read =
        SessionAttributes.read(SessionAttributes.write(new SecurityContextImpl(SIGNED_IN)));

    assertThat(read).isEqualTo(new SecurityContextImpl(SIGNED_IN));
    assertThat(SIGNED_IN.getName()).isEqualTo(PROXY.id().toString());
    assertThat(SIGNED_IN.getAuthorities())
        .extracting(Object::toString)
        .containsExactly("ROLE_PROXY");
    AccountPrincipal principal = (AccountPrincipal) SIGNED_IN.getPrincipal();
    assertThat(principal.accountId()).isEqualTo(PROXY.id());
    assertThat(principal.fhirUser()).isEqualTo("RelatedPerson/1");
    assertThat(principal.patient()).contains("2");
    assertThat(principal.roles()).containsExactly(AccountRole.PROXY);
    assertThat(principal.authenticatedAt()).isEqualTo(NOW);
    assertThat(principal.toString()).doesNotContain("RelatedPerson");
  }

  @Test
  void whoIsSignedInCanBeKeptAsJsonByAnAuthorizationServer() throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    mapper.registerModules(SecurityJackson2Modules.getModules(getClass().getClassLoader()));

    String json = mapper.writeValueAsString(SIGNED_IN);

    assertThat(mapper.readValue(json, Authentication.class)).isEqualTo(SIGNED_IN);
  }

  @Test
  void aHalfDoneSignInSurvivesTheDatabase() {
    PendingSignIn pending = new PendingSignIn(PROXY.id(), NOW, 1, "c2VjcmV0");

    assertThat(SessionAttributes.read(SessionAttributes.write(pending))).isEqualTo(pending);
    assertThat(pending.over(NOW.plusSeconds(600))).isFalse();
    assertThat(pending.over(NOW.plusSeconds(601))).isTrue();
    assertThat(pending.failed().failed().failed().over(NOW)).isFalse();
    assertThat(pending.failed().failed().failed().failed().over(NOW)).isTrue();
  }

  @Test
  void aClassThatDoesNotBelongInASessionIsNotMade() {
    byte[] foreign = SessionAttributes.write(InetSocketAddress.createUnresolved("example.org", 1));

    assertThat(SessionAttributes.read(foreign)).isNull();
  }
}
