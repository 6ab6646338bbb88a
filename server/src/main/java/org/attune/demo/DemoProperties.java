package org.attune.demo;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Demonstration mode.
 *
 * @param demo whether a start loads the sample practice, unless the database has it
 */
@ConfigurationProperties("attune")
record DemoProperties(@DefaultValue("false") boolean demo) {}
