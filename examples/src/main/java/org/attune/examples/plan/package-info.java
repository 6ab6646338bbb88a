/** Who met whom when, how it went and how the scores moved; no FHIR. */
@NullMarked
package org.attune.examples.plan;

import org.jspecify.annotations.NullMarked;
