package org.attune.store;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Demonstration mode.
 *
 * @param demo whether to install the synthetic client at the first start
 */
@ConfigurationProperties("attune")
record DemoProperties(@DefaultValue("false") boolean demo) {}
