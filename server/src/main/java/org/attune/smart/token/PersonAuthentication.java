package org.attune.smart.token;

import java.util.List;
import org.attune.accounts.AccountPrincipal;
import org.attune.smart.Person;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.Authentication;

/** A person on whose behalf a token is made, when their session may be long over. */
public final class PersonAuthentication extends AbstractAuthenticationToken {

  private static final long serialVersionUID = 1L;

  private final transient Person person;

  /** The person of a kept grant. */
  public PersonAuthentication(Person person) {
    super(List.of());
    this.person = person;
    setAuthenticated(true);
  }

  /** The person that an authentication stands for, from a session or from a kept grant. */
  public static @Nullable Person personOf(@Nullable Object authentication) {
    if (authentication instanceof PersonAuthentication kept) {
      return kept.person;
    }
    return authentication instanceof Authentication session
            && session.getPrincipal() instanceof AccountPrincipal account
        ? Person.of(account)
        : null;
  }

  @Override
  public String getName() {
    return person.accountId().toString();
  }

  @Override
  public Object getPrincipal() {
    return getName();
  }

  @Override
  public Object getCredentials() {
    return "";
  }
}
