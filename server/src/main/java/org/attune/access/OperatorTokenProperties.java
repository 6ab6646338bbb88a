package org.attune.access;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the local operator's token.
 *
 * @param enabled whether there is one; without it, clients come by file, and people administer by
 *     the pages
 */
@ConfigurationProperties("attune.operator-token")
record OperatorTokenProperties(@DefaultValue("true") boolean enabled) {}
