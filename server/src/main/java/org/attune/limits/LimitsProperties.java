package org.attune.limits;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How many requests are free in a minute, as many of them at once, and how large they may be.
 *
 * @param enabled whether requests are counted at all
 * @param tokensPerClient token requests of one client
 * @param tokensPerSource token requests, introspections and revocations from one address
 * @param requestsPerClient requests under {@code /fhir} of one back-end system
 * @param requestsPerPerson requests under {@code /fhir} of one person, by whatever app
 * @param bodySize largest request body outside {@code /fhir}; a larger one is answered 413
 */
@ConfigurationProperties("attune.limits")
@Validated
public record LimitsProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("600") @Min(1) int tokensPerClient,
    @DefaultValue("3000") @Min(1) int tokensPerSource,
    @DefaultValue("30000") @Min(1) int requestsPerClient,
    @DefaultValue("6000") @Min(1) int requestsPerPerson,
    @DefaultValue("256KB") DataSize bodySize) {}
