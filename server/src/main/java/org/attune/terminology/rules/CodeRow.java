package org.attune.terminology.rules;

import java.util.Map;

/**
 * A code as a row of an official file has it.
 *
 * @param properties by their codes
 */
public record CodeRow(String code, String display, Map<String, String> properties) {}
