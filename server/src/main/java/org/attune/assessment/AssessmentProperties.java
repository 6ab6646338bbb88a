package org.attune.assessment;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Options of assessments.
 *
 * @param itemObservations whether each answer to an instrument is kept as an Observation of its own
 */
@ConfigurationProperties("attune.assessment")
record AssessmentProperties(@DefaultValue("false") boolean itemObservations) {}
