package org.attune.accounts;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people sign in.
 *
 * @param secondFactor who needs a second factor; accounts of the demonstration need none
 * @param sessionIdle a session ends when it was not used for that long
 * @param sessionMax a session ends that long after signing in, used or not
 * @param linkLifetime how long a one-time link for a password can be used
 */
@ConfigurationProperties("attune.accounts")
public record AccountsProperties(
    @DefaultValue("staff") SecondFactor secondFactor,
    @DefaultValue("30m") Duration sessionIdle,
    @DefaultValue("12h") Duration sessionMax,
    @DefaultValue("24h") Duration linkLifetime) {

  /** Who needs a second factor. */
  public enum SecondFactor {
    /** Whoever has a role of the practice's staff. */
    STAFF,
    /** Everyone, clients and proxies too. */
    ALL,
    /** Nobody; those who set one up are asked for it all the same. */
    NONE;

    /** Whether a person needs one who belongs to the practice's staff, or does not. */
    public boolean requiredOf(boolean staff) {
      return this == ALL || (this == STAFF && staff);
    }
  }
}
