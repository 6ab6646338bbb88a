package org.attune.database;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where this installation keeps its files.
 *
 * @param dataDir directory for everything that persists, created if absent
 */
@ConfigurationProperties("attune")
record DataDirectoryProperties(@DefaultValue("attune-data") String dataDir) {}
