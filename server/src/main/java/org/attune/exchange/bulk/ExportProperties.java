package org.attune.exchange.bulk;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of bulk export.
 *
 * @param workers exports that this server makes at the same time; 0 leaves them to other servers on
 *     the same database
 * @param maxOpen exports that one caller may have waiting or running; more are refused with 429
 * @param retention how long files and state are kept after an export has ended
 * @param resourcesPerFile resources after which the next file of a type begins
 */
@ConfigurationProperties("attune.export")
@Validated
public record ExportProperties(
    @DefaultValue("2") @Min(0) @Max(8) int workers,
    @DefaultValue("20") @Min(1) int maxOpen,
    @DefaultValue("24h") Duration retention,
    @DefaultValue("100000") @Min(1) int resourcesPerFile) {}
