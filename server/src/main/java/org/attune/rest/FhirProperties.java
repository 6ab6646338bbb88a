package org.attune.rest;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the FHIR endpoint.
 *
 * @param maxBodySize largest request body, counted after it is inflated; more is refused with 413
 */
@ConfigurationProperties("attune.fhir")
record FhirProperties(@DefaultValue("32MB") DataSize maxBodySize) {}
