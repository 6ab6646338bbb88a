/** Ids, marks and codings that all resources of the sample practice share. */
@NullMarked
package org.attune.examples.fhir;

import org.jspecify.annotations.NullMarked;
