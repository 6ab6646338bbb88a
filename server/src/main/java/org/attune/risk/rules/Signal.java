package org.attune.risk.rules;

/**
 * What is followed up. Triggers with the same signal share one alert for a client.
 *
 * @param system canonical URL of the code system
 * @param code the code in it
 * @param display what it is about, in words that do not alarm
 */
public record Signal(String system, String code, String display) {}
