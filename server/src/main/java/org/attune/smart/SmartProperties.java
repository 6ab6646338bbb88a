package org.attune.smart;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.io.Resource;

/**
 * Settings of the authorization server.
 *
 * @param clients JSON array of clients to register at each start, for example {@code
 *     file:clients.json}
 */
@ConfigurationProperties("attune.smart")
public record SmartProperties(@Nullable Resource clients) {}
