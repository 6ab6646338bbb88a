package org.attune.store;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long the database may look for something.
 *
 * @param searchTimeout longest time for one query of a search or read; {@code 0s} for no limit
 */
@ConfigurationProperties("attune.fhir")
public record SearchProperties(@DefaultValue("60s") Duration searchTimeout) {}
