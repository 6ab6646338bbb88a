/** {@code Observation/$lastn} and {@code $diff}. */
@NullMarked
package org.attune.lookup.fhir;

import org.jspecify.annotations.NullMarked;
