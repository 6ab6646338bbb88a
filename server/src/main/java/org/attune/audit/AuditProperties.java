package org.attune.audit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the audit.
 *
 * @param enabled whether requests leave rows; off for measurements only
 * @param sealInterval how often committed rows are linked into the chain; zero for never
 */
@ConfigurationProperties("attune.audit")
record AuditProperties(
    @DefaultValue("true") boolean enabled, @DefaultValue("1s") Duration sealInterval) {}
